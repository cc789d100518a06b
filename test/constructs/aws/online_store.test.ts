/** What an online store is made with, where it matters, and who may use it. */
import { OnlineStore, type OnlineStoreProps } from '../../../constructs/aws';
import { keyArn, naming, resourcesOf } from '../app';
import { granted } from './granted';

const least: OnlineStoreProps = { ...naming, keyArn };
const made = (props: Partial<OnlineStoreProps> = {}) =>
  resourcesOf((stack) => new OnlineStore(stack, 'x', { ...least, ...props }))['aws_dynamodb_table']?.[0];

test('it is encrypted, can be brought back to any second, and refuses to be deleted', () => {
  expect(made()).toMatchObject({
    server_side_encryption: { enabled: true, kms_key_arn: keyArn },
    point_in_time_recovery: { enabled: true, recovery_period_in_days: 35 },
    deletion_protection_enabled: true,
    lifecycle: { prevent_destroy: true },
  });
  expect(made({ removalPolicy: 'destroy', allowDestroy: true })).toMatchObject({ deletion_protection_enabled: false });
});

test('keys, expiry and limits', () => {
  expect(made({ sortKey: 'view', expiryAttribute: 'until', maxWriteUnits: 10 })).toMatchObject({
    hash_key: 'entity',
    range_key: 'view',
    attribute: [
      { name: 'entity', type: 'S' },
      { name: 'view', type: 'S' },
    ],
    ttl: { enabled: true, attribute_name: 'until' },
    on_demand_throughput: { max_read_request_units: -1, max_write_request_units: 10 },
  });
  expect(made()).not.toHaveProperty('on_demand_throughput');
});

const table = (name: string): string => `arn:aws:dynamodb:eu-central-1:111122223333:table/${name}`;
const viaTable = { 'kms:ViaService': 'dynamodb.eu-central-1.amazonaws.com' };

test.each([
  ['made', (scope: Parameters<typeof OnlineStore.fromExisting>[0]) => new OnlineStore(scope, 'x', least)],
  [
    'existing',
    (scope: Parameters<typeof OnlineStore.fromExisting>[0]) =>
      OnlineStore.fromExisting(scope, 'x', { ...naming, tableName: 'acme-dev-online', keyArn }),
  ],
])('%s: readers look up what they are for, writers write, nobody else', (_, store) => {
  const reader = granted((scope, role) => store(scope).grantRead(role, ['customer#*']));
  const of = (key: string) => ({ 'dynamodb:LeadingKeys': key });
  expect(reader.may('dynamodb:GetItem', table('acme-dev-online'), of('customer#1'))).toBe(true);
  expect(reader.may('dynamodb:GetItem', table('acme-dev-online'), of('merchant#1'))).toBe(false);
  expect(reader.may('dynamodb:PutItem', table('acme-dev-online'), of('customer#1'))).toBe(false);
  expect(reader.may('dynamodb:GetItem', table('acme-dev-ledger'), of('customer#1'))).toBe(false);
  expect(reader.may('kms:Decrypt', keyArn, viaTable)).toBe(true);
  expect(reader.may('kms:Decrypt', keyArn)).toBe(false);
  const writer = granted((scope, role) => store(scope).grantWrite(role));
  expect(writer.may('dynamodb:BatchWriteItem', table('acme-dev-online'))).toBe(true);
  expect(writer.may('dynamodb:DeleteTable', table('acme-dev-online'))).toBe(false);
});
