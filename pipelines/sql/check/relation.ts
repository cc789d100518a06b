/** FROM: tables, WITH queries, subqueries and joins as scopes. */
import { bindBoolean } from './expression';
import { castTo, common } from './convert';
import { operator } from './operator';
import { besides, scopeOf, type Scope, type ScopeColumn } from './scope';
import { errorAt } from '../issue';
import { didYouMean } from '../../plan';
import { tableName } from '../print/query_text';
import type { Binding, Checker, Surroundings } from './checker';
import type { BoundExpression, BoundFrom, BoundRelation, RelationColumn, RelationSource } from '../bound';
import type { Alias, Expression, Identifier, JoinRelation, Relation } from '../syntax';

export interface BoundPlace {
  readonly from: BoundFrom;
  readonly scope: Scope;
}

export type MakeBinding = (scope: Scope, clause: Binding['clause']) => Binding;

export function bindRelation(
  r: Relation,
  checker: Checker,
  around: Surroundings,
  make: MakeBinding,
  query: Binding['bindQuery'],
): BoundPlace {
  switch (r.kind) {
    case 'table': {
      checker.reads.add(r.id);
      const columns = checker.schema(r.id);
      const alias = r.alias?.name ?? { name: tableName(r.id), start: r.start, end: r.end };
      if (columns === undefined) checker.issues.push(errorAt(r, 'unknown-table', `there is no table '${r.id}'`));
      return place(
        relation(checker, alias.name, r.alias, columns ?? [], { kind: 'table', id: r.id }, columns === undefined),
        around,
      );
    }
    case 'named': {
      const found = around.common.findLast((c) => c.table.name.toLowerCase() === r.name.name.toLowerCase());
      if (found === undefined) {
        const names = around.common.map((c) => c.table.name);
        checker.issues.push(
          errorAt(
            r.name,
            'unknown-table',
            `there is no WITH query '${r.name.name}'`,
            didYouMean(r.name.name, names) ?? 'a table is written ${layer.table}',
          ),
        );
      }
      const source: RelationSource =
        found === undefined ? { kind: 'table', id: r.name.name } : { kind: 'common', table: found.table };
      return place(
        relation(
          checker,
          r.alias?.name.name ?? r.name.name,
          r.alias,
          found?.columns ?? [],
          source,
          found === undefined,
        ),
        around,
      );
    }
    case 'derived': {
      const inner = query(checker, r.query, { common: around.common, outer: undefined });
      const name = r.alias?.name.name ?? `lw_${++checker.count}`;
      return place(relation(checker, name, r.alias, inner.columns, { kind: 'query', query: inner }, false), around);
    }
    case 'join':
      return bindJoin(r, checker, around, make, query);
  }
}

function place(bound: BoundRelation, around: Surroundings): BoundPlace {
  return { from: { kind: 'relation', relation: bound }, scope: scopeOf(bound, around.outer) };
}

function relation(
  checker: Checker,
  name: string,
  alias: Alias | undefined,
  columns: readonly RelationColumn[],
  source: RelationSource,
  unknown: boolean,
): BoundRelation {
  const names = alias?.columns ?? [];
  if (names.length > 0 && names.length !== columns.length && !unknown && alias !== undefined) {
    checker.issues.push(
      errorAt(alias.name, 'wrong-width', `'${name}' names ${names.length} columns of ${columns.length}`),
    );
  }
  return { alias: name, source, unknown, columns: columns.map((c, i) => ({ ...c, name: names[i]?.name ?? c.name })) };
}

export function distinctAliases(scope: Scope, at: { start: number; end: number }, checker: Checker): void {
  const seen = new Set<string>();
  for (const { alias } of scope.relations) {
    const key = alias.toLowerCase();
    if (seen.has(key))
      checker.issues.push(
        errorAt(at, 'duplicate-alias', `two relations are called '${alias}'`, "give one another name with 'as'"),
      );
    seen.add(key);
  }
}

