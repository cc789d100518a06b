import { quoteName } from './parse';

/** The Spark query wrapped so that its output is exactly these columns in their order, cast to their types. */
export function castTo(
  query: string,
  columns: readonly { readonly name: string; readonly type: string; readonly nullable: boolean }[],
): string {
  const items = columns.map((c) => `cast(${quoteName(c.name)} as ${c.type}) as ${quoteName(c.name)}`);
  return `select ${items.join(', ')} from (${query})`;
}
