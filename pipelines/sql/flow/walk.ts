/** Walks over the tree of a query as written; subqueries are not entered. */
import { findFunction } from '../functions';
import type { CallExpression, ColumnExpression, Expression } from '../syntax';

/** The expressions below, and the expression itself; not those within subqueries. */
export function within(e: Expression): readonly Expression[] {
  const found: Expression[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) return value.forEach(visit);
    if (typeof value !== 'object' || value === null) return;
    if ('kind' in value) {
      if (value.kind === 'query') return;
      // Whatever has a kind and stands in an expression is one.
      found.push(value as Expression);
    }
    Object.values(value).forEach(visit);
  };
  visit(e);
  return found;
}

export const hasSubquery = (e: Expression): boolean =>
  within(e).some((x) => x.kind === 'subquery' || x.kind === 'exists' || x.kind === 'in_query');

export const columnsIn = (e: Expression): readonly ColumnExpression[] =>
  within(e).filter((x): x is ColumnExpression & Expression => x.kind === 'column');

export const namesInterval = (e: Expression): boolean =>
  within(e).some((x) => x.kind === 'parameter' && x.name.startsWith('interval.'));

const callsOf = (e: Expression): readonly CallExpression[] =>
  within(e).filter((x): x is CallExpression & Expression => x.kind === 'call');

export const aggregates = (e: Expression): boolean =>
  callsOf(e).some((c) => c.over === undefined && findFunction(c.name)?.kind === 'aggregate');

export const generates = (e: Expression): boolean => callsOf(e).some((c) => findFunction(c.name)?.kind === 'generator');

/** The conditions that `and` joins. */
export function conjuncts(e: Expression): readonly Expression[] {
  return e.kind === 'binary' && e.operator === 'and' ? [...conjuncts(e.left), ...conjuncts(e.right)] : [e];
}
