import { AthenaWorkgroup, type AthenaWorkgroupProps } from '../../../../constructs/aws';
import type { Naming } from '../../../../constructs/core';
import type { Surroundings } from '../surroundings';
import type { Refusal, Variant } from '../variant';

const least = (given: Surroundings, name: string): AthenaWorkgroupProps => ({
  ...given.base,
  name,
  resultsBucketName: given.files().bucketName,
  keyArn: given.keyArn(),
});
const wrong = (naming: Naming, props: Partial<AthenaWorkgroupProps>): AthenaWorkgroupProps => ({
  ...naming,
  resultsBucketName: 'acme-results',
  keyArn: 'arn:aws:kms:eu-central-1:111122223333:key/1',
  ...props,
});
const refusals: readonly (readonly [string, Partial<AthenaWorkgroupProps>, string])[] = [
  [
    'a limit below the least',
    { bytesScannedCutoffPerQuery: 1000 },
    'bytesScannedCutoffPerQuery: found 1000; expected 10000000',
  ],
  [
    'a day with less than one query may scan',
    { bytesScannedPerDay: 1000 },
    'bytesScannedPerDay: found 1000; expected at least what one query may scan',
  ],
  ['a prefix without its slash', { resultsPrefix: 'athena' }, 'resultsPrefix: found "athena"; expected a prefix'],
  ['a bucket that cannot be', { resultsBucketName: 'Results' }, "s3 bucket 'Results': expected lower-case letters"],
  ['an alias for a key', { keyArn: 'alias/data' }, 'keyArn: found "alias/data"; expected a key\'s ARN'],
];

export const athenaWorkgroup: Variant = {
  construct: AthenaWorkgroup,
  family: 'streaming',
  least: (scope, id, given, name = 'least') => new AthenaWorkgroup(scope, id, least(given, name)),
  all: (scope, id, given) =>
    new AthenaWorkgroup(scope, id, {
      ...least(given, 'all'),
      resultsPrefix: 'queries/analysts/',
      bytesScannedCutoffPerQuery: 10_000_000_000,
      bytesScannedPerDay: 200_000_000_000,
      description: 'Analysts of sales',
    }),
  existing: (scope, id, given) =>
    AthenaWorkgroup.fromExisting(scope, id, {
      ...given.naming,
      workgroupName: 'primary',
      resultsBucketName: 'acme-results',
      resultsPrefix: 'athena/',
      keyArn: given.keyArn(),
    }),
  refused: refusals.map(([what, props, message]): Refusal => ({
    wrong: what,
    build: (scope, { naming }) => new AthenaWorkgroup(scope, 'it', wrong(naming, props)),
    message,
  })),
};
