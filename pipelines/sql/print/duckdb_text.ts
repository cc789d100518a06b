/** Names and strings as DuckDB text. */
export function quoteDuckdb(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

export function duckdbString(value: string): string {
  const text = `'${value.replaceAll("'", "''")}'`;
  return value.includes('\0') ? text.split('\0').join("' || chr(0) || '") : text;
}
