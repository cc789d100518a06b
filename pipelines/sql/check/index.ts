import { bindBoolean } from './expression';
import { bindQuery } from './query';
import { scopeOf, type Scope } from './scope';
import { errorAt, type SqlIssue } from '../issue';
import { parseCondition, parseQuery } from '../parse';
import type { Binding, Checker, ColumnType, Notes, Schema } from './checker';
import type { BoundExpression, BoundQuery, BoundRelation } from '../bound';
import type { Expression, Query } from '../syntax';

export interface BoundText<T, B> {
  readonly tree: T | undefined;
  readonly bound: B | undefined;
  readonly issues: readonly SqlIssue[];
  readonly reads: readonly string[];
  readonly parameters: readonly string[];
  readonly notes: Notes;
}

function checkerFor(schema: Schema): Checker {
  return {
    schema,
    issues: [],
    reads: new Set(),
    parameters: new Set(),
    notes: { stars: new Map(), substitutes: new Map(), outputs: new Map(), variables: new Set() },
    count: 0,
  };
}

function result<T, B>(checker: Checker, tree: T | undefined, bound: B | undefined): BoundText<T, B> {
  return {
    tree,
    bound,
    issues: unique(checker.issues),
    reads: [...checker.reads].sort(),
    parameters: [...checker.parameters].sort(),
    notes: checker.notes,
  };
}

/** In the order of their places; a thing that is bound twice is reported once. */
function unique(issues: readonly SqlIssue[]): readonly SqlIssue[] {
  const seen = new Map(issues.map((i) => [`${i.start} ${i.end} ${i.code} ${i.message}`, i]));
  return [...seen.values()].sort((a, b) => a.start - b.start || a.end - b.end);
}

export function bindQueryText(text: string, schema: Schema): BoundText<Query, BoundQuery> {
  const checker = checkerFor(schema);
  const parsed = parseQuery(text);
  if (parsed.tree === undefined) {
    checker.issues.push(parsed.issue);
    return result<Query, BoundQuery>(checker, undefined, undefined);
  }
  const bound = bindQuery(checker, parsed.tree, { common: [], outer: undefined });
  checkOutput(parsed.tree, bound, checker);
  return result(checker, parsed.tree, bound);
}

/** Each output column has a name of its own. */
function checkOutput(tree: Query, bound: BoundQuery, checker: Checker): void {
  const seen = new Set<string>();
  const body = tree.body.kind === 'set' ? undefined : tree.body;
  const starless = body?.kind === 'select' && body.items.every((i) => i.expression.kind !== 'star') ? body : undefined;
  bound.columns.forEach((c, i) => {
    const at = starless?.items[i] ?? tree;
    const key = c.name.toLowerCase();
    if (c.name === '')
      checker.issues.push(errorAt(at, 'unnamed-column', `output column ${i + 1} has no name`, "give it one with 'as'"));
    else if (seen.has(key))
      checker.issues.push(
        errorAt(at, 'duplicate-column', `two output columns are called '${c.name}'`, "give one another name with 'as'"),
      );
    seen.add(key);
  });
}

/** The relation that a condition's columns belong to. */
export const conditionRelation = 'lw_row';

export function bindConditionText(
  text: string,
  columns: readonly ColumnType[],
): BoundText<Expression, BoundExpression> {
  const checker = checkerFor(() => undefined);
  const parsed = parseCondition(text);
  if (parsed.tree === undefined) {
    checker.issues.push(parsed.issue);
    return result<Expression, BoundExpression>(checker, undefined, undefined);
  }
  const relation: BoundRelation = {
    alias: conditionRelation,
    columns,
    source: { kind: 'table', id: conditionRelation },
    unknown: false,
  };
  const scope: Scope = scopeOf(relation, undefined);
  const binding: Binding = {
    checker,
    scope,
    common: [],
    outer: undefined,
    variables: [],
    aliases: new Map(),
    aliasesFirst: false,
    orderless: false,
    aliasesBarred: undefined,
    clause: 'condition',
    bindQuery,
  };
  const bound = bindBoolean(parsed.tree, binding, 'a condition');
  if (checker.reads.size > 0)
    checker.issues.push(errorAt(parsed.tree, 'misplaced-query', 'a row condition cannot read tables'));
  return result(checker, parsed.tree, bound);
}
