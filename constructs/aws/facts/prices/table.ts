/** Prices by what is paid for. What has no entry for a region is not priced there: no price is guessed. */
import { listed, type Price, type Quote, undated } from './price';

const quote = (usd: number, source: string, seen: string): Quote => ({ usd, source, seen });
const page = (service: string): string => `https://aws.amazon.com/${service}/pricing/`;
const everywhere = (usd: number, source: string, seen: string) => ({ everywhere: quote(usd, source, seen) });

/** Generated from AWS's list of prices. */
const emrPrices =
  'https://github.com/GoogleCloudPlatform/PerfKitBenchmarker/blob/master/perfkitbenchmarker/providers/aws/aws_dpb_emr_serverless_prices.py';
const emr = (usEast1: number, euCentral1: number, euWest1: number) => ({
  'us-east-1': quote(usEast1, emrPrices, '2023-02-03'),
  'eu-central-1': quote(euCentral1, emrPrices, '2023-02-03'),
  'eu-west-1': quote(euWest1, emrPrices, '2023-02-03'),
});
/** Of us-east-1, in one table for both. */
const ways = 'https://www.zacfukuda.com/blog/aws-nat-gateway-vs-vpc-endpoint';

const inUsEast1 = (usd: number, service: string): Quote => listed(usd, service, 'us-east-1', '2025-10-28');
const inFrankfurt = (usd: number, service: string, seen: string): Quote => listed(usd, service, 'eu-central-1', seen);

