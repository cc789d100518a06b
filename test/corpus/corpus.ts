/** Files that are hard to read, and what must come out (expected/*.json, written by hand from docs/ingest.md). */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';

const corpusCase = z.strictObject({
  format: z.enum(['csv', 'json', 'parquet']),
  /** Below this folder. */
  file: z.string(),
  delimiter: z.string().optional(),
  columns: z.array(z.strictObject({ name: z.string(), type: z.string() })),
  /**
   * In any order. bigint and decimals are text, timestamps `2026-03-01T12:00:00.000000Z` (without Z when without zone),
   * dates `2026-03-01`, binary base64.
   */
  rows: z.array(z.record(z.string(), z.json())),
});

export type CorpusCase = z.output<typeof corpusCase> & { readonly name: string };
export type CorpusRow = CorpusCase['rows'][number];

export const corpusFolder = __dirname;

export function corpus(): readonly CorpusCase[] {
  const expected = join(corpusFolder, 'expected');
  return readdirSync(expected)
    .sort()
    .map((file) => {
      const parsed = corpusCase.parse(JSON.parse(readFileSync(join(expected, file), 'utf8')));
      return { ...parsed, name: file.replace('.json', '') };
    });
}
