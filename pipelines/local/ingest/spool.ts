/** Rows that were read one by one, on their way into `lw_candidates`: a file of JSON lines that DuckDB reads in one go. */
import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { type Database, literal } from '../database';
import type { DeclaredColumn, Landed } from './records';
import { castSql } from './value_sql';

const FLUSH_AT = 4_194_304;

export class Spool {
  private readonly file: number;
  private pending: string[] = [];
  private size = 0;
  private longest = 0;
  rows = 0;

  constructor(private readonly path: string) {
    this.file = openSync(path, 'w');
  }

  add({ values, rescued, corrupt }: Landed, source: string): void {
    const line = `${JSON.stringify({ v: values, r: rescued, c: corrupt, f: source })}\n`;
    this.pending.push(line);
    this.size += line.length;
    this.longest = Math.max(this.longest, line.length);
    this.rows++;
    if (this.size >= FLUSH_AT) this.flush();
  }

  private flush(): void {
    writeSync(this.file, this.pending.join(''));
    this.pending = [];
    this.size = 0;
  }

  /** Adds the rows to `lw_candidates`. */
  async load(database: Database, columns: readonly DeclaredColumn[]): Promise<void> {
    this.flush();
    if (this.rows === 0) return;
    const values = columns.map(({ type }, i) => castSql(type, `v[${String(i + 1)}]`));
    const largest = Math.max(16_777_216, 4 * this.longest);
    await database.run(
      `INSERT INTO temp.lw_candidates SELECT ${[...values, 'r', 'c', 'f'].join(', ')} FROM read_json(${literal(this.path)}, ` +
        `format = 'newline_delimited', maximum_object_size = ${largest}, ` +
        `columns = {v: 'VARCHAR[]', r: 'VARCHAR', c: 'VARCHAR', f: 'VARCHAR'})`,
    );
  }

  close(): void {
    closeSync(this.file);
    rmSync(this.path, { force: true });
  }
}
