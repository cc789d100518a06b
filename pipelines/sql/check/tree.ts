/** Walks over bound expressions. */
import { formatType } from '../types';
import type { BoundExpression, BoundSort, BoundWindow } from '../bound';

function windowParts(window: BoundWindow): readonly BoundExpression[] {
  return [...window.partition, ...window.order.map((o: BoundSort) => o.expression)];
}

/** The expressions directly below; subqueries are not entered. */
export function children(e: BoundExpression): readonly BoundExpression[] {
  switch (e.kind) {
    case 'apply':
      return [
        ...e.arguments,
        ...(e.filter === undefined ? [] : [e.filter]),
        ...(e.over === undefined ? [] : windowParts(e.over)),
      ];
    case 'cast':
    case 'field':
    case 'in_query':
      return [e.operand];
    case 'case':
      return [...e.branches.flatMap((b) => [b.when, b.then]), ...(e.otherwise === undefined ? [] : [e.otherwise])];
    case 'in':
      return [e.operand, ...e.list];
    case 'lambda':
      return [e.body];
    default:
      return [];
  }
}

export function some(e: BoundExpression, test: (e: BoundExpression) => boolean): boolean {
  return test(e) || children(e).some((c) => some(c, test));
}

export const isAggregate = (e: BoundExpression): boolean =>
  e.kind === 'apply' && e.fact.kind === 'aggregate' && e.over === undefined;

export const isWindowed = (e: BoundExpression): boolean => e.kind === 'apply' && e.over !== undefined;

export const isGenerator = (e: BoundExpression): boolean => e.kind === 'apply' && e.fact.kind === 'generator';

const relationNumbers = new WeakMap<object, number>();
let relationCount = 0;

function numberOf(relation: object): number {
  const known = relationNumbers.get(relation);
  if (known !== undefined) return known;
  relationNumbers.set(relation, ++relationCount);
  return relationCount;
}

/** Two expressions of one scope with the same fingerprint are the same expression; subqueries never are. */
export function fingerprint(e: BoundExpression): string {
  const below = (): string => children(e).map(fingerprint).join(',');
  switch (e.kind) {
    case 'literal':
      return `'${String(e.value)}':${formatType(e.type)}`;
    case 'column':
      return `c${numberOf(e.relation)}.${e.name.toLowerCase()}`;
    case 'parameter':
      return `p:${e.name}`;
    case 'variable':
      return `v:${e.name}`;
    case 'interval':
      return `i:${e.parts.map((p) => p.amount + p.unit).join(' ')}`;
    case 'apply':
      return `${e.fact.name}${e.distinct ? '!' : ''}${e.ignoreNulls ? '?' : ''}(${below()})${e.over === undefined ? '' : `w${JSON.stringify(e.over.order.map((o) => [o.descending, o.nulls]))}`}`;
    case 'cast':
      return `cast(${below()} ${formatType(e.type)} ${e.mode === 'try' ? 'try' : ''})`;
    case 'field':
      return `f:${e.name.toLowerCase()}(${below()})`;
    case 'in_query':
    case 'exists':
    case 'subquery':
      return `q${numberOf(e)}`;
    default:
      return `${e.kind}(${below()})`;
  }
}
