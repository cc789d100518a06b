/** Records in an account of their own: the bucket and its key there, the trail in the account of the data. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { Platform, type SynthesizedResource } from '../../constructs/core/policy';
import type { Environment } from '../../environments';
import { fixturePlan } from './plan_fixture';
import { environmentOf, synthesize } from './synthesized';

const prod = environmentOf('prod');
const auditRole = 'arn:aws:iam::999988887777:role/makes-records';
const apart: Environment = { ...prod, accounts: { ...prod.accounts, audit: '999988887777', auditRole } };
const folder = synthesize(apart, [fixturePlan()]);
const platform = Platform.read(folder);
const name = 'lakewright-prod-audit-account';
const trailArn = 'arn:aws:cloudtrail:eu-central-1:333344445555:trail/lakewright-prod-audit';
// The first six digits of sha256('999988887777/eu-central-1').
const bucketName = 'lakewright-prod-audit-4ec0f2';

const inStack = (what: string): readonly SynthesizedResource[] =>
  platform.resources.filter(({ stack }) => stack === `lakewright-prod-${what}`);
const ofType = (what: string, type: string) =>
  inStack(what)
    .filter((each) => each.type === type)
    .map(({ properties }) => properties);
const alias = 'lakewright_prod_audit_account_audit';

interface Statement {
  readonly Sid: string;
  readonly Principal: unknown;
  readonly Action: unknown;
  readonly Resource: unknown;
  readonly Condition: unknown;
}
const statements = (policy: unknown): readonly Statement[] =>
  (JSON.parse(String(policy)) as { readonly Statement: readonly Statement[] }).Statement;
const ofCloudTrail = (policy: unknown): readonly Statement[] =>
  statements(policy).filter(({ Principal }) => JSON.stringify(Principal) === '{"Service":"cloudtrail.amazonaws.com"}');

test('a provider takes the role, and refuses any account but that of the audit', () => {
  expect(platform.stacks.get(name)?.provider['aws']).toEqual([
    { region: 'eu-central-1', allowed_account_ids: ['333344445555'] },
    {
      alias,
      region: 'eu-central-1',
      allowed_account_ids: ['999988887777'],
      assume_role: [{ role_arn: auditRole }],
    },
  ]);
});

test('all of its stack but the parameter is there, and nothing of any other stack', () => {
  const here = inStack('audit-account').filter(({ properties }) => properties['provider'] !== `aws.${alias}`);
  expect(here.map(({ type }) => type)).toEqual(['aws_ssm_parameter']);
  const elsewhere = platform.resources.filter(({ stack }) => stack !== name);
  expect(elsewhere.filter(({ properties }) => String(properties['provider']).includes('audit'))).toEqual([]);
  expect(platform.stacks.get(name)?.terraform.backend['s3']).toMatchObject({
    bucket: prod.state.bucket,
    key: 'lakewright/prod/audit-account.tfstate',
  });
});

test('the trail stays in the account of the data, and names the bucket and the key', () => {
  expect(ofType('audit', 'aws_cloudtrail')).toEqual([
    expect.objectContaining({
      name: 'lakewright-prod-audit',
      s3_bucket_name: bucketName,
      kms_key_id: expect.stringMatching(/^\$\{data\.aws_ssm_parameter\.\S+\.insecure_value\}$/) as unknown,
    }),
  ]);
  expect(ofType('audit', 'aws_s3_bucket')).toEqual([]);
  expect(ofType('audit', 'aws_kms_key')).toEqual([]);
  const names = platform.dataSources.filter(({ stack }) => stack === 'lakewright-prod-audit');
  expect(names.map(({ properties }) => properties['name'])).toContain('/lakewright/prod/audit/key');
  expect(ofType('audit-account', 'aws_ssm_parameter')[0]).toMatchObject({ name: '/lakewright/prod/audit/key' });
});

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-set-bucket-policy-for-multiple-accounts.html */
test('the bucket lets that one trail write, below its own account’s prefix', () => {
  const policies = ofType('audit-account', 'aws_s3_bucket_policy').map(({ policy }) => ofCloudTrail(policy));
  expect(policies.filter((each) => each.length > 0)).toEqual([
    [
      expect.objectContaining({
        Action: 's3:GetBucketAcl',
        Resource: `arn:aws:s3:::${bucketName}`,
        Condition: { StringEquals: { 'aws:SourceArn': trailArn } },
      }),
      expect.objectContaining({
        Action: 's3:PutObject',
        Resource: `arn:aws:s3:::${bucketName}/AWSLogs/333344445555/*`,
        Condition: { StringEquals: { 'aws:SourceArn': trailArn, 's3:x-amz-acl': 'bucket-owner-full-control' } },
      }),
    ],
  ]);
  expect(ofType('audit-account', 'aws_s3_bucket_object_lock_configuration')).toEqual([
    expect.objectContaining({ rule: { default_retention: { days: 365, mode: 'GOVERNANCE' } } }),
  ]);
});

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html */
test('the key is the audit account’s, and CloudTrail encrypts with it for trails of the environment alone', () => {
  const [key] = ofType('audit-account', 'aws_kms_key');
  const trails = 'arn:aws:cloudtrail:eu-central-1:333344445555:trail/lakewright-prod-*';
  expect(statements(key?.['policy'])[0]).toMatchObject({ Principal: { AWS: 'arn:aws:iam::999988887777:root' } });
  expect(ofCloudTrail(key?.['policy'])).toEqual([
    expect.objectContaining({
      Action: 'kms:GenerateDataKey*',
      Condition: {
        ArnLike: { 'aws:SourceArn': trails },
        StringLike: { 'kms:EncryptionContext:aws:cloudtrail:arn': trails },
      },
    }),
    expect.objectContaining({
      Action: ['kms:Decrypt', 'kms:DescribeKey'],
      Condition: { ArnLike: { 'aws:SourceArn': trails } },
    }),
  ]);
  expect(JSON.stringify(key?.['policy'])).not.toContain('333344445555:root');
});

