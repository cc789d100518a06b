/** What buckets, tables and their copies cost. */
import type { CostAssumption } from '../../../environments/cost';
import { daysAMonth } from '../facts/prices';
import type { Pricer, Surroundings, Usage } from './line';
import { blocksIn, numberIn, textsIn } from './properties';

/** Of the buckets that `DataLakeStorage` makes: the last word of a name before its suffix. */
const lakeBuckets: Readonly<Record<string, readonly [gb: CostAssumption, share: number]>> = {
  landing: ['landingGb', 1],
  bronze: ['tablesGb', 1 / 3],
  silver: ['tablesGb', 1 / 3],
  gold: ['tablesGb', 1 / 3],
  artefacts: ['artefactsGb', 1],
};
const others: Readonly<Record<string, CostAssumption>> = {
  logs: 'accessLogsGb',
  'landing-copy': 'landingGb',
  'artefacts-copy': 'artefactsGb',
};
/** Of the lake's requests, that each of its buckets gets. */
const share = 1 / Object.keys(lakeBuckets).length;

export const storagePricers: Readonly<Record<string, Pricer>> = {
  aws_s3_bucket: ({ properties }, { assumptions }) => {
    const name = String(properties['bucket']);
    const holds = (what: string): boolean => new RegExp(`-${what}-[0-9a-f]{6}$`).test(name);
    const lake = Object.entries(lakeBuckets).find(([what]) => holds(what))?.[1];
    const other = Object.entries(others).find(([what]) => holds(what))?.[1] ?? 'otherBucketGb';
    const [gb, part] = lake ?? [other, 1];
    const storage: Usage = { item: 'storage', price: 's3 storage', quantity: assumptions[gb] * part, assumed: [gb] };
    if (lake === undefined) return [storage];
    const { objectWrites, objectReads } = assumptions;
    return [
      storage,
      { item: 'writes', price: 's3 writes', quantity: objectWrites * share, assumed: ['objectWrites'] },
      { item: 'reads', price: 's3 reads', quantity: objectReads * share, assumed: ['objectReads'] },
    ];
  },
  aws_s3_bucket_inventory: ({ properties }, { assumptions: { objects } }) => {
    const daily = blocksIn(properties['schedule']).some(({ frequency }) => frequency === 'Daily');
    const lists = daily ? daysAMonth : daysAMonth / 7;
    return [{ item: 'objects listed', price: 's3 inventory', quantity: objects * share * lists, assumed: ['objects'] }];
  },
  // Landing and artefacts have one each: half of what is new, and of what is written.
  aws_s3_bucket_replication_configuration: (_, { assumptions: { landedGb, objectWrites } }) => [
    { item: 'traffic', price: 'traffic to another region', quantity: landedGb / 2, assumed: ['landedGb'] },
    { item: 'writes', price: 's3 writes', quantity: objectWrites * share, assumed: ['objectWrites'] },
  ],
  aws_dynamodb_table: ({ properties }, { assumptions: { ledgerGb, ledgerRequests } }) => {
    if (properties['billing_mode'] !== 'PAY_PER_REQUEST') return 'it is not paid by request';
    const recovered = blocksIn(properties['point_in_time_recovery']).some(({ enabled }) => enabled === true);
    return [
      { item: 'writes', price: 'dynamodb writes', quantity: ledgerRequests, assumed: ['ledgerRequests'] },
      { item: 'reads', price: 'dynamodb reads', quantity: ledgerRequests, assumed: ['ledgerRequests'] },
      { item: 'storage', price: 'dynamodb storage', quantity: ledgerGb, assumed: ['ledgerGb'] },
      ...(recovered
        ? [{ item: 'recovery', price: 'dynamodb recovery', quantity: ledgerGb, assumed: ['ledgerGb'] } as const]
        : []),
    ];
  },
  aws_backup_selection: (selection, around) => {
    const plan = around.platform.referred(selection, selection.properties['plan_id']);
    const rules = blocksIn(plan?.properties['rule']);
    const resources = textsIn(selection.properties['resources']);
    if (rules.length === 0 || resources.length === 0) return 'what it takes is known to AWS alone';
    return resources.flatMap((resource) => rules.flatMap((rule) => backups(resource, rule, around)));
  },
};

/** A backup of a table is whole each day: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Backup.Tutorial.html */
function backups(resource: string, rule: Readonly<Record<string, unknown>>, around: Surroundings): readonly Usage[] {
  const kept = (of: unknown): number => numberIn(blocksIn(of)[0]?.['delete_after']) ?? 0;
  const gb = around.assumptions.ledgerGb;
  const usage = (item: string, days: number): Usage =>
    resource.includes(':dynamodb:')
      ? { item: `${item} of ${days} days`, price: 'dynamodb backup', quantity: gb * days, assumed: ['ledgerGb'] }
      : {
          item: `${item} of a bucket`,
          price: 's3 backup',
          quantity: around.assumptions.otherBucketGb,
          assumed: ['otherBucketGb'],
        };
  const copies = blocksIn(rule['copy_action']).map((copy) => {
    const region = String(copy['destination_vault_arn']).split(':')[3] ?? around.region;
    return { ...usage('copies', kept(copy['lifecycle'])), region };
  });
  return [usage('backups', kept(rule['lifecycle'])), ...copies];
}
