/** What is backed up, by whom, how long it stays, and what rings. */
import { BackupPlan, LakeBucket } from '../../../constructs/aws';
import { backupPolicies, lifecycleProblem } from '../../../constructs/aws/facts';
import { keyArn, naming, resourcesOf } from '../app';

const ledger = 'arn:aws:dynamodb:eu-central-1:111122223333:table/acme-ledger';
const planned = (props: object = {}) =>
  resourcesOf((stack) => {
    new BackupPlan(stack, 'it', { ...naming, keyArn, resourceArns: [ledger], ...props });
  });

test('the vault is encrypted with the key and is kept', () => {
  expect(planned()['aws_backup_vault']).toEqual([
    expect.objectContaining({ kms_key_arn: keyArn, force_destroy: false, lifecycle: { prevent_destroy: true } }),
  ]);
});

test('a copy is kept as long as the original unless told, and goes to cold storage as it does', () => {
  const [plan] =
    planned({ copyToVaultArn: 'arn:x', coldStorageAfterDays: 10, deleteAfterDays: 200 })['aws_backup_plan'] ?? [];
  const lifecycle = { delete_after: 200, cold_storage_after: 10 };
  expect(plan?.['rule']).toEqual([
    expect.objectContaining({
      schedule: 'cron(0 5 ? * * *)',
      lifecycle,
      copy_action: [{ destination_vault_arn: 'arn:x', lifecycle }],
    }),
  ]);
});

test.each([
  [{}, undefined],
  [{ lockMode: 'GOVERNANCE' }, { min_retention_days: 35 }],
  [
    { lockMode: 'COMPLIANCE', legalHoldDays: 20 },
    { min_retention_days: 20, changeable_for_days: 3 },
  ],
])('with %j the lock is %j', (props, lock) => {
  const [made] = planned(props)['aws_backup_vault_lock_configuration'] ?? [];
  if (lock === undefined) expect(made).toBeUndefined();
  else expect(made).toMatchObject(lock);
  if (lock !== undefined && !('changeable_for_days' in lock)) expect(made).not.toHaveProperty('changeable_for_days');
});

test('the role has the policies of what is selected, in the partition of the region', () => {
  const attached = (resources: ReturnType<typeof planned>) =>
    (resources['aws_iam_role_policy_attachment'] ?? []).map((each) => each['policy_arn']);
  expect(attached(planned())).toEqual(backupPolicies('eu-central-1', false));
  const withBucket = resourcesOf((stack) => {
    const bucket = new LakeBucket(stack, 'b', { ...naming, bucketName: 'acme-b', holds: 'files' });
    new BackupPlan(stack, 'it', { ...naming, keyArn, buckets: [bucket], tags: { backup: 'daily' } });
  });
  expect(attached(withBucket)).toContain('arn:aws:iam::aws:policy/AWSBackupServiceRolePolicyForS3Backup');
  expect(withBucket['aws_backup_selection']).toEqual([
    expect.objectContaining({
      resources: ['arn:aws:s3:::acme-b'],
      selection_tag: [{ key: 'backup', type: 'STRINGEQUALS', value: 'daily' }],
    }),
  ]);
  expect(backupPolicies('cn-north-1', false)[0]).toMatch(/^arn:aws-cn:iam::aws:policy\//);
});

test.each([
  [{ deleteAfterDays: 120, coldStorageAfterDays: 30 }, undefined],
  [{ deleteAfterDays: 119, coldStorageAfterDays: 30 }, /expected at least 120/],
  [{ deleteAfterDays: 1 }, undefined],
  [{ deleteAfterDays: 400, copyDeleteAfterDays: 100, coldStorageAfterDays: 30 }, /copyDeleteAfterDays: found 100/],
  [{ deleteAfterDays: 30, legalHoldDays: 31 }, /deleteAfterDays: found 30; expected at least 31, the legal hold/],
])('of %j it says %s', (lifecycle, problem) => {
  if (problem === undefined) expect(lifecycleProblem(lifecycle)).toBeUndefined();
  else expect(lifecycleProblem(lifecycle)).toMatch(problem);
});
