/** The audit trail and the secrets: what is recorded, who may read it, and that no value is ever Terraform's. */
import { AuditTrail, EncryptionKey, ManagedSecret, ServiceRole } from '../../../constructs/aws';
import type { Construct, Grantee } from '../../../constructs/core';
import type { Statement } from '../../../pipelines/targets';
import { evaluate } from '../../emulator/iam/evaluate';
import { keyArn, naming, resourcesOf } from '../app';

/** Judges what `grant` puts into a role's policy. */
function granted(grant: (scope: Construct, grantee: Grantee) => unknown) {
  const given: Statement[] = [];
  resourcesOf((stack) => {
    grant(stack, { addGrant: ({ statements }) => void given.push(...statements) });
    return new ServiceRole(stack, 'role', {
      ...naming,
      roleName: 'x',
      service: 'lambda.amazonaws.com',
      description: 'x',
      statements: given,
    });
  });
  return (action: string, resource: string, context: Record<string, string> = {}): boolean =>
    evaluate(given, {
      action,
      resource,
      context: Object.fromEntries(Object.entries(context).map(([key, value]) => [key, [value]])),
    }) === 'allowed';
}
const trailArn = 'arn:aws:cloudtrail:eu-central-1:111122223333:trail/acme-dev-audit';
const trail = (scope: Construct, more: Partial<ConstructorParameters<typeof AuditTrail>[2]> = {}) =>
  new AuditTrail(scope, 'x', { ...naming, keyArn, ...more });
const only = (build: (stack: Construct) => unknown, type: string) => resourcesOf(build)[type]?.[0] ?? {};

test('a trail covers all regions, signs its records, and encrypts them with its key', () => {
  expect(only((stack) => trail(stack), 'aws_cloudtrail')).toMatchObject({
    is_multi_region_trail: true,
    enable_log_file_validation: true,
    include_global_service_events: true,
    kms_key_id: keyArn,
    advanced_event_selector: [{ field_selector: [{ field: 'eventCategory', equals: ['Management'] }] }],
    lifecycle: { prevent_destroy: true },
  });
});

test('events of objects are those of the named buckets, not of buckets whose names begin alike', () => {
  const made = only((stack) => trail(stack, { dataBuckets: ['acme-gold'], dataEvents: 'writes' }), 'aws_cloudtrail');
  expect(made['advanced_event_selector']).toContainEqual({
    name: 'Objects',
    field_selector: [
      { field: 'eventCategory', equals: ['Data'] },
      { field: 'resources.type', equals: ['AWS::S3::Object'] },
      { field: 'resources.ARN', starts_with: ['arn:aws:s3:::acme-gold/'] },
      { field: 'readOnly', equals: ['false'] },
    ],
  });
});

test('only this trail writes to its bucket, whose records nobody deletes for a year', () => {
  const made = resourcesOf((stack) => trail(stack));
  const { Statement } = JSON.parse(String(made['aws_s3_bucket_policy']?.[0]?.['policy'])) as { Statement: object[] };
  const bucket = String(made['aws_s3_bucket']?.[0]?.['bucket']);
  expect(Statement).toContainEqual({
    Sid: 'CloudTrailWrites',
    Effect: 'Allow',
    Principal: { Service: 'cloudtrail.amazonaws.com' },
    Action: 's3:PutObject',
    Resource: `arn:aws:s3:::${bucket}/AWSLogs/111122223333/*`,
    Condition: { StringEquals: { 'aws:SourceArn': trailArn, 's3:x-amz-acl': 'bucket-owner-full-control' } },
  });
  expect(made['aws_s3_bucket']).toEqual([expect.objectContaining({ object_lock_enabled: true, force_destroy: false })]);
  expect(made['aws_s3_bucket_object_lock_configuration']).toEqual([
    expect.objectContaining({ rule: { default_retention: { mode: 'GOVERNANCE', days: 365 } } }),
  ]);
});

test('records are locked in compliance mode where that is asked for', () => {
  const lock = only((stack) => trail(stack, { lockMode: 'COMPLIANCE' }), 'aws_s3_bucket_object_lock_configuration');
  expect(lock['rule']).toEqual({ default_retention: { mode: 'COMPLIANCE', days: 365 } });
});

test('the alarm of a trail says whose bucket it hears of', () => {
  const said = (more: Parameters<typeof trail>[1] = {}): readonly string[] => {
    let told: readonly string[] = [];
    resourcesOf((stack) => {
      told = trail(stack, more).alarms.map((alarm) => JSON.stringify(alarm));
    });
    return told;
  };
  expect(said()).toEqual([expect.stringContaining('or its bucket or its key was: unless')]);
  expect(said({ bucketName: 'acme-records' })).toEqual([
    expect.stringContaining('or its bucket or its key was, if they are of this account: unless'),
  ]);
});

