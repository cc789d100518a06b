/** Tables as values: a contract is declared once, and queries and tasks refer to it and to its columns. */
import type * as z from 'zod';
import type { Author, SqlType } from './author';
import type { column_options, table_options } from './schema';
import { remember } from './site';

/** What a table value carries besides its columns; under a symbol, so that a column may have any name. */
export const contract: unique symbol = Symbol('contract');
export const reference: unique symbol = Symbol('column');

/** What is known of a table while types are checked; options that a contract leaves out are `never` here. */
export interface Contract<N extends string, C, K, P, H> {
  readonly name: N;
  readonly types: C;
  readonly column: keyof C & string;
  readonly key: K;
  readonly partition_by: P;
  readonly history: H;
}
/** A column of a table: `orders.customer_id`. */
export interface Column<N extends string = string, P extends string = string> {
  readonly [reference]: { readonly table: N; readonly name: P; readonly alias: string | undefined };
}
export interface AnyTable {
  readonly [contract]: { readonly name: string };
}
/** Any table, by what an option needs to know of it. */
export interface TableWith<C, K = unknown, P = unknown, H = unknown> {
  readonly [contract]: {
    readonly name: string;
    readonly column: C;
    readonly key: K;
    readonly partition_by: P;
    readonly history: H;
  };
}
/** A table: its columns, with those that a history adds, as properties; its contract behind a symbol. */
export type Table<N extends string, C, K extends string, P extends string, H extends string> = {
  readonly [X in keyof C & string]: Column<N, X>;
} & { readonly [X in H | ([H] extends [never] ? never : 'valid_from' | 'valid_to' | 'is_current')]: Column<N, X> } & {
  readonly [contract]: Contract<N, C, K, P, H>;
};

/** The message where a contract lacks what a task needs, else the table. */
export type Needs<Has, T, Otherwise extends string> = [Has] extends [never] ? Otherwise : T;

export type ColumnOptions<T extends SqlType> = Author<Omit<z.input<typeof column_options>, 'type'>, never> & {
  /** A Spark SQL type; `?` at its end allows null. */
  readonly type: T;
};
export type TableOptions<
  C extends Record<string, SqlType>,
  K extends string,
  P extends string,
  H extends string,
> = Author<z.input<typeof table_options>, keyof C & string> & {
  /** Columns by name: a type, or a type with what else is known of it. */
  readonly columns: { readonly [X in keyof C]: C[X] | ColumnOptions<C[X]> };
  /** What tells one row from another: the business key. */
  readonly key?: readonly K[];
  readonly partition_by?: readonly P[];
  /** Keep every version of a row; adds `surrogate_key`, valid_from, valid_to and is_current. */
  readonly history?: { readonly surrogate_key: H };
};

/** Declares a table: `table('silver.orders', { columns: { order_id: 'string' }, key: ['order_id'] })`. */
export function table<
  const N extends string,
  const C extends Record<string, SqlType>,
  const K extends NoInfer<keyof C & string> = never,
  const P extends NoInfer<keyof C & string> = never,
  const H extends string = never,
>(name: N, options: TableOptions<C, K, P, H>): Table<N, C, K, P, H> {
  // Callers without types pass anything: what is wrong is said where definitions are read.
  const { columns, history } = (options as Partial<TableOptions<C, K, P, H>> | null | undefined) ?? {};
  const own = Object.keys((columns as object | null | undefined) ?? {});
  const generated = history ? [history.surrogate_key, 'valid_from', 'valid_to', 'is_current'] : [];
  const value = tableValue({ name, columnNames: [...own, ...generated], definition: { table: name, ...options } });
  remember(value[contract].definition, table);
  // The value's properties are the columns by name; that they are is what `tableValue` does.
  return value as unknown as Table<N, C, K, P, H>;
}

/** What is behind the symbol when a program runs. */
export interface Carried {
  readonly name: string;
  readonly columnNames: readonly string[];
  readonly alias?: string;
  /** What the author declared; absent for a table that is known by its name alone. */
  readonly definition: object;
}
export interface TableValue {
  readonly [contract]: Carried;
}

/** A table value: no prototype, so that columns called `constructor` or `name` are columns. */
function tableValue(carried: Carried): TableValue {
  const { name, columnNames, alias } = carried;
  const value = Object.create(null) as Record<string, Column> & { [contract]: Carried };
  for (const column of columnNames) {
    Object.defineProperty(value, column, {
      value: columnValue(name, column, alias),
      enumerable: true,
      configurable: true,
    });
  }
  Object.defineProperty(value, contract, { value: carried });
  Object.defineProperty(value, Symbol.toPrimitive, { value: () => refuse(name) });
  return value;
}
function columnValue(tableName: string, name: string, alias: string | undefined): Column {
  const value: Column = { [reference]: { table: tableName, name, alias } };
  Object.defineProperty(value, Symbol.toPrimitive, { value: () => refuse(`${tableName}.${name}`) });
  return Object.freeze(value);
}
function refuse(what: string): never {
  throw new TypeError(`${what} is in a plain template string: write sql\`...\``);
}

export function isTable(value: unknown): value is TableValue {
  return typeof value === 'object' && value !== null && contract in value;
}
export function isColumn(value: unknown): value is Column {
  return typeof value === 'object' && value !== null && reference in value;
}

/** The same table under another name in a query: renders as `silver.orders as o`, its columns as `o.order_id`. */
export function alias<T extends AnyTable>(of: T, name: string): T {
  if (!isTable(of)) throw new TypeError('alias: expected a table');
  return tableValue({ ...of[contract], alias: name }) as unknown as T;
}

/** A table that is known by its name alone, as in YAML; it has any column that is asked for. */
export function ref(name: string): AnyTable {
  const value = tableValue({ name, columnNames: [], definition: {} });
  return new Proxy(value, {
    get: (of, key) => (typeof key === 'string' ? columnValue(name, key, undefined) : (Reflect.get(of, key) as unknown)),
  });
}

/** Columns that several contracts share: `columns: { ...audit, order_id: 'string' }`. */
export function columns<const C extends Record<string, SqlType>>(shared: C): C {
  return shared;
}

type Scalar<T extends string> = T extends 'string' | `decimal(${string}`
  ? string
  : T extends 'bigint'
    ? bigint
    : T extends 'tinyint' | 'smallint' | 'int' | 'float' | 'double'
      ? number
      : T extends 'boolean'
        ? boolean
        : T extends 'date' | 'timestamp' | 'timestamp_ntz'
          ? string
          : unknown;
type Types<T extends { readonly [contract]: { readonly types: object } }> = T[typeof contract]['types'];
/** A row of a table, as a test gives it: `Row<typeof orders>`. */
export type Row<T extends { readonly [contract]: { readonly types: object } }> = {
  [X in keyof Types<T>]: Types<T>[X] extends `${infer S}?`
    ? Scalar<S> | null
    : Types<T>[X] extends infer S extends string
      ? Scalar<S>
      : never;
};
