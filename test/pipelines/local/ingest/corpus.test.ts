import { join } from 'node:path';
import { corpus, corpusFolder } from '../../../corpus/corpus';
import { readFiles, sorted } from './staged';

describe('the corpus of nasty files reads as written down', () => {
  test.each(corpus().map((c) => [c.name, c] as const))('%s', async (_, expected) => {
    const { rows, counts } = await readFiles([join(corpusFolder, expected.file)], expected);
    const found = rows.map(({ _source_file, ...row }) => row);
    expect(sorted(found)).toEqual(sorted(expected.rows));
    expect(counts).toEqual({
      source_files: 1,
      source_seen: expected.rows.length,
      source_landed: expected.rows.length,
      source_corrupt: expected.rows.filter((r) => r['_corrupt'] !== null).length,
      source_rejected: 0,
    });
  });
});
