import { ManagedMlflowServer, type ManagedMlflowServerProps } from '../../../../constructs/aws';
import type { Surroundings } from '../surroundings';
import type { Refusal, Variant } from '../variant';

const least = (given: Surroundings, name: string): ManagedMlflowServerProps => ({
  ...given.base,
  name,
  artifactBucketName: given.files().bucketName,
});
const refusals: readonly (readonly [string, Partial<ManagedMlflowServerProps>, string])[] = [
  ['a prefix without its slash', { artifactPrefix: 'mlflow' }, 'artifactPrefix: found "mlflow"; expected a prefix'],
  [
    'a time that is none',
    { weeklyMaintenanceWindowStart: 'Sunday 3:00' },
    'weeklyMaintenanceWindowStart: found "Sunday 3:00"; expected \'Sun:03:00\'',
  ],
  ['a version that is none', { mlflowVersion: 'latest' }, 'mlflowVersion: found "latest"; expected a version'],
  ['a bucket that cannot be', { artifactBucketName: 'Models' }, "s3 bucket 'Models': expected lower-case letters"],
];

export const managedMlflowServer: Variant = {
  construct: ManagedMlflowServer,
  family: 'learning',
  least: (scope, id, given, name = 'least') => new ManagedMlflowServer(scope, id, least(given, `managed-${name}`)),
  all: (scope, id, given) =>
    new ManagedMlflowServer(scope, id, {
      ...least(given, 'managed-all'),
      artifactPrefix: 'models/managed/',
      artifactKeyArn: given.keyArn(),
      trackingServerSize: 'Medium',
      mlflowVersion: '3.0',
      automaticModelRegistration: true,
      weeklyMaintenanceWindowStart: 'Tue:20:00',
    }),
  existing: (scope, id, given) =>
    ManagedMlflowServer.fromExisting(scope, id, {
      ...given.naming,
      trackingServerName: 'experiments',
      artifactBucketName: 'acme-models',
      artifactPrefix: 'mlflow/',
      artifactKeyArn: given.keyArn(),
    }),
  refused: refusals.map(([what, props, message]): Refusal => ({
    wrong: what,
    build: (scope, { naming }) =>
      new ManagedMlflowServer(scope, 'it', { ...naming, artifactBucketName: 'acme-models', ...props }),
    message,
  })),
};
