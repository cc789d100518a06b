import { DataLakeStorage } from '../../../../constructs/aws';
import type { Variant } from '../variant';

export const dataLakeStorage: Variant = {
  construct: DataLakeStorage,
  family: 'foundation',
  least: (scope, id, given, name) =>
    new DataLakeStorage(scope, id, { ...given.base, ...(name === undefined ? {} : { name }) }),
  all: (scope, id, given) =>
    new DataLakeStorage(scope, id, {
      ...given.base,
      name: 'all',
      dataKeyArn: given.keyArn(),
      landingDays: 365,
      nonCurrentDays: 14,
      inventory: 'daily',
      requestMetrics: true,
      replication: {
        destinationRegion: 'eu-west-1',
        destinationKeyArn: `arn:aws:kms:eu-west-1:${given.naming.account}:key/1234`,
        landingBucketArn: given.copies().arn,
        artefactsBucketArn: given.copies().arn,
        timeControl: true,
      },
    }),
  existing: (scope, id, given) =>
    DataLakeStorage.fromExisting(scope, id, { ...given.naming, dataKeyArn: given.keyArn() }),
  refused: [
    {
      wrong: 'no day for replaced versions',
      build: (scope, { naming }) => new DataLakeStorage(scope, 'it', { ...naming, nonCurrentDays: 0 }),
      message: 'nonCurrentDays: found 0; expected at least one day',
    },
    {
      wrong: 'data that may be destroyed by one key only',
      build: (scope, { naming }) => new DataLakeStorage(scope, 'it', { ...naming, removalPolicy: 'destroy' }),
      message: "removalPolicy is 'destroy' but allowDestroy is false",
    },
    {
      wrong: 'a copy in the region of the lake',
      build: (scope, { naming }) =>
        new DataLakeStorage(scope, 'it', {
          ...naming,
          replication: {
            destinationRegion: naming.region,
            destinationKeyArn: `arn:aws:kms:${naming.region}:${naming.account}:key/1234`,
            landingBucketArn: 'arn:aws:s3:::a',
            artefactsBucketArn: 'arn:aws:s3:::b',
          },
        }),
      message: "destinationRegion: found 'eu-central-1', the region of the source",
    },
    {
      wrong: 'a list every hour',
      build: (scope, { naming }) => new DataLakeStorage(scope, 'it', { ...naming, inventory: 'hourly' as 'daily' }),
      message: 'inventory: found "hourly"; expected daily or weekly',
    },
    {
      wrong: 'a name that is too long',
      build: (scope, { naming }) =>
        new DataLakeStorage(scope, 'it', { ...naming, name: 'the-customers-of-our-shops-in-all-countries' }),
      message: 'characters; expected 3 to 63',
    },
  ],
};
