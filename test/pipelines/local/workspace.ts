/** A workspace in a temporary folder: files to land, runs of a Plan over them, and a look at the tables. */
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Json } from '@duckdb/node-api';
import { runLocal, type RunOptions, type RunResult, type TaskResult } from '../../../pipelines/local';
import { Database } from '../../../pipelines/local/database';
import type { Bindings, Plan } from '../../../pipelines/plan';
import type { Row } from '../../oracle/rows';

export const bindingsOf = (parameters: Bindings['parameters']): Bindings => ({
  version: 1,
  environment: 'local',
  tier: 'dev',
  tables: {},
  parameters,
  ledger: { kind: 'duckdb', path: 'ledger.duckdb' },
  catalogue: { kind: 'none' },
});

/** In memory where there is such a place: databases wait for disks, and a killed process loses no memory of the kernel's. */
const root = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

export class Workspace {
  readonly landing: string;
  private clock = Date.parse('2026-02-01T00:00:00Z');

  constructor(readonly folder = mkdtempSync(join(root, 'lakewright-'))) {
    this.landing = join(folder, 'landing');
    mkdirSync(this.landing, { recursive: true });
  }

  land(name: string, records: readonly object[]): void {
    this.write(name, records.map((r) => `${JSON.stringify(r)}\n`).join(''));
  }

  write(name: string, text: string): void {
    writeFileSync(join(this.landing, name), text);
  }

  /** @param to the end of the last interval to run; `2026-01-02` */
  run(plan: Plan, to: string, options: Partial<RunOptions> = {}): Promise<RunResult> {
    return runLocal({
      plan,
      bindings: bindingsOf({ LANDING: this.landing }),
      workspace: this.folder,
      to: new Date(to),
      now: () => new Date((this.clock += 1000)),
      listener: {},
      ...options,
    });
  }

  restate(plan: Plan, from: string, to: string): Promise<RunResult> {
    return this.run(plan, to, { restate: { from: new Date(from), to: new Date(to) } });
  }

  /** Timestamps come as `2026-01-01T10:00:00.000Z`, bigint and decimals as numbers, lists joined by a comma. */
  async rows(sql: string, file = 'lake.duckdb'): Promise<readonly Row[]> {
    return this.open(file, (query) => query(sql));
  }

  /** The same for several queries. */
  async open<T>(file: string, work: (query: (sql: string) => Promise<readonly Row[]>) => Promise<T>): Promise<T> {
    const database = await Database.open(join(this.folder, file));
    try {
      return await work(async (sql) =>
        (await database.rows(sql)).map((row) => Object.fromEntries(Object.entries(row).map(([n, v]) => [n, plain(v)]))),
      );
    } finally {
      database.close();
    }
  }

  table(id: string, without: readonly string[] = provenance): Promise<readonly Row[]> {
    return this.rows(`SELECT * EXCLUDE (${without.join(', ')}) FROM ${id}`);
  }

  /** Another workspace with the same files, landing and tables. */
  copy(): Workspace {
    const folder = mkdtempSync(join(root, 'lakewright-'));
    cpSync(this.folder, folder, { recursive: true });
    return new Workspace(folder);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}

/** Columns that say how a row came to be. */
const provenance = ['_run_id', '_loaded_at'];

function plain(value: Json): Row[string] {
  if (value === null || typeof value === 'number' || typeof value === 'boolean') return value;
  if (typeof value !== 'string')
    return Array.isArray(value)
      ? value.map((v) => (typeof v === 'string' ? v : JSON.stringify(v))).join(',')
      : JSON.stringify(value);
  if (/^-?[0-9]+(\.[0-9]+)?$/.test(value)) return Number(value);
  return /^\d{4}-\d\d-\d\d \d\d:/.test(value) ? new Date(`${value.replace(' ', 'T')}Z`).toISOString() : value;
}

export function states(result: RunResult): Readonly<Record<string, TaskResult['state']>> {
  return Object.fromEntries(
    result.tasks.map((t) => [`${t.task.replace('modes/', '')}@${t.interval.start.slice(0, 10)}`, t.state]),
  );
}
