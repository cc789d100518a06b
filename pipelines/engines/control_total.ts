import type { PlanAccounting } from '../plan';
import { checkQuery, type Schema } from '../sql';

type ControlTotal = PlanAccounting['control_totals'][number];

/** The relation, in a control total's query, that the staged candidates are. */
export const candidates = 'lw.candidates';

/**
 * Portable SQL that gives one row: `name`, `expected` (of the inputs) and `found` (in the task's rows) as text, `same`.
 * Doubles are the same within a relative 1e-9, all else exactly; null is the same as null.
 */
export function comparison({ name, inputs, output }: ControlTotal, schema: Schema): string {
  const found = `select ${output} as total from \${${candidates}} as task_rows`;
  const isDouble = [inputs, found].some((query) => {
    const kind = checkQuery(query, schema).columns[0]?.type.kind;
    return kind === 'double' || kind === 'float';
  });
  const [left, right] = ['cast(e.total as double)', 'cast(f.total as double)'];
  const close = `coalesce(abs(${left} - ${right}) <= 1e-9D * greatest(abs(${left}), abs(${right})), false)`;
  // The text of a double differs between engines.
  const text = (side: string): string =>
    `cast(${isDouble ? `try_cast(${side}.total as decimal(38,9))` : `${side}.total`} as string)`;
  return (
    `select '${name}' as name, ${text('e')} as expected, ${text('f')} as found, ` +
    `${isDouble ? `(e.total <=> f.total or ${close})` : 'e.total <=> f.total'} as same ` +
    `from (${inputs}) as e(total) cross join (${found}) as f`
  );
}
