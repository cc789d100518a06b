/** A transformer: a query over the rows before it, from its parameters. */
import type * as z from 'zod';
import type { Cardinality } from '../plan';

export interface Transformer<R extends z.ZodRawShape> {
  readonly name: string;
  readonly parameters: R;
  /**
   * Spark SQL. `input` is the relation that it reads; `columns` are that relation's, where they are known. Tables are
   * written \${schema.table}.
   */
  readonly query: (
    parameters: z.output<z.ZodObject<R>>,
    input: string,
    columns: readonly string[] | undefined,
  ) => string;
  /** What its joins find, by the alias of their right side. */
  readonly joins?: Readonly<Record<string, Cardinality>>;
}

/** `star` without some columns; the list in full where the columns are known. */
export function allBut(but: readonly string[], columns: readonly string[] | undefined): string {
  if (columns === undefined) return `* except (${but.join(', ')})`;
  const left = columns.filter((column) => !but.some((b) => b.toLowerCase() === column.toLowerCase()));
  return left.map(quoted).join(', ');
}

/** A column as a query names it. */
export function quoted(name: string): string {
  return `\`${name.replaceAll('`', '``')}\``;
}
