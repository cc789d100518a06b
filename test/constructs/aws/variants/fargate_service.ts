import { FargateService, type FargateServiceProps, LakeBucket } from '../../../../constructs/aws';
import type { Naming } from '../../../../constructs/core';
import type { Surroundings } from '../surroundings';
import type { Refusal, Variant } from '../variant';

export const image = (account = '111122223333') =>
  `${account}.dkr.ecr.eu-central-1.amazonaws.com/tools/web@sha256:${'0'.repeat(64)}`;

const least = (given: Surroundings, name: string): FargateServiceProps => ({
  ...given.base,
  name,
  vpcId: given.vpcId,
  subnetIds: given.subnetIds(),
  securityGroupIds: [given.securityGroupId()],
  certificateArn: given.certificateArn(),
  clientSecurityGroupIds: [given.securityGroupId()],
  accessLogs: given.accessLogs(),
  logKeyArn: given.keyArn('logs'),
  imageUri: image(),
  containerPort: 8080,
});
const keyArn = 'arn:aws:kms:eu-central-1:111122223333:key/1';
const wrong = (naming: Naming, props: Partial<FargateServiceProps>): FargateServiceProps => ({
  ...naming,
  name: 'web',
  vpcId: 'vpc-1',
  subnetIds: ['subnet-1', 'subnet-2'],
  securityGroupIds: ['sg-1'],
  certificateArn: 'arn:aws:acm:eu-central-1:111122223333:certificate/1',
  clientSecurityGroupIds: ['sg-2'],
  accessLogs: 'acme-access-logs',
  logKeyArn: keyArn,
  imageUri: image(),
  containerPort: 8080,
  ...props,
});
const refusals: readonly (readonly [string, Partial<FargateServiceProps>, string])[] = [
  ['an image by its tag', { imageUri: 'nginx:latest' }, 'imageUri: found "nginx:latest"; expected an image of ECR'],
  ['an image of a stranger', { imageUri: image('999988887777') }, 'expected an image of account 111122223333'],
  ['a size that there is not', { cpu: 300 }, 'cpu: found 300; expected one of 256, 512'],
  ['too little memory', { cpu: 1024, memory: 512 }, 'memory: found 512 with 1024 CPU units; expected 2048 to 8192'],
  ['clients that are nobody', { clientSecurityGroupIds: [] }, 'clientSecurityGroupIds: found nothing'],
  ['clients that are everybody', { clientCidrs: ['0.0.0.0/0'] }, 'clientCidrs.0: found "0.0.0.0/0"; expected known'],
  ['one zone', { subnetIds: ['subnet-1'] }, 'subnetIds: found ["subnet-1"]; expected subnets in at least two zones'],
  ['a secret in plain sight', { variables: { DB_PASSWORD: 'x' } }, "variables.DB_PASSWORD: 'DB_PASSWORD' looks like"],
  ['a name too long for a load balancer', { name: 'a'.repeat(30) }, 'characters; expected 1 to 32'],
  ['a certificate that is none', { certificateArn: 'web' }, 'certificateArn: found "web"; expected a certificate'],
  ['no tasks', { desiredCount: 0 }, 'desiredCount: found 0; expected 1 to 5000 tasks'],
];

export const fargateService: Variant = {
  construct: FargateService,
  family: 'learning',
  least: (scope, id, given, name = 'least') => new FargateService(scope, id, least(given, `web-${name}`)),
  all: (scope, id, given) =>
    new FargateService(scope, id, {
      ...least(given, 'web-all'),
      plainHttp: 'redirected',
      clientCidrs: ['10.0.0.0/8'],
      logRetentionDays: 30,
      imageUri: image('999988887777'),
      imageAccounts: ['999988887777'],
      architecture: 'ARM64',
      cpu: 2048,
      memory: 4096,
      desiredCount: 3,
      command: ['serve', '--port', '8080'],
      variables: { STAGE: given.naming.environment },
      secrets: { API_KEY: { secretArn: given.secretArn(), keyArn: given.keyArn(), jsonKey: 'key' } },
      restartSchedule: 'cron(0 4 ? * SUN *)',
      healthCheckPath: '/health',
      healthCheckGracePeriodSeconds: 120,
      idleTimeout: 300,
      writablePaths: ['/tmp', '/var/cache/web'],
    }),
  existing: (scope, id, given) =>
    FargateService.fromExisting(scope, id, { ...given.naming, clusterName: 'tools', serviceName: 'web' }),
  refused: [
    ...refusals.map(([what, props, message]): Refusal => ({
      wrong: what,
      build: (scope, { naming }) => new FargateService(scope, 'it', wrong(naming, props)),
      message,
    })),
    {
      wrong: 'a bucket for access logs that has a key',
      build: (scope, { naming }) => {
        const bucketName = 'acme-access-logs';
        const accessLogs = new LakeBucket(scope, 'logs', { ...naming, bucketName, holds: 'files', keyArn });
        return new FargateService(scope, 'it', wrong(naming, { accessLogs }));
      },
      message: "accessLogs: found bucket 'acme-access-logs', which has a key",
    },
  ],
};
