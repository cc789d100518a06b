/** Subqueries that use columns of the queries around them. */
import { children } from './tree';
import type { BoundExpression, BoundFrom, BoundQuery, BoundRelation, BoundSelect } from '../bound';

/** Whether it names a column of a relation that is not its own. */
export function isCorrelated(query: BoundQuery): boolean {
  return query.body.kind === 'select' && usesOthers(query.body);
}

/** All rows are one group. */
export function givesOneRow(query: BoundQuery): boolean {
  return query.body.kind === 'select' && query.body.group !== undefined && query.body.group.length === 0;
}

function usesOthers(select: BoundSelect): boolean {
  const own = new Set<BoundRelation>();
  const conditions: BoundExpression[] = [];
  const collect = (from: BoundFrom): void => {
    if (from.kind === 'join') {
      collect(from.left);
      collect(from.right);
      if (from.on !== undefined) conditions.push(from.on);
    } else own.add(from.relation);
  };
  select.from.forEach(collect);
  const clauses = [select.where, select.having, select.qualify].filter((e) => e !== undefined);
  const all = [...select.columns.map((c) => c.expression), ...clauses, ...(select.group ?? []), ...conditions];
  return all.some((e) => names(e, own));
}

function names(e: BoundExpression, own: ReadonlySet<BoundRelation>): boolean {
  return e.kind === 'column' ? !own.has(e.relation) : children(e).some((c) => names(c, own));
}
