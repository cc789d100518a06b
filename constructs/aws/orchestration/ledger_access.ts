import { arn, give, type Grant, type Grantee, type Naming } from '../../core';
import { awsFacts } from '../facts';

/** What can be granted on a ledger of runs, ours or an existing one. */
export class LedgerAccess {
  readonly arn: string;

  constructor(
    private readonly naming: Naming,
    readonly tableName: string,
    private readonly keyArn: string,
  ) {
    this.arn = arn(naming, 'dynamodb', `table/${tableName}`);
  }

  /** Lets `grantee` keep the runs of `tasks`, which write `tables`; the key included. */
  grantRuns(grantee: Grantee, tasks: readonly string[], tables: readonly string[]): Grant {
    return give(grantee, [
      ...awsFacts.ledger(this.arn, tasks, tables),
      ...awsFacts.ledgerKeyUse(this.keyArn, this.naming.region),
    ]);
  }
}
