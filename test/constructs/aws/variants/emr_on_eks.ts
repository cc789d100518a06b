import { EksCluster, EmrOnEks, type EmrOnEksProps } from '../../../../constructs/aws';
import type { Construct } from '../../../../constructs/core';
import type { Surroundings } from '../surroundings';
import type { Refusal, Variant } from '../variant';

const issuer = 'oidc.eks.eu-central-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE';
const cluster = { clusterName: 'acme', issuer, providerArn: `arn:aws:iam::111122223333:oidc-provider/${issuer}` };
/** The emulator has one virtual cluster in a namespace, whatever the cluster. */
const least = (scope: Construct, id: string, given: Surroundings, name: string): EmrOnEksProps => ({
  ...given.base,
  name: `${name}-pods`,
  cluster: EksCluster.fromExisting(scope, `${id}-of`, { ...given.naming, clusterName: 'acme', issuer }),
  namespace: `jobs-${given.naming.environment}-${name}`,
  releaseLabel: 'emr-7.12.0',
  logKeyArn: given.keyArn('logs'),
});
const refusals: readonly (readonly [string, Partial<EmrOnEksProps>, string])[] = [
  [
    'a release whose Spark is too old',
    { releaseLabel: 'emr-6.15.0-latest' },
    "releaseLabel: release 'emr-6.15.0' reads S3 through EMRFS",
  ],
  [
    'an image that is none',
    { releaseLabel: 'emr-7.12.0-newest' },
    "releaseLabel: 'emr-7.12.0-newest' ends with 'newest'; expected 'latest' or a day",
  ],
  [
    'a cluster that EMR does not get into',
    { cluster: { ...cluster, authenticationMode: 'API' } },
    'cluster.authenticationMode: found "API"; expected API_AND_CONFIG_MAP',
  ],
  ['all namespaces', { namespace: '*' }, 'namespace: found "*"; expected the name of a namespace'],
  ['a retention that does not exist', { logRetentionDays: 2 }, 'logRetentionDays: found 2; expected one of'],
];

export const emrOnEks: Variant = {
  construct: EmrOnEks,
  family: 'compute',
  least: (scope, id, given, name = 'least') => new EmrOnEks(scope, id, least(scope, id, given, name)),
  all: (scope, id, given) => {
    const made = new EmrOnEks(scope, id, {
      ...least(scope, id, given, 'all'),
      releaseLabel: 'emr-7.12.0-20251204',
      logRetentionDays: 30,
    });
    given.files().grantRead(made.jobRoleFor('gold'));
    return made;
  },
  existing: (scope, id, { naming }) =>
    EmrOnEks.fromExisting(scope, id, { ...naming, virtualClusterId: '2f9cy0k4ko2kbghm2vvojw05o' }),
  refused: [
    ...refusals.map(([what, props, message]): Refusal => ({
      wrong: what,
      build: (scope, { naming }) =>
        new EmrOnEks(scope, 'it', {
          ...naming,
          cluster,
          namespace: 'jobs',
          releaseLabel: 'emr-7.12.0',
          logKeyArn: 'arn:aws:kms:eu-central-1:111122223333:key/1',
          ...props,
        }),
      message,
    })),
    {
      wrong: 'an id that is none',
      build: (scope, { naming }) => EmrOnEks.fromExisting(scope, 'it', { ...naming, virtualClusterId: 'Jobs' }),
      message: 'virtualClusterId: found "Jobs"; expected an id',
    },
  ],
};
