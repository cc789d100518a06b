import { DataLakeStorage, LakeBucket, ServiceRole } from '../../../constructs/aws';
import { Lazy } from '../../../constructs/core';
import { keyArn, naming, resourcesOf } from '../app';

const lake = (props: object = {}) =>
  resourcesOf((stack) => {
    new DataLakeStorage(stack, 'lake', { ...naming, ...props });
  });
const bucketOf = (resource: Readonly<Record<string, unknown>>): string => String(resource['bucket']);
const policies = (resources: ReturnType<typeof lake>) =>
  (resources['aws_s3_bucket_policy'] ?? []).map(
    (p) => JSON.parse(String(p['policy'])) as { Statement: Record<string, unknown>[] },
  );

describe('DataLakeStorage', () => {
  test('makes six buckets, private, versioned and over TLS only', () => {
    const resources = lake();
    const names = (resources['aws_s3_bucket'] ?? []).map((b) => bucketOf(b).replace(/-[0-9a-f]{6}$/, ''));
    expect(names.sort()).toEqual(
      ['artefacts', 'bronze', 'gold', 'landing', 'logs', 'silver'].map((name) => `acme-dev-${name}`),
    );
    for (const block of resources['aws_s3_bucket_public_access_block'] ?? []) {
      expect(block).toMatchObject({
        block_public_acls: true,
        block_public_policy: true,
        ignore_public_acls: true,
        restrict_public_buckets: true,
      });
    }
    expect(resources['aws_s3_bucket_versioning']).toHaveLength(6);
    const statements = policies(resources).flatMap((p) => p.Statement);
    expect(statements.filter((s) => s['Sid'] === 'TlsOnly' && s['Effect'] === 'Deny')).toHaveLength(6);
  });

  test('encrypts with a rotating key, the log bucket with S3’s own', () => {
    const resources = lake();
    expect(resources['aws_kms_key']).toEqual([expect.objectContaining({ enable_key_rotation: true })]);
    const rules = (resources['aws_s3_bucket_server_side_encryption_configuration'] ?? []).map((e) => [
      bucketOf(e).includes('lake_logs'),
      JSON.stringify(e['rule']),
    ]);
    for (const [isLogs, rule] of rules) expect(rule).toContain(isLogs === true ? 'AES256' : 'aws:kms');
  });

  test('uses an existing key', () => {
    expect(lake({ dataKeyArn: keyArn })['aws_kms_key']).toBeUndefined();
  });

  test('landing cools, is archived and expires; tables lose only what nobody can read', () => {
    const rules = Object.fromEntries(
      (lake({ landingDays: 400 })['aws_s3_bucket_lifecycle_configuration'] ?? []).map((l) => [
        bucketOf(l).replace(/.*lake_([a-z]+)_bucket.*/, '$1'),
        l['rule'] as Record<string, unknown>[],
      ]),
    );
    expect(rules['landing']?.[0]).toMatchObject({
      transition: [
        { days: 30, storage_class: 'STANDARD_IA' },
        { days: 90, storage_class: 'GLACIER' },
      ],
      expiration: [{ days: 400 }],
    });
    for (const layer of ['bronze', 'silver', 'gold']) {
      expect(rules[layer]?.map((rule) => Object.keys(rule).sort())).toEqual([
        ['filter', 'id', 'noncurrent_version_expiration', 'status'],
        ['abort_incomplete_multipart_upload', 'filter', 'id', 'status'],
      ]);
    }
  });

  test('logs access only after the log bucket may be written', () => {
    for (const logging of lake()['aws_s3_bucket_logging'] ?? []) {
      expect(logging['depends_on']).toEqual([expect.stringContaining('aws_s3_bucket_policy.lake_logs_policy')]);
    }
  });

  test('is kept unless both keys are turned', () => {
    const kept = lake();
    expect(kept['aws_s3_bucket']?.[0]).toMatchObject({ force_destroy: false, lifecycle: { prevent_destroy: true } });
    const destroyed = lake({ removalPolicy: 'destroy', allowDestroy: true });
    expect(destroyed['aws_s3_bucket']?.[0]).toMatchObject({
      force_destroy: true,
      lifecycle: { prevent_destroy: false },
    });
    expect(() => lake({ removalPolicy: 'destroy' })).toThrow(/removalPolicy is 'destroy' but allowDestroy is false/);
  });

  test.each([
    [{ landingDays: 30 }, /landingDays: found 30; expected more than 90 days/],
    [{ account: '123' }, /account: found "123"; expected an account of 12 digits/],
    [{ dataKeyArn: 'alias/data' }, /dataKeyArn: found "alias\/data"; expected a key's ARN/],
  ])('refuses %j', (props, message) => {
    expect(() => lake(props)).toThrow(message);
  });

  test('takes tokens', () => {
    expect(() => lake({ dataKeyArn: Lazy.stringValue({ produce: () => keyArn }) })).not.toThrow();
  });

  test('grants reading and writing with the key, narrowed further on demand', () => {
    const resources = resourcesOf((stack) => {
      const storage = new DataLakeStorage(stack, 'lake', { ...naming, dataKeyArn: keyArn });
      const role = new ServiceRole(stack, 'reader', {
        ...naming,
        roleName: 'acme-dev-reader',
        service: 'glue.amazonaws.com',
        description: 'Reads',
      });
      storage.grantRead(role, 'silver', 'sales/').withConditions({ Bool: { 'aws:SecureTransport': 'true' } });
      storage.grantWrite(role, 'gold');
    });
    const policy = JSON.parse(String(resources['aws_iam_role_policy']?.[0]?.['policy'])) as {
      Statement: { Action: string | string[]; Resource: string; Condition?: object }[];
    };
    const [read, list, key, write] = policy.Statement;
    expect(read).toMatchObject({
      Action: 's3:GetObject',
      Resource: expect.stringMatching(/silver-[0-9a-f]{6}\/sales\/\*$/),
    });
    expect(read?.Condition).toEqual({ Bool: { 'aws:SecureTransport': 'true' } });
    expect(list?.Condition).toMatchObject({ StringLike: { 's3:prefix': ['sales/*'] } });
    expect(key).toMatchObject({ Action: 'kms:Decrypt', Resource: keyArn });
    expect(write?.Action).toContain('s3:PutObject');
  });
});

describe('LakeBucket', () => {
  test.each([
    [
      { id: 'cool', transitions: [{ days: 30, storageClass: 'GLACIER' as const }] },
      /moves objects to GLACIER after 30 days/,
    ],
    [{ id: 'forget', expireDays: 365 }, /deletes objects after 365 days/],
  ])('that holds tables refuses a rule by age', (rule, message) => {
    const build = (holds: 'tables' | 'files') =>
      resourcesOf((stack) => {
        new LakeBucket(stack, 'bucket', { ...naming, bucketName: 'acme-dev-x', holds, lifecycle: [rule] });
      });
    expect(() => build('tables')).toThrow(message);
    expect(() => build('files')).not.toThrow();
  });
});
