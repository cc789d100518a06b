import { RunLedger } from '../../../../constructs/aws';
import type { Variant } from '../variant';

export const runLedger: Variant = {
  construct: RunLedger,
  family: 'foundation',
  least: (scope, id, given, name) =>
    new RunLedger(scope, id, { ...given.base, keyArn: given.keyArn(), ...(name === undefined ? {} : { name }) }),
  all: (scope, id, given) => new RunLedger(scope, id, { ...given.base, name: 'all', keyArn: given.keyArn() }),
  existing: (scope, id, given) =>
    RunLedger.fromExisting(scope, id, { ...given.naming, tableName: 'acme-ledger', keyArn: given.keyArn() }),
  refused: [
    {
      wrong: 'a key that is none',
      build: (scope, { naming }) => new RunLedger(scope, 'it', { ...naming, keyArn: 'x' }),
      message: 'keyArn: found "x"; expected a key',
    },
  ],
};
