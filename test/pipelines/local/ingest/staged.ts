/** Files read by the ingest alone, without a run: the staged rows in the corpus's form. */
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import type { Json } from '@duckdb/node-api';
import * as z from 'zod';
import type { Source, TaskProgram } from '../../../../pipelines/engines';
import { Database, quoted } from '../../../../pipelines/local/database';
import { openIngest } from '../../../../pipelines/local/ingest';
import type { CorpusRow } from '../../../corpus/corpus';

type IngestSource = Extract<Source, { kind: 'ingest' }>;

export interface Staged {
  readonly rows: readonly CorpusRow[];
  readonly counts: Readonly<Record<string, number>>;
}

export async function readFiles(
  files: readonly string[],
  {
    format,
    delimiter,
    columns,
  }: {
    format: IngestSource['format'];
    delimiter?: string | undefined;
    columns: readonly { name: string; type: string }[];
  },
): Promise<Staged> {
  const folder = mkdtempSync(join(tmpdir(), 'lakewright-'));
  const database = await Database.open(':memory:');
  try {
    await database.run("SET TimeZone = 'UTC'");
    const path = join(dirname(files[0] ?? ''), '*');
    const ingest = openIngest(database, {}, join(folder, 'spool'));
    const source = {
      ...{ kind: 'ingest', format, path },
      ...(delimiter === undefined ? {} : { delimiter }),
      columns: columns.map((c) => ({ ...c, nullable: true })),
    };
    // Only the source is looked at.
    const program = { task: 'test/bronze.t', source } as unknown as TaskProgram;
    const counts = await ingest.stage(
      program,
      files.map((file) => {
        const bytes = readFileSync(file);
        return { path: basename(file), etag: createHash('sha256').update(bytes).digest('hex'), size: bytes.length };
      }),
    );
    const cells = [...columns, ...['_rescued', '_corrupt', '_source_file'].map((name) => ({ name, type: 'string' }))];
    const select = cells.map(({ name, type }) => `${printed(quoted(name), type)} AS ${quoted(name)}`);
    const rows = await database.rows(`SELECT ${select.join(', ')} FROM temp.lw_candidates`);
    const maps = new Set(columns.filter((c) => c.type.startsWith('map<')).map((c) => c.name));
    const texts = new Set(cells.filter((c) => c.type === 'string').map((c) => c.name));
    const plain = (name: string, value: Json): Json =>
      maps.has(name) && Array.isArray(value)
        ? mapObject(value)
        : texts.has(name) && typeof value === 'string'
          ? Buffer.from(value, 'base64').toString()
          : value;
    return { rows: rows.map((r) => Object.fromEntries(Object.entries(r).map(([n, v]) => [n, plain(n, v)]))), counts };
  } finally {
    database.close();
    rmSync(folder, { recursive: true });
  }
}

function printed(column: string, type: string): string {
  switch (type) {
    case 'timestamp':
      return `strftime(${column}, '%Y-%m-%dT%H:%M:%S.%fZ')`;
    case 'timestamp_ntz':
      return `strftime(${column}, '%Y-%m-%dT%H:%M:%S.%f')`;
    case 'date':
      return `strftime(${column}, '%Y-%m-%d')`;
    case 'string':
      // The driver drops a byte order mark from the front of a string.
      return `to_base64(encode(${column}))`;
    case 'binary':
      return `to_base64(${column})`;
    default:
      return column;
  }
}

/** DuckDB gives a map as a list of its entries. */
function mapObject(entries: readonly Json[]): Json {
  const entry = z.object({ key: z.string(), value: z.json() });
  return Object.fromEntries(entries.map((e) => entry.parse(e)).map(({ key, value }) => [key, value]));
}

export function sorted(rows: readonly CorpusRow[]): readonly string[] {
  return rows.map((row) => JSON.stringify(Object.fromEntries(Object.entries(row).sort()))).sort();
}
