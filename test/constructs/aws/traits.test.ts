/** What tells environments apart, against a reading of the stacks by hand; and that the table keeps only what differs. */
import { differences } from '../../../cli/environments';
import { type Trait, traitsOf } from '../../../constructs/aws/environment/traits';
import { Platform, type StackDocument } from '../../../constructs/core/policy';
import { environmentOf } from '../../stacks/synthesized';

const platform = (resource: StackDocument['resource']): Platform =>
  new Platform(
    new Map([
      ['acme', { resource, data: {}, provider: { aws: [{ region: 'eu-central-1' }] }, terraform: { backend: {} } }],
    ]),
  );
const valuesOf = (traits: readonly Trait[]): Readonly<Record<string, string>> =>
  Object.fromEntries(traits.map(({ what, value }) => [what, value]));

test('what a file and its tier say', () => {
  const values = valuesOf(traitsOf(environmentOf('prod'), platform({})));
  expect(values).toMatchObject({
    tier: 'prod',
    network: 'own, 10.20.0.0/16',
    'copies in another region': 'eu-west-1',
    'recorded of the lake’s objects': 'reads and writes',
    'a person says yes before a deployment': 'yes',
    'least severity of an alarm': 'warning',
    'data may be destroyed': 'no',
  });
  expect(valuesOf(traitsOf(environmentOf('dev'), platform({})))['network']).toBe('the service’s own');
});

test('what the stacks show', () => {
  const found = platform({
    aws_subnet: { a: {}, b: {} },
    aws_vpc_endpoint: {
      glue: { vpc_endpoint_type: 'Interface', subnet_ids: ['a', 'b'] },
      s3: { vpc_endpoint_type: 'Gateway' },
    },
    aws_s3_bucket: {
      kept: { bucket: 'a', lifecycle: { prevent_destroy: true } },
      lost: { bucket: 'b', force_destroy: true },
    },
    aws_s3_bucket_inventory: { a: { schedule: { frequency: 'Weekly' } } },
    aws_backup_plan: { plan: { rule: [{ lifecycle: { delete_after: 7 } }] } },
    aws_cloudwatch_log_group: { a: { retention_in_days: 90, skip_destroy: true }, b: { retention_in_days: 30 } },
    aws_dynamodb_table: { a: { deletion_protection_enabled: true }, b: {} },
    aws_kms_key: { a: { deletion_window_in_days: 30 }, b: { deletion_window_in_days: 7 } },
  });
  expect(valuesOf(traitsOf(environmentOf('dev'), found))).toMatchObject({
    stacks: '1',
    'zones with a subnet': '2',
    'interface endpoints': '1',
    'NAT gateways': '0',
    buckets: '2',
    'lists of buckets': '1, weekly',
    'days that the ledger’s backups are kept': '7',
    'days that logs are kept': '30, 90',
    'days in which records are locked': 'none',
    'tables that refuse to be deleted': '1 of 2',
    // A bucket, a group, a table and a key, of two each.
    'what holds data and stays when its stack goes': '4 of 8',
    // Two zones × 730 h × 0.012 and two keys.
    'a month, fixed': '20 USD',
  });
});

test('the table keeps what differs, in the order of the traits', () => {
  const of = (tier: string, keys: string): readonly Trait[] => [
    { what: 'tier', value: tier, from: 'file' },
    { what: 'project', value: 'acme', from: 'file' },
    { what: 'keys', value: keys, from: 'stacks' },
  ];
  expect(
    differences(
      new Map([
        ['dev', of('dev', '3')],
        ['qa', of('dev', '4')],
        ['prod', of('prod', '4')],
      ]),
    ),
  ).toEqual([
    { what: 'tier', from: 'file', values: { dev: 'dev', qa: 'dev', prod: 'prod' } },
    { what: 'keys', from: 'stacks', values: { dev: '3', qa: '4', prod: '4' } },
  ]);
});
