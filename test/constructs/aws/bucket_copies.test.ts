/** Replicas, lists and archives: what S3 is told, and who may do what. */
import {
  ArchiveBucket,
  BucketInventory,
  BucketReplication,
  DataLakeStorage,
  LakeBucket,
  OtherRegion,
} from '../../../constructs/aws';
import { replicationStatements, transitionProblems } from '../../../constructs/aws/facts';
import type { Construct } from '../../../constructs/core';
import { evaluate } from '../../emulator/iam/evaluate';
import { keyArn, naming, resourcesOf } from '../app';

const copyKey = 'arn:aws:kms:eu-west-1:111122223333:key/5678';
const destination = {
  destinationBucketArn: 'arn:aws:s3:::acme-copy',
  destinationRegion: 'eu-west-1',
  destinationKeyArn: copyKey,
};
const files = (scope: Construct, name: string, key?: string): LakeBucket =>
  new LakeBucket(scope, name, {
    ...naming,
    bucketName: `acme-${name}`,
    holds: 'files',
    ...(key === undefined ? {} : { keyArn: key }),
  });
const replicated = (props: object = {}) =>
  resourcesOf((stack) => {
    new BucketReplication(stack, 'it', { ...naming, ...destination, bucket: files(stack, 'x', keyArn), ...props });
  })['aws_s3_bucket_replication_configuration']?.[0];

test.each([
  [{}, { delete_marker_replication: { status: 'Disabled' } }],
  [{}, { source_selection_criteria: { sse_kms_encrypted_objects: { status: 'Enabled' } } }],
  [{}, { destination: expect.objectContaining({ encryption_configuration: { replica_kms_key_id: copyKey } }) }],
  [{}, { destination: expect.not.objectContaining({ replication_time: expect.anything() }) }],
  [{ deleteMarkers: true }, { delete_marker_replication: { status: 'Enabled' } }],
  [{ prefix: 'a/' }, { filter: { prefix: 'a/' } }],
  [
    { timeControl: true },
    { destination: expect.objectContaining({ replication_time: { status: 'Enabled', time: { minutes: 15 } } }) },
  ],
])('a replication with %j has %j', (props, rule) => {
  expect(replicated(props)?.['rule']).toEqual([expect.objectContaining(rule)]);
});

test.each([
  ['files', (scope: Construct) => files(scope, 'x'), false],
  [
    'an archive',
    (scope: Construct) =>
      new ArchiveBucket(scope, 'x', { ...naming, bucketName: 'acme-x', keyArn, retentionDays: 10 }).bucket,
    true,
  ],
] as const)('the replication of %s reads locks only where there are some', (_, bucket, reads) => {
  const [policy] =
    resourcesOf((stack) => {
      new BucketReplication(stack, 'it', { ...naming, ...destination, bucket: bucket(stack) });
    })['aws_iam_role_policy'] ?? [];
  expect(String(policy?.['policy']).includes('s3:GetObjectRetention')).toBe(reads);
});

test('a replication waits for the versions of its bucket', () => {
  expect(JSON.stringify(replicated()?.['depends_on'])).toContain('aws_s3_bucket_versioning.x_versioning');
});

describe('the role of a replication', () => {
  const statements = replicationStatements({
    sourceArn: 'arn:aws:s3:::acme-x',
    sourceRegion: 'eu-central-1',
    sourceKeyArn: keyArn,
    locked: false,
    prefix: 'a/',
    destinationArn: 'arn:aws:s3:::acme-copy',
    destinationRegion: 'eu-west-1',
    destinationKeyArn: copyKey,
  });
  const inBucket = (region: string, bucket: string) => ({
    'kms:ViaService': [`s3.${region}.amazonaws.com`],
    'kms:EncryptionContext:aws:s3:arn': [`arn:aws:s3:::${bucket}`],
  });
  test.each([
    ['reads versions below the prefix', 's3:GetObjectVersionForReplication', 'arn:aws:s3:::acme-x/a/1', {}, true],
    ['reads no others', 's3:GetObjectVersionForReplication', 'arn:aws:s3:::acme-x/b/1', {}, false],
    ['reads no objects', 's3:GetObject', 'arn:aws:s3:::acme-x/a/1', {}, false],
    ['writes replicas', 's3:ReplicateObject', 'arn:aws:s3:::acme-copy/a/1', {}, true],
    ['writes none into the source', 's3:ReplicateObject', 'arn:aws:s3:::acme-x/a/1', {}, false],
    ['decrypts the source', 'kms:Decrypt', keyArn, inBucket('eu-central-1', 'acme-x'), true],
    ['decrypts it through S3 there alone', 'kms:Decrypt', keyArn, inBucket('eu-west-1', 'acme-x'), false],
    ['decrypts no neighbour', 'kms:Decrypt', keyArn, inBucket('eu-central-1', 'acme-y'), false],
    ['does not encrypt with the key of the source', 'kms:Encrypt', keyArn, inBucket('eu-central-1', 'acme-x'), false],
    ['encrypts the replicas', 'kms:Encrypt', copyKey, inBucket('eu-west-1', 'acme-copy'), true],
    ['opens the bucket key of the replicas', 'kms:Decrypt', copyKey, inBucket('eu-west-1', 'acme-copy'), true],
  ])('%s', (_, action, resource, context, allowed) => {
    expect(evaluate(statements, { action, resource, context }) === 'allowed').toBe(allowed);
  });
});

