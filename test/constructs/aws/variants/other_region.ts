import { LakeBucket, OtherRegion } from '../../../../constructs/aws';
import type { Construct } from '../../../../constructs/core';
import type { Surroundings } from '../surroundings';
import type { Variant } from '../variant';

function bucketElsewhere(scope: Construct, id: string, given: Surroundings, name: string): OtherRegion {
  const elsewhere = new OtherRegion(scope, id, { ...given.naming, otherRegion: 'eu-west-1' });
  const bucketName = `acme-${given.naming.environment}-elsewhere-${name}`;
  new LakeBucket(elsewhere, 'bucket', { ...given.base, ...elsewhere.naming, bucketName, holds: 'files' });
  return elsewhere;
}

export const otherRegion: Variant = {
  construct: OtherRegion,
  family: 'foundation',
  least: (scope, id, given, name = 'least') => bucketElsewhere(scope, id, given, name),
  all: (scope, id, given) => bucketElsewhere(scope, id, given, 'all'),
  existing: { none: 'a region is there' },
  refused: [
    {
      wrong: 'the region of the stack',
      build: (scope, { naming }) => new OtherRegion(scope, 'it', { ...naming, otherRegion: naming.region }),
      message: 'otherRegion: found "eu-central-1"; expected another region',
    },
    {
      wrong: 'a zone',
      build: (scope, { naming }) => new OtherRegion(scope, 'it', { ...naming, otherRegion: 'eu-west-1a' }),
      message: 'otherRegion: found "eu-west-1a"; expected a region',
    },
    {
      wrong: 'the name of a place',
      build: (scope, { naming }) => new OtherRegion(scope, 'it', { ...naming, otherRegion: 'Ireland' }),
      message: 'otherRegion: found "Ireland"; expected a region',
    },
  ],
};
