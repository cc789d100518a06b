/** What is refused without an approval, and which approvals are told to be of no use. */
import { demandsOf, judgeApprovals } from '../../../cli/deploy/approvals';
import type { PlannedChange } from '../../../cli/deploy/planned';

const change = (
  address: string,
  action: PlannedChange['action'],
  more: Partial<PlannedChange> = {},
): PlannedChange => ({
  address,
  type: address.split('.')[0] ?? '',
  action,
  attributes: [],
  replacedBy: [],
  before: {},
  after: {},
  ...more,
});
const stack = (...changes: readonly PlannedChange[]) => ({ stack: 'shop-dev-storage', changes });
const bucket = 'aws_s3_bucket.gold';

test.each([
  ['delete', 'is destroyed'],
  ['replace', 'is destroyed and made anew'],
  ['forget', 'leaves the state, and nobody looks after it'],
] as const)('%s of what holds data is refused in every tier', (action, because) => {
  for (const tier of ['dev', 'staging', 'prod'] as const)
    expect(demandsOf(stack(change(bucket, action)), tier)).toEqual([
      { stack: 'shop-dev-storage', address: bucket, action, holds: 'objects', because },
    ]);
});

test.each(['create', 'update', 'move'] as const)('%s of what holds data is not', (action) => {
  expect(demandsOf(stack(change(bucket, action)), 'prod')).toEqual([]);
});

test('what holds nothing goes without a word', () => {
  expect(
    demandsOf(stack(change('aws_iam_role.jobs', 'delete'), change('aws_sfn_state_machine.x', 'replace')), 'prod'),
  ).toEqual([]);
});

test.each([
  ['aws_dynamodb_table.ledger', { deletion_protection_enabled: true }, { deletion_protection_enabled: false }, 1],
  ['aws_dynamodb_table.ledger', { deletion_protection_enabled: false }, { deletion_protection_enabled: true }, 0],
  ['aws_s3_bucket.gold', { force_destroy: false }, { force_destroy: true }, 1],
  ['aws_s3_bucket.gold', { force_destroy: false }, { force_destroy: false }, 0],
  ['aws_kms_key.data', { deletion_window_in_days: 30 }, { deletion_window_in_days: 7 }, 1],
  ['aws_kms_key.data', { deletion_window_in_days: 7 }, { deletion_window_in_days: 30 }, 0],
] as const)('in production the protection of %s from %j to %j asks %d times', (address, before, after, times) => {
  const weaker = stack(change(address, 'update', { before, after }));
  expect(demandsOf(weaker, 'prod')).toHaveLength(times);
  expect(demandsOf(weaker, 'staging')).toEqual([]);
});

/** As Terraform's plan has them: blocks are lists. */
const lifecycle = (id: string, days: number | undefined, noncurrent = 7, status = 'Enabled') => ({
  rule: [
    { id, status, expiration: days === undefined ? [] : [{ days, date: null }] },
    { id: 'versions', status: 'Enabled', noncurrent_version_expiration: [{ noncurrent_days: noncurrent }] },
  ],
});
const backups = (delete_after: number | null, copy = 35) => ({
  rule: [
    {
      rule_name: 'daily',
      lifecycle: [{ cold_storage_after: 0, delete_after }],
      copy_action: [{ destination_vault_arn: 'arn:copies', lifecycle: [{ delete_after: copy }] }],
    },
  ],
});

