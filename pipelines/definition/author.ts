/** From what a schema takes to what an author writes: values where YAML has names, column names of the table at hand. */
import type * as z from 'zod';
import type { Alert, Connector, Schedule, Step, Task } from './schema';
import type { Query } from './query';
import type { AnyTable, Column } from './table';
import type { column_name, column_ref, sql_text, sql_type, table_name } from './vocabulary';

type Scalar =
  | 'string'
  | 'boolean'
  | 'tinyint'
  | 'smallint'
  | 'int'
  | 'bigint'
  | 'float'
  | 'double'
  | 'date'
  | 'timestamp'
  | 'timestamp_ntz'
  | 'binary';
type Required = Scalar | `decimal(${number},${number})` | `${'array' | 'map' | 'struct'}<${string}>`;
/** A Spark SQL type; `?` at its end allows null. */
export type SqlType = Required | `${Required}?`;

/** The options of a schema's input. */
export type Author<T, C extends string> = { readonly [P in keyof T]: Written<T[P], C> };

export type Written<T, C extends string> =
  T extends z.input<typeof column_name>
    ? C
    : T extends z.input<typeof table_name>
      ? AnyTable
      : T extends z.input<typeof column_ref>
        ? Column | `${string}.${string}.${string}`
        : T extends z.input<typeof sql_text>
          ? Query
          : T extends z.input<typeof sql_type>
            ? SqlType
            : T extends Task | Step | Connector | Schedule | Alert
              ? T
              : T extends readonly (infer U)[]
                ? readonly Written<U, C>[]
                : T extends object
                  ? { readonly [P in keyof T]: Written<T[P], C> }
                  : T;
