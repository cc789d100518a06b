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
      wrong: 'a name that is none',
      build: (scope, { naming }) => new EncryptionKey(scope, 'it', { ...naming, name: 'My Key', keyClass: 'data' }),
      message: 'name: found "My Key"; expected lower-case letters',
    },
  ],
};