describe('fewer days delete what is older, so they ask in every tier', () => {
  const logs = 'aws_cloudwatch_log_group.items';
  const files = 'aws_s3_bucket_lifecycle_configuration.landing';
  const plan = 'aws_backup_plan.daily';

  test.each<
    [address: string, before: Record<string, unknown>, after: Record<string, unknown>, holds: string, because: string]
  >([
    [logs, { retention_in_days: 365 }, { retention_in_days: 30 }, 'logs', 'keeps 30 days, kept 365'],
    [
      'aws_dynamodb_table.features',
      { point_in_time_recovery: [{ enabled: true, recovery_period_in_days: 35 }] },
      { point_in_time_recovery: [{ enabled: true, recovery_period_in_days: 7 }] },
      'what a table was before',
      'keeps 7 days, kept 35',
    ],
    [logs, { retention_in_days: 0 }, { retention_in_days: 30 }, 'logs', 'keeps 30 days, kept for ever'],
    [logs, { retention_in_days: null }, { retention_in_days: 30 }, 'logs', 'keeps 30 days, kept for ever'],
    [files, lifecycle('files', 365), lifecycle('files', 30), 'objects', "in rule 'files' keeps 30 days, kept 365"],
    [
      files,
      lifecycle('files', undefined),
      lifecycle('files', 30),
      'objects',
      "in rule 'files' keeps 30 days, kept for ever",
    ],
    [files, { rule: [] }, lifecycle('new', 30, 0), 'objects', "in rule 'new' keeps 30 days, kept for ever"],
    [
      files,
      lifecycle('files', 30, 7, 'Disabled'),
      lifecycle('files', 30),
      'objects',
      "in rule 'files' keeps 30 days, kept for ever",
    ],
    [
      files,
      lifecycle('files', 365, 30),
      lifecycle('files', 365, 7),
      'objects',
      "in rule 'versions' keeps replaced versions 7 days, kept 30",
    ],
    [
      files,
      lifecycle('files', 365, 30),
      lifecycle('files', 90, 7),
      'objects',
      "in rule 'files' keeps 90 days, kept 365; in rule 'versions' keeps replaced versions 7 days, kept 30",
    ],
    [plan, backups(35), backups(7), 'recovery points', "in rule 'daily' keeps 7 days, kept 35"],
    [plan, backups(null), backups(7), 'recovery points', "in rule 'daily' keeps 7 days, kept for ever"],
    [
      plan,
      backups(35, 365),
      backups(35, 90),
      'recovery points',
      "in rule 'daily', copy_action 'arn:copies' keeps 90 days, kept 365",
    ],
    [
      'aws_db_instance.runs',
      { backup_retention_period: 35 },
      { backup_retention_period: 0 },
      'backups of a database',
      'keeps 0 days, kept 35',
    ],
  ])('%s from %j to %j', (address, before, after, holds, because) => {
    for (const tier of ['dev', 'prod'] as const)
      expect(demandsOf(stack(change(address, 'update', { before, after })), tier)).toEqual([
        { stack: 'shop-dev-storage', address, action: 'update', holds, because },
      ]);
  });

  test.each<[address: string, before: Record<string, unknown>, after: Record<string, unknown>]>([
    [logs, { retention_in_days: 30 }, { retention_in_days: 365 }],
    [logs, { retention_in_days: 30 }, { retention_in_days: 0 }],
    [logs, { retention_in_days: 30, tags: {} }, { retention_in_days: 30, tags: { a: 'b' } }],
    [files, lifecycle('files', 30), lifecycle('files', undefined)],
    [files, lifecycle('files', 30), lifecycle('files', 30, 7, 'Disabled')],
    [files, lifecycle('files', 30), { rule: [] }],
    [plan, backups(7), backups(null)],
    [plan, { rule: [] }, backups(7)],
    ['aws_db_instance.runs', { backup_retention_period: 0 }, { backup_retention_period: 7 }],
  ])('%s from %j to %j asks for nothing', (address, before, after) => {
    expect(demandsOf(stack(change(address, 'update', { before, after })), 'prod')).toEqual([]);
  });

  test('what is made for the first time asks for nothing', () => {
    expect(demandsOf(stack(change(files, 'create', { after: lifecycle('files', 30) })), 'prod')).toEqual([]);
  });

  test('one approval is for all that is lost at an address', () => {
    const before = { retention_in_days: 365, skip_destroy: true };
    const after = { retention_in_days: 30, skip_destroy: false };
    const planned = [stack(change(logs, 'update', { before, after }))];
    expect(judgeApprovals([], planned, 'prod').missing).toMatchObject([
      { because: 'keeps 30 days, kept 365; loses its protection: skip_destroy goes from true to false' },
    ]);
    expect(judgeApprovals([logs], planned, 'prod')).toEqual({ missing: [], idle: [] });
  });
});

const judge = (approved: readonly string[], ...changes: readonly PlannedChange[]) =>
  judgeApprovals(approved, [stack(...changes)], 'dev');

test('an approval lets its address through, and no other', () => {
  const both = [change(bucket, 'delete'), change('aws_s3_bucket.silver', 'delete')];
  expect(judge([bucket], ...both)).toMatchObject({ missing: [{ address: 'aws_s3_bucket.silver' }], idle: [] });
  expect(judge([`shop-dev-storage:${bucket}`, 'aws_s3_bucket.silver'], ...both)).toEqual({ missing: [], idle: [] });
});

test.each([
  ['aws_s3_bucket.golt', "'aws_s3_bucket.golt' is not planned: did you mean 'aws_s3_bucket.gold'?"],
  ['aws_kms_key.other', "'aws_kms_key.other' is not planned; what asks for one: aws_s3_bucket.gold"],
  ['aws_s3_bucket.logs', "'aws_s3_bucket.logs' is planned as update, which needs no approval"],
])('the approval %s is of no use', (approval, says) => {
  const { missing, idle } = judge([approval], change(bucket, 'delete'), change('aws_s3_bucket.logs', 'update'));
  expect(idle).toEqual([says]);
  expect(missing).toHaveLength(1);
});

test('an approval of nothing says so; one of a delete that loses nothing is taken', () => {
  expect(judge([bucket]).idle).toEqual([`'${bucket}' is not planned: nothing asks for an approval`]);
  expect(judge(['aws_iam_role.jobs'], change('aws_iam_role.jobs', 'delete'))).toEqual({ missing: [], idle: [] });
});

test('an address that two stacks have is approved with its stack', () => {
  const planned = ['one', 'two'].map((name) => ({ stack: name, changes: [change(bucket, 'delete')] }));
  const { missing, idle } = judgeApprovals([bucket], planned, 'dev');
  expect(missing).toHaveLength(2);
  expect(idle).toEqual([`'${bucket}' is in more than one stack: write one:${bucket} or two:${bucket}`]);
  expect(judgeApprovals([`two:${bucket}`], planned, 'dev').missing).toMatchObject([{ stack: 'one' }]);
});
