/** A folder with files to land, a bundle, and the Delta tables and the ledger of runs of it on the shared Spark. */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { writeBundle } from '../../pipelines/bundle';
import { lowerTask } from '../../pipelines/engines';
import type { Bindings, Plan, TableBinding, TableFormat } from '../../pipelines/plan';
import { readNamedTable, readTable, runBundle, type RunRequest, type SparkRun, type SparkTable } from './client';
import { type Row, sparkRows } from './values';

const root = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

export class SparkWorkspace {
  private constructor(
    readonly plan: Plan,
    readonly landing: string,
    readonly bundle: string,
    readonly folder: string,
    private readonly settings: Readonly<Record<string, string>>,
  ) {}

  /** @param given `settings`: of the session in all its runs */
  static create(
    plan: Plan,
    given: {
      readonly python?: ReadonlyMap<string, Uint8Array>;
      readonly settings?: Readonly<Record<string, string>>;
    } = {},
  ): SparkWorkspace {
    const folder = mkdtempSync(join(root, 'lakewright-engines-'));
    const space = new SparkWorkspace(
      plan,
      join(folder, 'landing'),
      join(folder, 'bundle'),
      folder,
      given.settings ?? {},
    );
    mkdirSync(space.landing);
    writeBundle(plan, given.python ?? new Map(), space.bundle);
    return space;
  }

  /**
   * Tables and ledger as they are, in a place of their own; landing and bundle are shared. A plan of its own says what
   * format its tables are said to have. Iceberg writes whole paths into
   * its metadata, so a copy of an Iceberg table reads its old files where they were: the original has to outlive it.
   */
  copy(plan = this.plan): SparkWorkspace {
    const folder = mkdtempSync(join(root, 'lakewright-engines-'));
    cpSync(join(this.folder, 'lake'), join(folder, 'lake'), { recursive: true });
    return new SparkWorkspace(plan, this.landing, this.bundle, folder, this.settings);
  }

  get bindings(): string {
    return this.changedBindings((bindings) => bindings);
  }

  /** A file of bindings that are not quite those of the workspace. */
  changedBindings(change: (bindings: Bindings) => Bindings): string {
    mkdirSync(join(this.folder, 'lake'), { recursive: true });
    const file = join(this.folder, 'bindings.json');
    const content = change({
      version: 1,
      environment: 'test',
      tier: 'dev',
      tables: Object.fromEntries(Object.keys(this.plan.tables).map((id) => [id, this.binding(id)])),
      parameters: { LANDING: this.landing },
      ledger: { kind: 'duckdb', path: join(this.folder, 'lake', 'ledger.duckdb') },
      catalogue: { kind: 'none' },
      ...(this.formats.has('iceberg') ? { iceberg: { catalogue: this.catalogue } } : {}),
    });
    writeFileSync(file, JSON.stringify(content));
    return file;
  }

  private get formats(): ReadonlySet<TableFormat> {
    return new Set(Object.values(this.plan.tables).map(({ format }) => format));
  }

  /** A catalogue of folders for Iceberg tables, which puts a table where a Delta one would be. */
  private get catalogue(): string {
    return basename(this.folder).replaceAll('-', '_');
  }

  private get catalogueSettings(): Readonly<Record<string, string>> {
    if (!this.formats.has('iceberg')) return {};
    const name = `spark.sql.catalog.${this.catalogue}`;
    return {
      [name]: 'org.apache.iceberg.spark.SparkCatalog',
      [`${name}.type`]: 'hadoop',
      [`${name}.warehouse`]: `file:${join(this.folder, 'lake')}`,
      [`${name}.cache-enabled`]: 'false',
    };
  }

  private binding(id: string): TableBinding {
    const [layer = '', name = ''] = id.split('.');
    return this.plan.tables[id]?.format === 'iceberg'
      ? { location: this.location(id), database: layer, name }
      : { location: this.location(id), name: id.replace('.', '_') };
  }

  location(table: string): string {
    return join(this.folder, 'lake', ...table.split('.'));
  }

  run(
    interval: { readonly from: string; readonly to: string },
    options: Partial<Pick<RunRequest, 'bundle' | 'unit' | 'restate' | 'failpoint'>> = {},
  ): Promise<SparkRun> {
    const { bundle, bindings } = this;
    const settings = { ...this.settings, ...this.catalogueSettings };
    return runBundle({ bundle, bindings, settings, ...interval, ...options });
  }

  /** Rows of a table, its quarantine or its changes, without provenance. */
  async rows(table: string): Promise<readonly Row[]> {
    return sparkRows(await this.read(table), provenanceOf(this.plan, table));
  }

  /** The table as it is in storage. */
  read(table: string): Promise<SparkTable> {
    const format = this.plan.tables[table.replace(/__(?:quarantine|changes)$/, '')]?.format;
    return format === 'iceberg' ? readNamedTable(`${this.catalogue}.${table}`) : readTable(this.location(table));
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }

  program(task: string): unknown {
    return JSON.parse(readFileSync(join(this.bundle, 'programs', `${task.replaceAll('/', '__')}.json`), 'utf8'));
  }
}

/** Columns that say how a row came to be. */
export function provenanceOf(plan: Plan, table: string): ReadonlySet<string> {
  if (table.endsWith('__quarantine')) return new Set(['_run_id', '_quarantined_at']);
  if (table.endsWith('__changes')) return new Set(['_run_id', '_loaded_at']);
  return new Set((plan.tables[table]?.system ?? []).filter((c) => c.provenance).map((c) => c.name));
}

/** The tables that a task keeps: target, quarantine and, for scd2, changes. */
export function tablesOf(plan: Plan, task: string): readonly string[] {
  const found = plan.tasks[task];
  if (!found) throw new Error(`the plan has no task '${task}'`);
  return lowerTask(plan, found.id, 'spark').relations.map((r) => r.table);
}
