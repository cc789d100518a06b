/** AWS Secrets Manager: how a value is read, how often it can be changed, and what the service needs. */
import { arn, type Naming } from '../../../environments';
import type { Statement } from '../../../pipelines/targets';
import { keyThrough } from './key_use';
import type { ServiceFacts } from './service_facts';

const schedules = 'https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_schedule.html';

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_DeleteSecret.html */
export const recoveryWindow = { min: 7, max: 30 } as const;

/** The service puts a hyphen and six characters after a name, so that a secret of the same name is another one. */
export const secretArn = (naming: Naming, name: string): string =>
  arn(naming, 'secretsmanager', `secret:${name}-??????`);

const rate = /^rate\((?<value>\d+) (?<unit>hours?|days?)\)$/;
const cron = /^cron\(0 \S+( \S+){4}\)$/;

/** What is wrong with a schedule, in one sentence; undefined when the service takes it. */
export function rotationProblem(schedule: string): string | undefined {
  const { value, unit } = rate.exec(schedule)?.groups ?? {};
  if (value === undefined || unit === undefined) {
    if (cron.test(schedule)) return undefined;
    return `expected rate(30 days), rate(4 hours) or cron(0 3 1 * ? *), which begins on the hour (${schedules})`;
  }
  const hours = Number(value) * (unit.startsWith('day') ? 24 : 1);
  if (hours < 4) return `expected at least four hours between rotations (${schedules})`;
  return hours > 999 * 24 ? `expected at most 999 days between rotations (${schedules})` : undefined;
}

/** The service decrypts in the reader's name: https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html */
function keyUse(actions: readonly string[], naming: Naming, name: string, keyArn: string): Statement {
  return keyThrough('secretsmanager', actions, keyArn, naming.region, {
    StringLike: { 'kms:EncryptionContext:SecretARN': secretArn(naming, name) },
  });
}

export const readSecret = (naming: Naming, name: string, keyArn: string): readonly Statement[] => [
  { actions: ['secretsmanager:DescribeSecret', 'secretsmanager:GetSecretValue'], resources: [secretArn(naming, name)] },
  keyUse(['kms:Decrypt'], naming, name, keyArn),
];

/** Of a secret that another service makes, whose whole ARN is known at the deployment only. */
export const readSecretByArn = (naming: Naming, secretArn: string, keyArn: string): readonly Statement[] => [
  { actions: ['secretsmanager:DescribeSecret', 'secretsmanager:GetSecretValue'], resources: [secretArn] },
  keyThrough('secretsmanager', ['kms:Decrypt'], keyArn, naming.region, {
    StringEquals: { 'kms:EncryptionContext:SecretARN': secretArn },
  }),
];

/** https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotating-secrets-required-permissions-function.html */
export const rotateSecret = (naming: Naming, name: string, keyArn: string): readonly Statement[] => [
  {
    actions: [
      'secretsmanager:DescribeSecret',
      'secretsmanager:GetSecretValue',
      'secretsmanager:PutSecretValue',
      'secretsmanager:UpdateSecretVersionStage',
    ],
    resources: [secretArn(naming, name)],
  },
  // It makes a password from nothing, so it has no resource.
  { actions: ['secretsmanager:GetRandomPassword'], resources: ['*'] },
  keyUse(['kms:Decrypt', 'kms:GenerateDataKey'], naming, name, keyArn),
];

/**
 * Over TLS, and for callers of the account alone, services of AWS apart:
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_resource-policies.html
 */
export const secretPolicy = (account: string): readonly Statement[] => [
  {
    sid: 'TlsOnly',
    effect: 'Deny',
    principals: '*',
    actions: ['secretsmanager:*'],
    resources: ['*'],
    conditions: { Bool: { 'aws:SecureTransport': 'false' } },
  },
  {
    sid: 'ThisAccountOnly',
    effect: 'Deny',
    principals: '*',
    actions: ['secretsmanager:*'],
    resources: ['*'],
    conditions: {
      StringNotEquals: { 'aws:PrincipalAccount': account },
      Bool: { 'aws:PrincipalIsAWSService': 'false' },
    },
  },
];

export const secretsManagerFacts: ServiceFacts = {
  name: 'AWS Secrets Manager',
  principals: ['secretsmanager.amazonaws.com'],
  endpoints: [
    {
      service: 'secretsmanager',
      type: 'Interface',
      why: 'jobs read secrets, and a rotating function writes them, where there is no way to the internet',
      source: 'https://docs.aws.amazon.com/secretsmanager/latest/userguide/vpc-endpoint-overview.html',
    },
  ],
};
