/** The examples in the table of functions, as queries; test/engines/sql/record.ts writes what Spark says of them. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import * as z from 'zod';
import { checkQuery, printQuery, type Schema } from '../../../pipelines/sql';
import { families } from '../../../pipelines/sql/functions';
import { wholeQueries } from './queries';
import { castExamples } from '../../../pipelines/sql/functions/cast_examples';

export const noTables: Schema = () => undefined;

/** Example texts by family: the table of functions, the casts, and whole queries. */
export function exampleFamilies(): ReadonlyMap<string, readonly string[]> {
  const all = new Map(Object.entries(families).map(([name, facts]) => [name, facts.flatMap((f) => f.examples)]));
  return all.set('casts', [...castExamples]).set('queries', [...wholeQueries]);
}

export function exampleQuery(example: string): string {
  return /^(?:select|with|values)\b/.test(example) ? example : `select ${example} as v`;
}

export function sparkText(example: string): string {
  return printQuery(exampleQuery(example), {
    dialect: 'spark',
    schema: noTables,
    table: (t) => t,
    parameter: (p) => p,
  });
}

export function duckdbText(example: string): string {
  return printQuery(exampleQuery(example), {
    dialect: 'duckdb',
    schema: noTables,
    table: (t) => t,
    parameter: (p) => p,
  });
}

export const golden = z.object({
  example: z.string(),
  /** As Spark ran it. */
  sql: z.string(),
  columns: z.array(z.object({ name: z.string(), type: z.string(), nullable: z.boolean() })).optional(),
  rows: z.array(z.array(z.unknown())).optional(),
  error: z.string().optional(),
});
export type Golden = z.output<typeof golden>;

export function goldenFile(family: string): string {
  return join(__dirname, 'golden', `${family}.json`);
}

export function readGolden(family: string): ReadonlyMap<string, Golden> {
  const file = goldenFile(family);
  if (!existsSync(file)) return new Map();
  return new Map(
    z
      .array(golden)
      .parse(JSON.parse(readFileSync(file, 'utf8')))
      .map((g) => [g.example, g]),
  );
}

/** Our columns, by the analyzer's words. */
export function checkedColumns(example: string): ReturnType<typeof checkQuery> {
  return checkQuery(exampleQuery(example), noTables);
}

export async function openDuckdb(): Promise<DuckDBConnection> {
  const connection = await (await DuckDBInstance.create()).connect();
  await connection.run("SET TimeZone = 'UTC'");
  return connection;
}

/** The rows in DuckDB's JSON form, or the first line of the error. */
export async function runDuckdb(
  connection: DuckDBConnection,
  sql: string,
): Promise<{ rows: unknown } | { error: string }> {
  try {
    return { rows: (await connection.runAndReadAll(sql)).getRowsJson() };
  } catch (error) {
    return { error: String(error instanceof Error ? error.message : error).split('\n')[0] ?? '' };
  }
}