test('lists are taken from one bucket of one account, and every bucket of a lake but the logs is listed', () => {
  const resources = resourcesOf((stack) => {
    new DataLakeStorage(stack, 'lake', { ...naming, dataKeyArn: keyArn, inventory: 'daily' });
  });
  expect(resources['aws_s3_bucket_inventory']).toHaveLength(5);
  const policies = (resources['aws_s3_bucket_policy'] ?? []).map(({ policy }) => String(policy));
  const [ofLogs = ''] = policies.filter((policy) => policy.includes('"Inventory'));
  const statements = (JSON.parse(ofLogs) as { Statement: { Sid: string; Condition: object; Resource: string }[] })
    .Statement;
  const landing = statements.find(({ Sid }) => Sid.startsWith('Inventoryacmedevlanding'));
  expect(landing?.Resource).toMatch(/^arn:aws:s3:::acme-dev-logs-[0-9a-f]{6}\/inventory\/\*$/);
  expect(landing?.Condition).toEqual({
    ArnLike: { 'aws:SourceArn': expect.stringMatching(/^arn:aws:s3:::acme-dev-landing-[0-9a-f]{6}$/) },
    StringEquals: { 'aws:SourceAccount': naming.account, 's3:x-amz-acl': 'bucket-owner-full-control' },
  });
});

test('an existing destination is told what its policy needs', () => {
  resourcesOf((stack) => {
    const inventory = new BucketInventory(stack, 'it', { ...naming, bucket: files(stack, 'x'), destination: 'old' });
    expect(inventory.location).toBe('s3://old/inventory/acme-x/');
    expect(inventory.destinationStatement).toMatchObject({
      actions: ['s3:PutObject'],
      resources: ['arn:aws:s3:::old/inventory/*'],
    });
  });
});

test('an archive is locked when it is made, and its files go to Glacier', () => {
  const resources = resourcesOf((stack) => {
    new ArchiveBucket(stack, 'it', { ...naming, bucketName: 'acme-a', keyArn, retentionDays: 10, mode: 'COMPLIANCE' });
  });
  expect(resources['aws_s3_bucket']).toEqual([
    expect.objectContaining({ object_lock_enabled: true, lifecycle: { prevent_destroy: true } }),
  ]);
  expect(resources['aws_s3_bucket_object_lock_configuration']?.[0]?.['rule']).toEqual({
    default_retention: { days: 10, mode: 'COMPLIANCE' },
  });
  expect(JSON.stringify(resources['aws_s3_bucket_lifecycle_configuration'])).toContain('"storage_class":"GLACIER"');
});

test('what is below another region is made by its provider, and nothing else is', () => {
  const resources = resourcesOf((stack) => {
    files(stack, 'here');
    const there = new OtherRegion(stack, 'there', { ...naming, otherRegion: 'eu-west-1' });
    files(there, 'copy');
  });
  const providers = (resources['aws_s3_bucket'] ?? []).map((bucket) => [bucket['bucket'], bucket['provider']]);
  expect(providers).toEqual([
    ['acme-here', undefined],
    ['acme-copy', 'aws.test_there'],
  ]);
});

test.each([
  [[{ days: 0, storageClass: 'DEEP_ARCHIVE' as const }], undefined, []],
  [
    [
      { days: 30, storageClass: 'STANDARD_IA' as const },
      { days: 60, storageClass: 'GLACIER' as const },
    ],
    2555,
    [],
  ],
  [[{ days: 30, storageClass: 'GLACIER' as const }], 30, [/deletes objects after 30 days; expected more than 30/]],
  [
    [
      { days: 30, storageClass: 'ONEZONE_IA' as const },
      { days: 90, storageClass: 'GLACIER_IR' as const },
    ],
    undefined,
    [/from ONEZONE_IA to GLACIER_IR; expected a class further down/],
  ],
])('transitions %j, expiry %s', (steps, expireDays, expected) => {
  const problems = transitionProblems(steps, expireDays);
  expect(problems).toHaveLength(expected.length);
  for (const each of expected) expect(problems.join()).toMatch(each);
});