test('the key of class audit lets CloudTrail encrypt for trails of this environment alone', () => {
  const policy = only((stack) => new EncryptionKey(stack, 'x', { ...naming, keyClass: 'audit' }), 'aws_kms_key')[
    'policy'
  ];
  const { Statement } = JSON.parse(String(policy)) as { Statement: object[] };
  const ours = 'arn:aws:cloudtrail:eu-central-1:111122223333:trail/acme-dev-*';
  expect(Statement).toContainEqual({
    Sid: 'CloudTrailEncrypts',
    Effect: 'Allow',
    Principal: { Service: 'cloudtrail.amazonaws.com' },
    Action: 'kms:GenerateDataKey*',
    Resource: '*',
    Condition: {
      ArnLike: { 'aws:SourceArn': ours },
      StringLike: { 'kms:EncryptionContext:aws:cloudtrail:arn': ours },
    },
  });
});

test.each([
  ['made', (scope: Construct) => trail(scope)],
  [
    'existing',
    (scope: Construct) =>
      AuditTrail.fromExisting(scope, 'x', {
        ...naming,
        keyArn,
        trailName: 'acme-dev-audit',
        bucketName: 'acme-dev-audit-2dc985',
      }),
  ],
])('a trail, %s, lets its records be read, the key included', (_, of) => {
  const may = granted((scope, grantee) => of(scope).grantRead(grantee));
  const bucket = 'arn:aws:s3:::acme-dev-audit-2dc985';
  const context = (arn: string) => ({
    'kms:ViaService': 's3.eu-central-1.amazonaws.com',
    'kms:EncryptionContext:aws:cloudtrail:arn': arn,
  });
  expect(may('s3:GetObject', `${bucket}/AWSLogs/111122223333/a`)).toBe(true);
  expect(may('s3:GetObject', `${bucket}/other/a`)).toBe(false);
  expect(may('s3:DeleteObject', `${bucket}/AWSLogs/111122223333/a`)).toBe(false);
  expect(may('kms:Decrypt', keyArn, context(trailArn))).toBe(true);
  expect(may('kms:Decrypt', keyArn, context(`${trailArn}2`))).toBe(false);
});

const secret = (scope: Construct, more: Partial<ConstructorParameters<typeof ManagedSecret>[2]> = {}) =>
  new ManagedSecret(scope, 'x', { ...naming, keyArn, ...more });
const functionArn = 'arn:aws:lambda:eu-central-1:111122223333:function:rotate';

test('a secret has a key, a month to come back, and no value', () => {
  const made = resourcesOf((stack) => secret(stack));
  expect(made['aws_secretsmanager_secret']).toEqual([
    expect.objectContaining({ kms_key_id: keyArn, recovery_window_in_days: 30, lifecycle: { prevent_destroy: true } }),
  ]);
  expect(Object.keys(made)).not.toContain('aws_secretsmanager_secret_version');
});

test('callers of other accounts, and without TLS, are denied', () => {
  const policy = String(only((stack) => secret(stack), 'aws_secretsmanager_secret_policy')['policy']);
  expect(JSON.parse(policy)).toMatchObject({
    Statement: [
      { Effect: 'Deny', Principal: '*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
      { Effect: 'Deny', Principal: '*', Condition: { StringNotEquals: { 'aws:PrincipalAccount': '111122223333' } } },
    ],
  });
});

test('rotation waits for the first value, and the function may be called by this account’s secrets alone', () => {
  const made = resourcesOf((stack) => secret(stack, { rotationLambdaArn: functionArn }));
  expect(made['aws_secretsmanager_secret_rotation']).toEqual([
    expect.objectContaining({ rotate_immediately: false, rotation_rules: { schedule_expression: 'rate(30 days)' } }),
  ]);
  expect(made['aws_lambda_permission']).toEqual([
    expect.objectContaining({ principal: 'secretsmanager.amazonaws.com', source_account: '111122223333' }),
  ]);
});

test.each([
  ['made', (scope: Construct) => secret(scope, { name: 'warehouse' })],
  [
    'existing',
    (scope: Construct) =>
      ManagedSecret.fromExisting(scope, 'x', { ...naming, keyArn, secretName: 'acme-dev-warehouse' }),
  ],
])('a secret, %s, lets its value be read, or replaced, the key included', (_, of) => {
  const at = (name: string) => `arn:aws:secretsmanager:eu-central-1:111122223333:secret:${name}`;
  const context = (name: string) => ({
    'kms:ViaService': 'secretsmanager.eu-central-1.amazonaws.com',
    'kms:EncryptionContext:SecretARN': at(name),
  });
  const reads = granted((scope, grantee) => of(scope).grantRead(grantee));
  const rotates = granted((scope, grantee) => of(scope).grantRotate(grantee));
  expect(reads('secretsmanager:GetSecretValue', at('acme-dev-warehouse-Ab12Cd'))).toBe(true);
  expect(reads('secretsmanager:GetSecretValue', at('acme-dev-warehouse-old-Ab12Cd'))).toBe(false);
  expect(reads('secretsmanager:PutSecretValue', at('acme-dev-warehouse-Ab12Cd'))).toBe(false);
  expect(reads('kms:Decrypt', keyArn, context('acme-dev-warehouse-Ab12Cd'))).toBe(true);
  expect(reads('kms:Decrypt', keyArn, context('acme-dev-shop-Ab12Cd'))).toBe(false);
  expect(rotates('secretsmanager:PutSecretValue', at('acme-dev-warehouse-Ab12Cd'))).toBe(true);
  expect(rotates('kms:GenerateDataKey', keyArn, context('acme-dev-warehouse-Ab12Cd'))).toBe(true);
});
