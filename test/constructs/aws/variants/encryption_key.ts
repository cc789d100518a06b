import { EncryptionKey } from '../../../../constructs/aws';
import type { Variant } from '../variant';

export const encryptionKey: Variant = {
  construct: EncryptionKey,
  family: 'foundation',
  least: (scope, id, given, name = 'least') => new EncryptionKey(scope, id, { ...given.base, name, keyClass: 'data' }),
  all: (scope, id, given) => new EncryptionKey(scope, id, { ...given.base, name: 'all', keyClass: 'logs' }),
  existing: { none: 'a key is given to others by its ARN' },
  refused: [
    {
      wrong: 'a region that is none',
      build: (scope, { naming }) => new EncryptionKey(scope, 'it', { ...naming, region: 'europe', keyClass: 'data' }),
      message: 'region: found "europe"; expected a region',
    },
    {
      wrong: 'trails of a key that is for none',
      build: (scope, { naming }) =>
        new EncryptionKey(scope, 'it', { ...naming, keyClass: 'data', trailAccount: '999988887777' }),
      message: 'trailAccount: found "999988887777"; expected it with keyClass audit alone',
    },
    {
      wrong: 'trails of an account that is none',
      build: (scope, { naming }) =>
        new EncryptionKey(scope, 'it', { ...naming, keyClass: 'audit', trailAccount: 'acme' }),
      message: 'trailAccount: found "acme"; expected an account of 12 digits',
    },
    {
      wrong: 'a name that is none',
      build: (scope, { naming }) => new EncryptionKey(scope, 'it', { ...naming, name: 'My Key', keyClass: 'data' }),
      message: 'name: found "My Key"; expected lower-case letters',
    },
  ],
};
