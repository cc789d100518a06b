import { EmrServerlessApplication, type EmrServerlessApplicationProps } from '../../../../constructs/aws';
import type { Naming } from '../../../../constructs/core';
import type { Variant } from '../variant';

const worker = { vcpu: 2, memoryGb: 8, diskGb: 20 };
const small = {
  driver: worker,
  executor: worker,
  executors: 4,
  maximum: { vcpu: 16, memoryGb: 64 },
  idleMinutes: 10,
};
const least = (naming: Naming, profileName: string): EmrServerlessApplicationProps => ({
  ...naming,
  profileName,
  profile: small,
  releaseLabel: 'emr-7.10.0',
});

const image = (account: string, region = 'eu-central-1') =>
  `${account}.dkr.ecr.${region}.amazonaws.com/spark/shop@sha256:${'0'.repeat(64)}`;
const refused = (
  wrong: string,
  props: Partial<EmrServerlessApplicationProps>,
  message: string,
): Variant['refused'][number] => ({
  wrong,
  build: (scope, { naming }) => new EmrServerlessApplication(scope, 'it', { ...least(naming, 'x'), ...props }),
  message,
});

export const emrServerlessApplication: Variant = {
  construct: EmrServerlessApplication,
  family: 'compute',
  least: (scope, id, { naming }, name = 'least') => new EmrServerlessApplication(scope, id, least(naming, name)),
  all: (scope, id, given) =>
    new EmrServerlessApplication(scope, id, {
      ...least(given.naming, 'all'),
      profile: { ...small, queue: { maxConcurrentRuns: 10, timeoutMinutes: 60 } },
      subnets: given.subnetIds(),
      securityGroups: [given.securityGroupId()],
      initialCapacity: { drivers: 1, executors: 2 },
      architecture: 'ARM64',
      imageUri: image('999988887777'),
      imageAccounts: ['999988887777'],
    }),
  existing: (scope, id, { naming }) =>
    EmrServerlessApplication.fromExisting(scope, id, { ...naming, applicationId: '00f1abcdefgh' }),
  refused: [
    {
      wrong: 'a VPC for a subnet',
      build: (scope, { naming }) =>
        new EmrServerlessApplication(scope, 'it', { ...least(naming, 'x'), subnets: ['vpc-1'] }),
      message: 'subnets.0: found "vpc-1"; expected a subnet\'s id',
    },
    {
      wrong: 'a worker that the service does not have',
      build: (scope, { naming }) =>
        new EmrServerlessApplication(scope, 'it', {
          ...least(naming, 'x'),
          profile: { ...small, driver: { ...worker, vcpu: 3 } },
        }),
      message: "compute profile 'x', driver: 3 vCPU; expected 1, 2, 4, 8, 16",
    },
    {
      wrong: 'less than one job needs',
      build: (scope, { naming }) =>
        new EmrServerlessApplication(scope, 'it', {
          ...least(naming, 'x'),
          profile: { ...small, maximum: { vcpu: 2, memoryGb: 64 } },
        }),
      message: "compute profile 'x', maximum.vcpu: found 2; expected at least 4, a driver and one executor",
    },
    {
      wrong: 'a release whose Spark is too old',
      build: (scope, { naming }) =>
        new EmrServerlessApplication(scope, 'it', { ...least(naming, 'x'), releaseLabel: 'emr-6.15.0' }),
      message: "releaseLabel: release 'emr-6.15.0' reads S3 through EMRFS",
    },
    refused(
      'jobs that wait for longer than the service lets them',
      { profile: { ...small, queue: { maxConcurrentRuns: 10, timeoutMinutes: 721 } } },
      "compute profile 'x', queue.timeoutMinutes: found 721; expected 15 to 720",
    ),
    refused(
      'more workers at the start than at most',
      { initialCapacity: { drivers: 1, executors: 8 } },
      'initialCapacity: found 18 vcpu in all; expected at most the maximum, 16',
    ),
    refused(
      'drivers without executors',
      { initialCapacity: { drivers: 1, executors: 0 } },
      'initialCapacity.executors: found 0; expected at least 1',
    ),
    refused(
      'an image by its tag',
      { imageUri: '111122223333.dkr.ecr.eu-central-1.amazonaws.com/spark:latest' },
      'imageUri: found "111122223333.dkr.ecr.eu-central-1.amazonaws.com/spark:latest"; expected an image of ECR with its digest',
    ),
    refused('an image of a stranger', { imageUri: image('999988887777') }, 'expected an image of account 111122223333'),
    refused(
      'an image of another region',
      { imageUri: image('111122223333', 'us-east-1') },
      'expected an image in eu-central-1',
    ),
    {
      wrong: 'an id that is none',
      build: (scope, { naming }) =>
        EmrServerlessApplication.fromExisting(scope, 'it', { ...naming, applicationId: 'A-1' }),
      message: 'applicationId: found "A-1"; expected an id',
    },
  ],
};
