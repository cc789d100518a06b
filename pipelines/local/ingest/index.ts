/** Files into rows: finds what an ingest has not read, and stages it as `lw_candidates`. The rules: docs/ingest.md. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Source, TaskProgram } from '../../engines';
import { duckdbType, parseType } from '../../sql';
import { type Database, quoted } from '../database';
import type { SourceFile } from '../ledger';
import { boundPath } from '../statements';
import { plainCsv } from './csv_plan';
import { type Digests, digestOf, findFiles, splitPattern } from './files';
import { csvRecords, type DeclaredColumn, jsonRecord, jsonRecords, type Landed } from './records';
import { Spool } from './spool';
import { groupFiles, type PlainFile, stagePlainCsv } from './stage_csv';
import { plainJson, stagePlainJson } from './stage_json';
import { stageParquet } from './stage_parquet';

type IngestSource = Extract<Source, { kind: 'ingest' }>;

export interface Ingest {
  /** The files of a new generation: the pinned ones, checked, or those that no other interval read. */
  filesFor(
    program: TaskProgram,
    pinned: readonly SourceFile[] | undefined,
    others: readonly SourceFile[],
  ): Promise<readonly SourceFile[]>;
  /** Stages the files; the counts are source_files, source_seen, source_landed, source_corrupt, source_rejected. */
  stage(program: TaskProgram, files: readonly SourceFile[]): Promise<Readonly<Record<string, number>>>;
}

/** @param spool path of a file that may come and go */
export function openIngest(database: Database, parameters: Readonly<Record<string, string>>, spool: string): Ingest {
  const digests: Digests = new Map();
  return {
    async filesFor(program, pinned, others) {
      const { source } = program;
      if (source.kind !== 'ingest') return [];
      const found = await findFiles(boundPath(source.path, parameters, program.task), digests);
      const identity = (f: SourceFile): string => `${f.etag}|${f.path}`;
      if (pinned) {
        const present = new Set(found.map(identity));
        const lost = pinned.find((f) => !present.has(identity(f)));
        if (lost)
          throw new Error(
            `${lost.path} is gone or has changed since this interval read it; put it back (sha256 ${lost.etag})`,
          );
        return pinned;
      }
      const read = new Set(others.map(identity));
      return found.filter((f) => !read.has(identity(f)));
    },
    async stage(program, files) {
      const { source } = program;
      if (source.kind !== 'ingest') throw new Error(`${program.task} reads no files`);
      const staging = new Staging(database, source, boundPath(source.path, parameters, program.task), spool);
      return staging.run(files);
    },
  };
}

class Staging {
  private readonly columns: readonly DeclaredColumn[];
  private readonly folder: string;
  private readonly spool: Spool;
  private readonly plainFiles: PlainFile[] = [];
  private seen = 0;
  private corrupt = 0;

  constructor(
    private readonly database: Database,
    private readonly source: IngestSource,
    path: string,
    spool: string,
  ) {
    this.columns = source.columns.map(({ name, type }) => {
      const parsed = parseType(type);
      if (!parsed) throw new Error(`column ${name}: '${type}' is no Spark SQL type`);
      return { name, type: parsed };
    });
    this.folder = splitPattern(path).folder;
    this.spool = new Spool(spool);
  }

  async run(files: readonly SourceFile[]): Promise<Readonly<Record<string, number>>> {
    const { database, columns } = this;
    try {
      const declared = columns.map((c) => `${quoted(c.name)} ${duckdbType(c.type)}`);
      const added = ['_rescued', '_corrupt', '_source_file'].map((name) => `${name} VARCHAR`);
      await database.run(`CREATE OR REPLACE TEMP TABLE lw_candidates (${[...declared, ...added].join(', ')})`);
      for (const file of files) await this.file(file);
      await this.plainCsvFiles();
      await this.spool.load(database, columns);
    } finally {
      this.spool.close();
    }
    const { landed } = await database.numbers('SELECT count(*) AS landed FROM temp.lw_candidates');
    return {
      source_files: files.length,
      source_seen: this.seen,
      source_landed: landed ?? NaN,
      source_corrupt: this.corrupt,
      source_rejected: 0,
    };
  }

  private async file(file: SourceFile): Promise<void> {
    const { database, columns, source } = this;
    const absolute = join(this.folder, file.path);
    const bytes = await readFile(absolute);
    if (digestOf(bytes) !== file.etag) {
      throw new Error(
        `${file.path} has changed since it was recorded for this interval (sha256 ${file.etag}); put it back`,
      );
    }
    // DuckDB takes these characters for wildcards.
    const nameable = !/[*?[\]{}\\]/.test(absolute);
    switch (source.format) {
      case 'csv': {
        const csv = nameable ? plainCsv(bytes, this.delimiter) : undefined;
        if (csv) this.plainFiles.push({ absolute, path: file.path, csv });
        else this.oneByOne(csvRecords(bytes, this.delimiter, columns), file.path);
        return;
      }
      case 'json': {
        const json = nameable ? plainJson(bytes, columns) : undefined;
        const rest = json && (await stagePlainJson(database, { absolute, path: file.path, json }, columns));
        if (json && rest) {
          this.seen += json.lines - rest.length;
          const records = rest.map((line) => jsonRecord(line, columns));
          this.oneByOne(records, file.path);
        } else {
          this.oneByOne(jsonRecords(bytes, columns), file.path);
        }
        return;
      }
      case 'parquet':
        if (!nameable)
          throw new Error(
            `${file.path}: a Parquet file whose path has one of * ? [ ] { } \\ cannot be read here; rename it`,
          );
        this.seen += await stageParquet(database, absolute, file.path, columns);
        return;
    }
  }

  private get delimiter(): string {
    return this.source.delimiter ?? ',';
  }

  private async plainCsvFiles(): Promise<void> {
    for (const group of groupFiles(this.plainFiles)) {
      const read = await stagePlainCsv(this.database, group, this.delimiter, this.columns);
      for (const { absolute, path, csv } of group) {
        if (!read) {
          this.oneByOne(csvRecords(await readFile(absolute), this.delimiter, this.columns), path);
          continue;
        }
        this.seen += csv.good;
        const values = this.columns.map(() => null);
        this.oneByOne(
          csv.corrupt.map((corrupt) => ({ values, rescued: null, corrupt })),
          path,
        );
      }
    }
  }

  private oneByOne(records: Iterable<Landed>, path: string): void {
    for (const record of records) {
      this.spool.add(record, path);
      this.seen++;
      if (record.corrupt !== null) this.corrupt++;
    }
  }
}