export const prices = {
  'kms key': { unit: 'key', size: 1, ...everywhere(1, page('kms'), '2026-03-14') },
  'kms requests': { unit: '10,000 requests', size: 10_000, ...everywhere(0.03, page('kms'), '2026-03-14') },
  alarm: {
    unit: 'alarm of one metric',
    size: 1,
    byRegion: {
      'us-east-1': inUsEast1(0.1, 'AmazonCloudWatch'),
      'eu-central-1': inFrankfurt(0.1, 'AmazonCloudWatch', '2026-09-11'),
    },
  },
  'custom metric': {
    unit: 'metric, of the first 10,000',
    size: 1,
    byRegion: { 'us-east-1': quote(0.3, page('cloudwatch'), undated) },
  },
  dashboard: { unit: 'dashboard', size: 1, ...everywhere(3, page('cloudwatch'), '2026-03-26') },
  'logs written': {
    unit: 'GB',
    size: 1,
    byRegion: {
      'us-east-1': inUsEast1(0.5, 'AmazonCloudWatch'),
      'eu-central-1': inFrankfurt(0.63, 'AmazonCloudWatch', '2026-09-11'),
      'eu-west-1': listed(0.57, 'AmazonCloudWatch', 'eu-west-1', '2026-03-01'),
    },
  },
  'logs kept': {
    unit: 'GB',
    size: 1,
    byRegion: {
      'us-east-1': inUsEast1(0.03, 'AmazonCloudWatch'),
      'eu-central-1': inFrankfurt(0.0324, 'AmazonCloudWatch', '2026-09-11'),
    },
  },
  'nat gateway': {
    unit: 'hour',
    size: 1,
    byRegion: {
      'us-east-1': quote(0.045, ways, '2026-06-01'),
      'eu-central-1': inFrankfurt(0.052, 'AmazonEC2', '2026-09-25'),
    },
  },
  'nat traffic': {
    unit: 'GB',
    size: 1,
    byRegion: {
      'us-east-1': quote(0.045, ways, '2026-06-01'),
      'eu-central-1': inFrankfurt(0.052, 'AmazonEC2', '2026-09-25'),
    },
  },
  'public address': {
    unit: 'hour',
    size: 1,
    byRegion: { 'eu-central-1': inFrankfurt(0.005, 'AmazonVPC', '2026-09-17') },
  },
  'interface endpoint': {
    unit: 'hour in a zone',
    size: 1,
    byRegion: {
      'us-east-1': quote(0.01, ways, '2026-06-01'),
      'eu-central-1': inFrankfurt(0.012, 'AmazonVPC', '2026-09-17'),
    },
  },
  'interface endpoint traffic': {
    unit: 'GB',
    size: 1,
    byRegion: {
      'us-east-1': quote(0.01, ways, '2026-06-01'),
      'eu-central-1': inFrankfurt(0.01, 'AmazonVPC', '2026-09-22'),
    },
  },
  's3 storage': {
    unit: 'GB',
    size: 1,
    byRegion: {
      'us-east-1': inUsEast1(0.023, 'AmazonS3'),
      'eu-central-1': inFrankfurt(0.0245, 'AmazonS3', '2026-08-31'),
      'eu-west-1': listed(0.023, 'AmazonS3', 'eu-west-1', '2026-09-06'),
    },
  },
  's3 writes': {
    unit: '1,000 requests',
    size: 1000,
    byRegion: {
      'us-east-1': inUsEast1(0.005, 'AmazonS3'),
      'eu-central-1': inFrankfurt(0.0054, 'AmazonS3', '2026-08-31'),
      'eu-west-1': listed(0.005, 'AmazonS3', 'eu-west-1', '2026-09-06'),
    },
  },
  's3 reads': {
    unit: '1,000 requests',
    size: 1000,
    byRegion: {
      'us-east-1': inUsEast1(0.0004, 'AmazonS3'),
      'eu-central-1': inFrankfurt(0.00043, 'AmazonS3', '2026-08-31'),
      'eu-west-1': listed(0.0004, 'AmazonS3', 'eu-west-1', '2026-09-06'),
    },
  },
  /** No list or page with a date names it for these regions. */
  's3 inventory': { unit: 'million objects', size: 1_000_000 },
  'traffic to another region': { unit: 'GB', size: 1 },
  'dynamodb writes': {
    unit: 'million units',
    size: 1_000_000,
    byRegion: {
      'us-east-1': listed(0.625, 'AmazonDynamoDB', 'us-east-1', '2026-09-11'),
      'eu-central-1': inFrankfurt(0.7625, 'AmazonDynamoDB', '2026-09-11'),
    },
  },
  'dynamodb reads': {
    unit: 'million units',
    size: 1_000_000,
    byRegion: {
      'us-east-1': listed(0.125, 'AmazonDynamoDB', 'us-east-1', '2026-09-11'),
      'eu-central-1': inFrankfurt(0.1525, 'AmazonDynamoDB', '2026-09-11'),
    },
  },
  'dynamodb storage': {
    unit: 'GB',
    size: 1,
    byRegion: { 'eu-central-1': inFrankfurt(0.306, 'AmazonDynamoDB', '2026-09-11') },
  },
  'dynamodb recovery': {
    unit: 'GB',
    size: 1,
    byRegion: { 'eu-central-1': inFrankfurt(0.2448, 'AmazonDynamoDB', '2026-09-11') },
  },
  'dynamodb backup': { unit: 'GB', size: 1 },
  's3 backup': {
    unit: 'GB',
    size: 1,
    byRegion: { 'eu-central-1': inFrankfurt(0.06, 'AWSBackup', '2026-10-06') },
  },
  'emr serverless vcpu': { unit: 'vCPU hour', size: 1, byRegion: emr(0.052624, 0.060528, 0.052624) },
  'emr serverless memory': { unit: 'GB hour', size: 1, byRegion: emr(0.0057785, 0.006643, 0.0057785) },
  'emr serverless disk': { unit: 'GB hour', size: 1, byRegion: emr(0.000111, 0.000132, 0.000122) },
  'emr serverless vcpu, ARM64': { unit: 'vCPU hour', size: 1 },
  'emr serverless memory, ARM64': { unit: 'GB hour', size: 1 },
  /** As the page's example has it, which is of us-east-1. */
  'glue dpu': { unit: 'DPU hour', size: 1, byRegion: { 'us-east-1': quote(0.44, page('glue'), undated) } },
  /** No list or page with a date names them. */
  'glue dpu, FLEX': { unit: 'DPU hour', size: 1 },
  'emr on eks vcpu': { unit: 'vCPU hour', size: 1 },
  'emr on eks memory': { unit: 'GB hour', size: 1 },
  /** Of EMR and of EC2, by instance type: too many to be written down here. */
  'node of a cluster': { unit: 'node hour', size: 1 },
  'state transitions': {
    unit: '1,000 transitions',
    size: 1000,
    byRegion: {
      'us-east-1': quote(0.025, page('step-functions'), undated),
      'eu-central-1': quote(0.025, page('step-functions'), undated),
      'eu-west-1': listed(0.025, 'AmazonStates', 'eu-west-1', '2026-09-11'),
    },
  },
  'scheduled calls': {
    unit: 'million calls',
    size: 1_000_000,
    byRegion: { 'us-east-1': inUsEast1(1, 'AWSEvents') },
  },
  mails: {
    unit: '100,000 mails',
    size: 100_000,
    ...everywhere(2, 'https://www.factualminds.com/blog/amazon-sns-pricing-publishes-fanout-protocols/', '2026-06-13'),
  },
  'trail data events': {
    unit: '100,000 events',
    size: 100_000,
    byRegion: {
      'us-east-1': inUsEast1(0.1, 'AWSCloudTrail'),
      'eu-central-1': quote(0.1, page('cloudtrail'), undated),
      'eu-west-1': listed(0.1, 'AWSCloudTrail', 'eu-west-1', '2026-03-01'),
    },
  },
  secret: {
    unit: 'secret',
    size: 1,
    byRegion: { 'eu-central-1': inFrankfurt(0.4, 'AWSSecretsManager', '2026-09-11') },
  },
  'eks cluster': {
    unit: 'hour',
    size: 1,
    byRegion: { 'eu-central-1': inFrankfurt(0.1, 'AmazonEKS', '2026-09-28') },
  },
} as const satisfies Readonly<Record<string, Price>>;

export type PriceName = keyof typeof prices;

/** The quote of a price in a region; undefined where none was found. */
export function quoteOf(name: PriceName, region: string): Quote | undefined {
  const price: Price = prices[name];
  return price.everywhere ?? price.byRegion?.[region];
}
