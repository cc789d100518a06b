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

  /**
   * Narrows every statement of this grant: what it demands already stays.
   *
   * @throws where a statement has another condition on the same key with the same operator, which IAM cannot say twice
   */
  withConditions(conditions: Conditions): this {
    const narrowed = this.statements.map((each) => ({ ...each, conditions: both(each.conditions ?? {}, conditions) }));
    this.statements.splice(0, narrowed.length, ...narrowed);
    return this;
  }
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-logic-multiple-context-keys-or-values.html */
function both(held: Conditions, added: Conditions): Conditions {
  const merged = { ...held };
  for (const [operator, keys] of Object.entries(added)) {
    const before = merged[operator] ?? {};
    for (const [key, value] of Object.entries(keys)) {
      // The names of keys have no case in IAM.
      const same = Object.keys(before).find((each) => each.toLowerCase() === key.toLowerCase());
      if (same === undefined || JSON.stringify(before[same]) === JSON.stringify(value)) continue;
      throw new Error(
        `condition ${operator} of ${key}: found ${JSON.stringify(value)} beside ${JSON.stringify(before[same])}, which the grant ` +
          'demands already; expected another operator or key, because several values of one are met by any of them',
      );
    }
    merged[operator] = { ...before, ...keys };
  }
  return merged;
}

/** What a `grantX` method does: `grantee` may do what `statements` say. */
export function give(grantee: Grantee, statements: readonly Statement[]): Grant {
  const grant = new Grant(statements);
  grantee.addGrant(grant);
  return grant;
}
