/** The names that an expression may use: columns of relations, those merged by USING, those of outer queries. */
import type { BoundExpression, BoundRelation } from '../bound';
import type { Span } from '../issue';

export interface ScopeColumn {
  readonly name: string;
  readonly relation: BoundRelation;
  readonly expression: BoundExpression;
  /** Reached by its qualifier only: the copy of a column that USING merged. */
  readonly hidden: boolean;
  /** Made by USING of one column of each side: has no qualifier. */
  readonly merged: boolean;
}

export interface Scope {
  readonly columns: readonly ScopeColumn[];
  readonly relations: readonly BoundRelation[];
  readonly outer: Scope | undefined;
}

export type Found =
  | {
      readonly kind: 'found';
      readonly expression: BoundExpression;
      readonly used: number;
      readonly correlated: boolean;
    }
  | { readonly kind: 'ambiguous'; readonly among: readonly string[] }
  | { readonly kind: 'missing'; readonly relation: BoundRelation | undefined };

const same = (a: string, b: string): boolean => a === b || a.toLowerCase() === b.toLowerCase();

export const nowhere: Span = { start: 0, end: 0 };

export function scopeOf(relation: BoundRelation, outer: Scope | undefined): Scope {
  const columns = relation.columns.map((c) => ({
    name: c.name,
    relation,
    hidden: false,
    merged: false,
    expression: { kind: 'column', relation, name: c.name, type: c.type, nullable: c.nullable, at: nowhere } as const,
  }));
  return { columns, relations: [relation], outer };
}

/** Looks up `a`, `t.a` or `t.a.field`; `used` says how many parts named the column. */
export function lookUp(parts: readonly string[], scope: Scope): Found {
  let relation: BoundRelation | undefined;
  for (let at: Scope | undefined = scope, correlated = false; at !== undefined; at = at.outer, correlated = true) {
    const [first = '', second] = parts;
    if (second !== undefined) {
      const owner = at.relations.find((r) => same(r.alias, first));
      if (owner !== undefined) {
        relation ??= owner;
        const found = pick(
          at.columns.filter((c) => !c.merged && c.relation === owner && same(c.name, second)),
          2,
          correlated,
        );
        if (found !== undefined) return found;
        if (owner.unknown) return unknownColumn(correlated, parts.length);
      }
    }
    const found = pick(
      at.columns.filter((c) => !c.hidden && same(c.name, first)),
      1,
      correlated,
    );
    if (found !== undefined) return found;
    if (at.relations.some((r) => r.unknown)) return unknownColumn(correlated, parts.length);
  }
  return { kind: 'missing', relation };
}

function pick(matches: readonly ScopeColumn[], used: number, correlated: boolean): Found | undefined {
  const [first] = matches;
  if (first === undefined) return undefined;
  if (matches.length > 1) return { kind: 'ambiguous', among: matches.map((m) => `${m.relation.alias}.${m.name}`) };
  return { kind: 'found', expression: first.expression, used, correlated };
}

/** A column of a relation that is not known: null of no type, so that it is not reported again. */
function unknownColumn(correlated: boolean, used: number): Found {
  const expression = { kind: 'literal', value: null, type: { kind: 'void' }, nullable: true } as const;
  return { kind: 'found', expression, used, correlated };
}

export function columnNames(scope: Scope): readonly string[] {
  const names: string[] = [];
  for (let at: Scope | undefined = scope; at !== undefined; at = at.outer) names.push(...at.columns.map((c) => c.name));
  return names;
}

/** Two relations side by side; the columns of a side that may have no row become nullable. */
export function besides(left: Scope, right: Scope, outerJoin: 'left' | 'right' | 'full' | undefined): Scope {
  const widen = (columns: readonly ScopeColumn[], wide: boolean): readonly ScopeColumn[] =>
    wide ? columns.map((c) => ({ ...c, expression: { ...c.expression, nullable: true } })) : columns;
  return {
    columns: [
      ...widen(left.columns, outerJoin === 'right' || outerJoin === 'full'),
      ...widen(right.columns, outerJoin === 'left' || outerJoin === 'full'),
    ],
    relations: [...left.relations, ...right.relations],
    outer: left.outer,
  };
}
