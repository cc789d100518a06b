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

/**
 * The JSON of a policy; keys in one order, so that equal policies are equal text. Grants of one kind bring the same ids:
 * what is said twice is written once, and an id that another statement has is numbered, because IAM takes each once.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_sid.html
 */
export function policyDocument(statements: readonly Statement[]): string {
  const ids = new Set<string>();
  const texts = new Set<string>();
  const written: object[] = [];
  for (const statement of statements) {
    const element = elementOf(statement);
    const text = JSON.stringify(element);
    if (texts.has(text)) continue;
    texts.add(text);
    written.push(statement.sid === undefined ? element : { ...element, Sid: ownId(statement.sid, ids) });
  }
  return JSON.stringify({ Version: '2012-10-17', Statement: written });
}

const elementOf = (s: Statement): object => ({
  ...(s.sid === undefined ? {} : { Sid: s.sid }),
  Effect: s.effect ?? 'Allow',
  ...(s.principals === undefined ? {} : { Principal: s.principals }),
  Action: oneOrMany(s.actions),
  ...(s.resources.length === 0 ? {} : { Resource: oneOrMany(s.resources) }),
  ...(s.notResources === undefined ? {} : { NotResource: oneOrMany(s.notResources) }),
  ...(s.conditions === undefined ? {} : { Condition: s.conditions }),
});

/** @param taken gets the id */
function ownId(sid: string, taken: Set<string>): string {
  if (!/^[A-Za-z0-9]+$/.test(sid)) throw new Error(`statement '${sid}': expected an id of letters and digits`);
  let id = sid;
  for (let n = 2; taken.has(id); n++) id = `${sid}${n}`;
  taken.add(id);
  return id;
}

const oneOrMany = (items: readonly string[]): string | readonly string[] =>
  items.length === 1 ? (items[0] ?? '') : items;
