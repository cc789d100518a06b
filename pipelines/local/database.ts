/** A DuckDB file, open in this process. */
import {
  DuckDBInstance,
  DuckDBTimestampValue,
  type DuckDBConnection,
  type DuckDBType,
  type DuckDBValue,
  type Json,
} from '@duckdb/node-api';
import type * as z from 'zod';

export type Values = Readonly<Record<string, DuckDBValue>>;
export type Row = Readonly<Record<string, Json>>;

/** A file that cannot be opened, told in full. */
export class DatabaseError extends Error {
  override readonly name = 'DatabaseError';
}

export class Database {
  private constructor(
    readonly path: string,
    private readonly instance: DuckDBInstance,
    private readonly connection: DuckDBConnection,
  ) {}

  /** Throws when another process has the file open. */
  static async open(path: string): Promise<Database> {
    let instance: DuckDBInstance;
    try {
      instance = await DuckDBInstance.create(path);
    } catch (error) {
      throw new DatabaseError(whyNot(path, error instanceof Error ? error.message : String(error)), { cause: error });
    }
    const connection = await instance.connect();
    return new Database(path, instance, connection);
  }

  async run(sql: string, values: Values = {}): Promise<void> {
    await this.connection.run(sql, { ...values });
  }

  /** Rows as JSON: integers of 64 bits, decimals, dates and timestamps as text. */
  async rows(sql: string, values: Values = {}): Promise<readonly Row[]> {
    const reader = await this.connection.runAndReadAll(sql, { ...values });
    return reader.getRowObjectsJson();
  }

  /** The same, each row parsed. */
  async read<T>(row: z.ZodType<T>, sql: string, values: Values = {}): Promise<readonly T[]> {
    return (await this.rows(sql, values)).map((r) => row.parse(r));
  }

  /** The first row's numbers; a column that is null or no number is an error. */
  async numbers(sql: string, values: Values = {}): Promise<Readonly<Record<string, number>>> {
    const [row] = await this.rows(sql, values);
    if (!row) throw new Error(`no row came from: ${sql}`);
    return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, toNumber(name, value, sql)]));
  }

  /** The columns of a query's result. */
  async columns(sql: string): Promise<readonly { readonly name: string; readonly type: DuckDBType }[]> {
    const prepared = await this.connection.prepare(sql);
    return Array.from({ length: prepared.columnCount }, (_, i) => ({
      name: prepared.columnName(i),
      type: prepared.columnType(i),
    }));
  }

  /** All or nothing; a failure inside rolls back and is thrown on. */
  async transaction<T>(work: () => Promise<T>): Promise<T> {
    await this.run('BEGIN TRANSACTION');
    let result: T;
    try {
      result = await work();
    } catch (error) {
      await this.run('ROLLBACK');
      throw error;
    }
    await this.run('COMMIT');
    return result;
  }

  close(): void {
    this.connection.closeSync();
    this.instance.closeSync();
  }
}

/** What DuckDB says of a file, with what to do about it. */
function whyNot(path: string, reason: string): string {
  const process = /Conflicting lock is held in .*?\(PID (\d+)\)/.exec(reason)?.[1];
  if (/Conflicting lock|being used by another process/.test(reason)) {
    const holder = process === undefined ? 'another process' : `process ${process}`;
    return `'${path}' is in use by ${holder}: one run at a time has a workspace. Wait for it, or take another workspace`;
  }
  if (/not a valid DuckDB database file/.test(reason)) {
    return `'${path}' is no DuckDB file, or is damaged. Bring it back, or take another workspace: a new one is filled from the files again`;
  }
  // DuckDB names the path again: `Cannot open file "...": Read-only file system`.
  const short =
    reason
      .replace(/^IO Error: /, '')
      .split(`"${path}": `)
      .at(-1) ?? reason;
  return `'${path}' cannot be opened: ${short}`;
}

function toNumber(name: string, value: Json, sql: string): number {
  const number = typeof value === 'number' ? value : typeof value === 'string' && value !== '' ? Number(value) : NaN;
  if (Number.isNaN(number)) throw new Error(`column '${name}' is ${JSON.stringify(value)}, expected a number: ${sql}`);
  return number;
}

/** A value for a parameter of type TIMESTAMP. */
export function timestamp(instant: Date): DuckDBTimestampValue {
  return new DuckDBTimestampValue(BigInt(instant.getTime()) * 1000n);
}

/** The instant of a TIMESTAMP's text: `2026-03-01 00:00:00` */
export function instant(text: string): Date {
  return new Date(`${text.replace(' ', 'T')}Z`);
}

/** `"silver"."orders"` */
export function tableName(id: string): string {
  return id.split('.').map(quoted).join('.');
}

export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
