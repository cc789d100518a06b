/** The author's query as Spark runs it: only what Spark 3.5 does not know is written in other words. */
import { quoteName } from '../parse';
import { expressionText, type TextOptions } from './expression_text';
import { itemText, queryText, tailText } from './query_text';
import type { Notes } from '../check/checker';
import type { Query, Select } from '../syntax';

export interface SparkOptions {
  readonly table: (id: string) => string;
  readonly parameter: (name: string) => string;
  readonly notes: Notes;
}

export function sparkOptions(how: SparkOptions): TextOptions {
  return {
    table: how.table,
    parameter: (name) => how.parameter(name.replace(/^interval\./, 'interval_')),
    star: (star) => how.notes.stars.get(star)?.map(starColumn).join(', '),
    column: () => undefined,
    call: (call) => {
      if (call.arguments.length > 0) return undefined;
      if (call.name === 'current_timestamp') return how.parameter('interval_end');
      return call.name === 'current_date' ? `cast(${how.parameter('interval_end')} as date)` : undefined;
    },
    query: (query, options) => sparkQuery(query, options, how.notes),
  };
}

/** Relations that the author did not name (`lw_1`) have no name in Spark either. */
function starColumn(column: { readonly qualifier: string | undefined; readonly name: string }): string {
  if (column.qualifier === undefined || /^lw_\d+$/.test(column.qualifier)) return quoteName(column.name);
  return `${quoteName(column.qualifier)}.${quoteName(column.name)}`;
}

/** Spark has no QUALIFY: the condition becomes a column of a subquery, which is filtered. */
function sparkQuery(q: Query, o: TextOptions, notes: Notes): string {
  return queryText(q, {
    ...o,
    select: (s, inner) => (s.qualify === undefined ? undefined : qualified(s, inner, notes)),
  });
}

function qualified(s: Select, o: TextOptions, notes: Notes): string {
  const names = (notes.outputs.get(s) ?? []).map(quoteName).join(', ');
  const aliased: TextOptions = { ...o, column: (c) => notes.substitutes.get(c) };
  const condition = s.qualify === undefined ? 'true' : expressionText(s.qualify, aliased);
  const items = [...s.items.map((i) => itemText(i, o)), `${condition} as _qualify`].join(', ');
  const inner = [`select ${items}`, ...tailText(s, o)].join(' ');
  return `select ${s.distinct ? 'distinct ' : ''}${names} from (${inner}) where _qualify`;
}