test('records are locked in compliance mode where the environment says so', () => {
  const locked: Environment = { ...apart, audit: { ...apart.audit, lockMode: 'compliance' } };
  const rules = (environment: Environment) =>
    Platform.read(synthesize(environment, [fixturePlan()]))
      .of('aws_s3_bucket_object_lock_configuration')
      .filter(({ stack }) => stack.includes('-audit'))
      .map(({ properties }) => properties['rule']);
  const rule = { default_retention: { days: 365, mode: 'COMPLIANCE' } };
  expect(rules(locked)).toEqual([rule]);
  expect(rules({ ...locked, accounts: prod.accounts })).toEqual([rule]);
});

const guide = readFileSync(join(__dirname, '..', '..', 'docs', 'environments.md'), 'utf8');

test('what the docs take out of the state is what leaves the stack of the trail, and nothing else', () => {
  const pattern = /terraform state list \| grep -E '([^']+)' \| xargs terraform state rm/.exec(guide)?.[1];
  const before = Platform.read(synthesize(prod, [fixturePlan()])).resources.filter(
    ({ stack }) => stack === 'lakewright-prod-audit',
  );
  const after = new Set(inStack('audit').map(({ address }) => address));
  const left = before.map(({ address }) => address).filter((address) => !after.has(address));
  expect(left).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^aws_s3_bucket_policy\./),
      expect.stringMatching(/^aws_kms_alias\./),
    ]),
  );
  expect(before.map(({ address }) => address).filter((address) => new RegExp(pattern ?? '').test(address))).toEqual(
    left,
  );
});

/** Beside what each type is read and tagged with, by the service authorization reference. */
const makes: Readonly<Record<string, string>> = {
  aws_kms_alias: 'kms:CreateAlias',
  aws_kms_key: 'kms:CreateKey',
  aws_s3_bucket: 's3:CreateBucket',
  aws_s3_bucket_lifecycle_configuration: 's3:PutLifecycleConfiguration',
  aws_s3_bucket_logging: 's3:PutBucketLogging',
  aws_s3_bucket_object_lock_configuration: 's3:PutBucketObjectLockConfiguration',
  aws_s3_bucket_ownership_controls: 's3:PutBucketOwnershipControls',
  aws_s3_bucket_policy: 's3:PutBucketPolicy',
  aws_s3_bucket_public_access_block: 's3:PutBucketPublicAccessBlock',
  aws_s3_bucket_server_side_encryption_configuration: 's3:PutEncryptionConfiguration',
  aws_s3_bucket_versioning: 's3:PutBucketVersioning',
};

test('the role of the docs makes what is in the stack, and is denied what deletes records', () => {
  const shown = /```json\n([^`]*"DeletesNothing"[^`]*)```/.exec(guide)?.[1];
  const policy = z
    .object({ Statement: z.array(z.object({ Effect: z.string(), Action: z.array(z.string()) })) })
    .parse(JSON.parse(shown ?? ''));
  const matched = (effect: string, action: string): boolean =>
    policy.Statement.filter(({ Effect }) => Effect === effect)
      .flatMap(({ Action }) => Action)
      .some((pattern) => new RegExp(`^${pattern.replaceAll('*', '.*')}$`).test(action));
  const types = inStack('audit-account').map(({ type }) => type);
  for (const type of types.filter((each) => each !== 'aws_ssm_parameter')) {
    const action = makes[type] ?? type;
    expect([action, matched('Allow', action), matched('Deny', action)]).toEqual([action, true, false]);
  }
  for (const action of [
    ...['s3:BypassGovernanceRetention', 's3:DeleteBucket', 's3:DeleteBucketPolicy', 's3:DeleteObjectVersion'],
    ...['s3:PutObjectRetention', 'kms:DisableKey', 'kms:ScheduleKeyDeletion'],
  ])
    expect([action, matched('Deny', action)]).toEqual([action, true]);
});

test('it is deployed before the trail', () => {
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as {
    readonly stacks: Readonly<Record<string, { readonly dependencies: readonly string[] }>>;
  };
  expect(manifest.stacks['lakewright-prod-audit']?.dependencies).toEqual(expect.arrayContaining([name]));
});

test('without records, or in the account of the data, there is no such stack', () => {
  const silent: Environment = { ...apart, audit: { ...apart.audit, dataEvents: 'none' } };
  for (const each of [silent, prod]) {
    const stacks = [...Platform.read(synthesize(each, [fixturePlan()])).stacks.keys()];
    expect(stacks).not.toContain(name);
  }
});

test('a role has to be said', () => {
  const nobody: Environment = { ...prod, accounts: { ...prod.accounts, audit: '999988887777' } };
  expect(() => synthesize(nobody, [fixturePlan()])).toThrow(
    'environments/prod.yaml: accounts.auditRole: found none; expected a role of the account 999988887777',
  );
});
