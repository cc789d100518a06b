import { vocabulary } from '../../cli/vocabulary';
import { sql, transformer } from '../../pipelines/definition';
import { findFunction } from '../../pipelines/sql/functions';

test('every function that is listed is one that queries may call, once', () => {
  const names = vocabulary.functions().items.map((f) => ('name' in f ? String(f.name) : ''));
  expect(names).toEqual(expect.arrayContaining(['concat_ws', 'date_trunc', 'ntile', 'sha2']));
  expect(new Set(names).size).toBe(names.length);
  expect(names.filter((name) => findFunction(name) === undefined)).toEqual([]);
  expect(names).not.toContain('and');
});

test('words that a project makes are listed with ours', () => {
  transformer('shout', {}, (_, input) => sql`select upper(name) as name from ${input}`);
  expect(vocabulary.transformers().rows.flat()).toEqual(expect.arrayContaining(['deduplicate', 'shout']));
  expect(vocabulary.connectors().rows.flat()).toEqual(expect.arrayContaining(['csv', 'json', 'parquet']));
});
