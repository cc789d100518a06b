import { OnlineStore, type OnlineStoreProps } from '../../../../constructs/aws';
import type { Naming } from '../../../../constructs/core';
import type { Refusal, Variant } from '../variant';

const wrong = (naming: Naming, props: Partial<OnlineStoreProps>): OnlineStoreProps => ({
  ...naming,
  keyArn: 'arn:aws:kms:eu-central-1:111122223333:key/1',
  ...props,
});
const refusals: readonly (readonly [string, Partial<OnlineStoreProps>, string])[] = [
  [
    'one attribute for both parts of the key',
    { sortKey: 'entity' },
    'sortKey: found "entity"; expected another attribute',
  ],
  [
    'a key that expires',
    { expiryAttribute: 'entity' },
    'expiryAttribute: found "entity"; expected an attribute that is no part of the key',
  ],
  ['a limit of nothing', { maxWriteUnits: 0 }, 'maxWriteUnits: found 0; expected 1 to 2147483647 units'],
  ['more days than the service keeps', { recoveryDays: 90 }, 'recoveryDays: found 90; expected 1 to 35 days'],
];

export const onlineStore: Variant = {
  construct: OnlineStore,
  family: 'streaming',
  least: (scope, id, given, name) =>
    new OnlineStore(scope, id, { ...given.base, keyArn: given.keyArn(), ...(name === undefined ? {} : { name }) }),
  all: (scope, id, given) =>
    new OnlineStore(scope, id, {
      ...given.base,
      name: 'all',
      keyArn: given.keyArn(),
      partitionKey: 'customer',
      sortKey: 'feature_view',
      expiryAttribute: 'expires_at',
      maxReadUnits: 4000,
      maxWriteUnits: 2000,
      recoveryDays: 7,
    }),
  existing: (scope, id, given) =>
    OnlineStore.fromExisting(scope, id, { ...given.naming, tableName: 'features', keyArn: given.keyArn() }),
  refused: refusals.map(([what, props, message]): Refusal => ({
    wrong: what,
    build: (scope, { naming }) => new OnlineStore(scope, 'it', wrong(naming, props)),
    message,
  })),
};
