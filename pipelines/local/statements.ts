/** Statements of a program, made ready for DuckDB: tables by name, parameters by value. */
import type { DuckDBValue } from '@duckdb/node-api';
import type { Statement, TaskProgram } from '../engines';
import { tableName, timestamp, type Values } from './database';
import type { Attempt } from './ledger';

export interface Bound {
  readonly sql: string;
  readonly values: Values;
}

export type Bind = (statement: Statement) => Bound;

/** @param parameters values of the Plan's parameters, by name */
export function binder(program: TaskProgram, attempt: Attempt, parameters: Readonly<Record<string, string>>): Bind {
  const { start, end } = attempt.interval;
  const lookback = program.mode.kind === 'incremental_by_interval' ? program.mode.lookback_seconds : 0;
  const values: Readonly<Record<string, DuckDBValue>> = {
    ...parameters,
    interval_start: timestamp(start),
    interval_end: timestamp(end),
    window_start: timestamp(new Date(start.getTime() - lookback * 1000)),
    run_id: attempt.runId,
    run_at: timestamp(attempt.runAt),
  };
  return ({ sql, parameters: named }) => ({
    sql: sql.replace(/\$\{([a-z_][a-z0-9_]*\.[a-z_][a-z0-9_]*)\}/g, (_, id: string) => tableName(id)),
    values: Object.fromEntries(Object.keys(named).map((name) => [name, valueOf(values, name, program.task)])),
  });
}

function valueOf(values: Readonly<Record<string, DuckDBValue>>, name: string, task: string): DuckDBValue {
  const value = values[name];
  if (value === undefined)
    throw new Error(`${task}: parameter ${name} has no value; add it to the bindings' parameters`);
  return value;
}

/** `${LANDING}/orders/*.csv` with the parameters' values. */
export function boundPath(path: string, parameters: Readonly<Record<string, string>>, task: string): string {
  return path.replace(/\$\{([A-Z_][A-Z0-9_]*)\}/g, (_, name: string) => String(valueOf(parameters, name, task)));
}
