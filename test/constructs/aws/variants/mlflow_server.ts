import { MlflowServer, type MlflowServerProps } from '../../../../constructs/aws';
import type { Naming } from '../../../../constructs/core';
import type { Surroundings } from '../surroundings';
import type { Refusal, Variant } from '../variant';
import { image } from './fargate_service';

const least = (given: Surroundings, name: string): MlflowServerProps => ({
  ...given.base,
  name,
  domainName: `${name}.${given.naming.environment}.acme.example`,
  vpcId: given.vpcId,
  subnetIds: given.subnetIds(),
  securityGroupIds: [given.securityGroupId()],
  certificateArn: given.certificateArn(),
  clientSecurityGroupIds: [given.securityGroupId()],
  accessLogs: given.accessLogs(),
  keyArn: given.keyArn(),
  logKeyArn: given.keyArn('logs'),
  imageUri: image(),
  artifactBucketName: given.files().bucketName,
});
const keyArn = 'arn:aws:kms:eu-central-1:111122223333:key/1';
const wrong = (naming: Naming, props: Partial<MlflowServerProps>): MlflowServerProps => ({
  ...naming,
  domainName: 'mlflow.acme.example',
  vpcId: 'vpc-1',
  subnetIds: ['subnet-1', 'subnet-2'],
  securityGroupIds: ['sg-1'],
  certificateArn: 'arn:aws:acm:eu-central-1:111122223333:certificate/1',
  clientSecurityGroupIds: ['sg-2'],
  accessLogs: 'acme-access-logs',
  keyArn,
  logKeyArn: keyArn,
  imageUri: image(),
  artifactBucketName: 'acme-models',
  ...props,
});
const refusals: readonly (readonly [string, Partial<MlflowServerProps>, string])[] = [
  ['an image by its tag', { imageUri: 'ghcr.io/mlflow/mlflow:latest' }, 'expected an image of ECR with its digest'],
  ['a URL for a host', { domainName: 'https://mlflow' }, 'domainName: found "https://mlflow"; expected a host name'],
  ['a prefix without its slash', { artifactPrefix: 'mlflow' }, 'artifactPrefix: found "mlflow"; expected a prefix'],
  ['plain HTTP that is served', { plainHttp: 'served' as 'redirected' }, 'plainHttp: found "served"; expected'],
  ['any origin', { corsAllowedOrigins: ['*'] }, 'corsAllowedOrigins.0: found "*"; expected an origin'],
  ['one zone', { subnetIds: ['subnet-1'] }, 'subnetIds: found ["subnet-1"]; expected subnets in at least two zones'],
  ['a bucket that cannot be', { artifactBucketName: 'Models' }, "s3 bucket 'Models': expected lower-case letters"],
  ['a disk below the least', { databaseStorage: 5 }, 'allocatedStorage: found 5; expected 20 to 65536 GiB'],
];

export const mlflowServer: Variant = {
  construct: MlflowServer,
  family: 'learning',
  least: (scope, id, given, name = 'least') => new MlflowServer(scope, id, least(given, `mlflow-${name}`)),
  all: (scope, id, given) =>
    new MlflowServer(scope, id, {
      ...least(given, 'mlflow-all'),
      plainHttp: 'redirected',
      clientCidrs: ['10.0.0.0/8'],
      logRetentionDays: 30,
      imageUri: image('999988887777'),
      imageAccounts: ['999988887777'],
      architecture: 'ARM64',
      cpu: 2048,
      memory: 8192,
      desiredCount: 3,
      artifactPrefix: 'models/tracking/',
      artifactKeyArn: given.keyArn(),
      databaseInstanceClass: 'db.m7g.large',
      databaseStorage: 100,
      databaseMultiAz: false,
      databaseCertificatePath: '/etc/ssl/rds.pem',
      passwordDay: 'WED',
      corsAllowedOrigins: ['https://portal.acme.example'],
    }),
  existing: (scope, id, given) =>
    MlflowServer.fromExisting(scope, id, {
      ...given.naming,
      domainName: 'mlflow.acme.example',
      artifactBucketName: 'acme-models',
      artifactPrefix: 'mlflow/',
      artifactKeyArn: given.keyArn(),
      loadBalancerGroupId: given.securityGroupId(),
    }),
  refused: refusals.map(([what, props, message]): Refusal => ({
    wrong: what,
    build: (scope, { naming }) => new MlflowServer(scope, 'it', wrong(naming, props)),
    message,
  })),
};