function bindJoin(
  r: JoinRelation,
  checker: Checker,
  around: Surroundings,
  make: MakeBinding,
  query: Binding['bindQuery'],
): BoundPlace {
  const left = bindRelation(r.left, checker, around, make, query);
  const right = bindRelation(r.right, checker, around, make, query);
  const sides = besides(left.scope, right.scope, undefined);
  distinctAliases({ ...sides, relations: clashing(left.scope, right.scope) }, r.right, checker);
  const merged = r.using.map((name) => usingColumn(name, left.scope, right.scope, r, make(sides, 'on')));
  const conditions = merged.flatMap((m) => (m === undefined ? [] : [m.equal]));
  const binding = make(sides, 'on');
  const on =
    r.on === undefined ? join(conditions, r.on, binding, r) : bindBoolean(r.on, binding, 'the condition of a join');
  const from: BoundFrom = { kind: 'join', join: r.join, left: left.from, right: right.from, on };
  const outer = r.join === 'left' || r.join === 'right' || r.join === 'full' ? r.join : undefined;
  const names = new Set(r.using.map((u) => u.name.toLowerCase()));
  const hide = (scope: Scope): Scope => ({
    ...scope,
    columns: scope.columns.map((c) => (names.has(c.name.toLowerCase()) ? { ...c, hidden: true } : c)),
  });
  if (r.join === 'semi' || r.join === 'anti') return { from, scope: left.scope };
  if (names.size === 0) return { from, scope: besides(left.scope, right.scope, outer) };
  const both = besides(hide(left.scope), hide(right.scope), outer);
  const first: readonly ScopeColumn[] = merged.flatMap((m) => (m === undefined ? [] : [m.column]));
  return { from, scope: { ...both, columns: [...first, ...both.columns] } };
}

/** The relations whose names clash between the sides; the others were looked at before. */
function clashing(left: Scope, right: Scope): readonly BoundRelation[] {
  const names = new Set(left.relations.map((r) => r.alias.toLowerCase()));
  const twice = right.relations.filter((r) => names.has(r.alias.toLowerCase()));
  return twice.flatMap((r) => [r, r]);
}

function join(
  conditions: readonly BoundExpression[],
  at: Expression | undefined,
  b: Binding,
  r: JoinRelation,
): BoundExpression | undefined {
  const where: Expression = at ?? { kind: 'null', start: r.start, end: r.end };
  return conditions.reduce<BoundExpression | undefined>(
    (all, c) => (all === undefined ? c : operator(b, where, 'and', [all, c])),
    undefined,
  );
}

function usingColumn(
  name: Identifier,
  left: Scope,
  right: Scope,
  r: JoinRelation,
  b: Binding,
): { column: ScopeColumn; equal: BoundExpression } | undefined {
  const find = (scope: Scope): ScopeColumn | undefined =>
    scope.columns.find((c) => !c.hidden && c.name.toLowerCase() === name.name.toLowerCase());
  const [l, rr] = [find(left), find(right)];
  if (l === undefined || rr === undefined) {
    const side = l === undefined ? left : right;
    if (!side.relations.some((x) => x.unknown)) {
      const names = side.columns.map((c) => c.name);
      b.checker.issues.push(
        errorAt(
          name,
          'unknown-column',
          `the ${l === undefined ? 'left' : 'right'} side of the join has no column '${name.name}'`,
          didYouMean(name.name, names),
        ),
      );
    }
    return undefined;
  }
  const at: Expression = { kind: 'null', start: name.start, end: name.end };
  const [x, y] = [l.expression, rr.expression];
  const shared = common([x, y], true);
  if (shared === undefined) {
    b.checker.issues.push(errorAt(name, 'wrong-type', `the two columns '${name.name}' have no common type`));
    return undefined;
  }
  const equal = operator(b, at, '=', [castTo(x, shared), castTo(y, shared)]);
  const expression =
    r.join === 'right'
      ? y
      : r.join === 'full'
        ? { ...operator(b, at, 'coalesce', [x, y]), nullable: x.nullable || y.nullable }
        : x;
  return {
    equal,
    column: {
      name: l.name,
      relation: r.join === 'right' ? rr.relation : l.relation,
      expression,
      hidden: false,
      merged: true,
    },
  };
}
