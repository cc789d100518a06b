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
