/** A statement of an IAM policy as data, before it is JSON. */

export type Conditions = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;

export interface Statement {
  readonly sid?: string;
  readonly effect?: 'Allow' | 'Deny';
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  /** In place of `resources`, which are empty then: everything but these. */
  readonly notResources?: readonly string[];
  readonly conditions?: Conditions;
  /** In resource and trust policies: `{ Service: 'states.amazonaws.com' }`, `'*'`. */
  readonly principals?: '*' | Readonly<Record<string, string | readonly string[]>>;
}

/** The JSON of a policy; keys in one order, so that equal policies are equal text. */
export function policyDocument(statements: readonly Statement[]): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: statements.map((s) => ({
      ...(s.sid === undefined ? {} : { Sid: s.sid }),
      Effect: s.effect ?? 'Allow',
      ...(s.principals === undefined ? {} : { Principal: s.principals }),
      Action: oneOrMany(s.actions),
      ...(s.resources.length === 0 ? {} : { Resource: oneOrMany(s.resources) }),
      ...(s.notResources === undefined ? {} : { NotResource: oneOrMany(s.notResources) }),
      ...(s.conditions === undefined ? {} : { Condition: s.conditions }),
    })),
  });
}

const oneOrMany = (items: readonly string[]): string | readonly string[] =>
  items.length === 1 ? (items[0] ?? '') : items;
