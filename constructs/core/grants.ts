import type { Conditions, Statement } from '../../pipelines/targets';

/** Whoever can be given permissions: a role of ours, or anything that keeps grants until its policy is written. */
export interface Grantee {
  addGrant(grant: Grant): void;
}

/** What a `grantX` method did; conditions can still be added. */
export class Grant {
  readonly statements: Statement[];

  constructor(statements: readonly Statement[]) {
    this.statements = [...statements];
  }

  /** Narrows every statement of this grant. */
  withConditions(conditions: Conditions): this {
    this.statements.forEach((statement, i) => {
      this.statements[i] = { ...statement, conditions: { ...statement.conditions, ...conditions } };
    });
    return this;
  }
}

/** What a `grantX` method does: `grantee` may do what `statements` say. */
export function give(grantee: Grantee, statements: readonly Statement[]): Grant {
  const grant = new Grant(statements);
  grantee.addGrant(grant);
  return grant;
}
