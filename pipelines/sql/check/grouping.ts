/** GROUP BY: what is grouped, and that nothing else is used outside aggregates. */
import { bind } from './expression';
import { errorAt } from '../issue';
import { children, fingerprint, isAggregate, isWindowed, some } from './tree';
import type { Binding, Checker } from './checker';
import type { BoundColumn, BoundExpression, BoundRelation } from '../bound';
import type { Expression, Select } from '../syntax';

export function groupExpressions(
  group: 'all' | readonly Expression[],
  columns: readonly BoundColumn[],
  b: Binding,
): readonly BoundExpression[] {
  if (group === 'all') return columns.filter((c) => !some(c.expression, isAggregate)).map((c) => c.expression);
  return group.map((e) => {
    const bound = e.kind === 'number' && e.type.kind === 'int' ? ordinal(e, Number(e.digits), columns, b) : bind(e, b);
    if (some(bound, (x) => isAggregate(x) || isWindowed(x))) {
      b.checker.issues.push(errorAt(e, 'misplaced-aggregate', "'group by' cannot name a column that is aggregated"));
    }
    if (bound.type.kind === 'map') b.checker.issues.push(errorAt(e, 'wrong-type', 'a map cannot be grouped by'));
    return bound;
  });
}

function ordinal(e: Expression, place: number, columns: readonly BoundColumn[], b: Binding): BoundExpression {
  const column = columns[place - 1];
  if (column !== undefined) return column.expression;
  b.checker.issues.push(
    errorAt(e, 'wrong-ordinal', `there is no column ${place}, the select list has ${columns.length}`),
  );
  return { kind: 'literal', value: null, type: { kind: 'void' }, nullable: true };
}

/** Reports each column that is neither grouped nor aggregated. */
export function checkGrouping(
  e: BoundExpression,
  group: readonly BoundExpression[],
  local: ReadonlySet<BoundRelation>,
  what: string,
  at: Expression | Select,
  checker: Checker,
): void {
  const grouped = new Set(group.map(fingerprint));
  const names = group.flatMap((g) => (g.kind === 'column' ? [g.name] : []));
  const walk = (x: BoundExpression): void => {
    if (grouped.has(fingerprint(x)) || isAggregate(x)) return;
    if (x.kind === 'column' && local.has(x.relation)) {
      const place = x.at.end > 0 ? x.at : at;
      const hint = `add it to 'group by'${names.length > 0 ? ` (now: ${names.join(', ')})` : ''}, or aggregate it: max(${x.name})`;
      checker.issues.push(
        errorAt(place, 'not-grouped', `'${x.name}' in ${what} is neither grouped nor aggregated`, hint),
      );
      return;
    }
    children(x).forEach(walk);
  };
  walk(e);
}
