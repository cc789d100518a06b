import { join } from 'node:path';
import { corpus, corpusFolder } from '../corpus/corpus';
import { readFiles } from './client';
import { sparkRows } from './values';

jest.setTimeout(120_000);

const sorted = (rows: readonly object[]): readonly string[] =>
  rows.map((r) => JSON.stringify(Object.entries(r).sort(([a], [b]) => (a < b ? -1 : 1)))).sort();

describe('Spark reads the corpus of nasty files as written down', () => {
  test.each(corpus().map((c) => [c.name, c] as const))('%s', async (_, expected) => {
    const { format, file, delimiter } = expected;
    const columns = expected.columns.map((c) => ({ ...c, nullable: true }));
    const path = join(corpusFolder, file);
    const read = await readFiles({ format, path, columns, ...(delimiter === undefined ? {} : { delimiter }) });
    expect(sorted(sparkRows(read, new Set(['_source_file'])))).toEqual(sorted(expected.rows));
    expect(read.counts).toEqual({
      source_files: 1,
      source_seen: expected.rows.length,
      source_landed: expected.rows.length,
      source_corrupt: expected.rows.filter((r) => r['_corrupt'] !== null).length,
      source_rejected: 0,
    });
  });
});
