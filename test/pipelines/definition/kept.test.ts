/** What is kept between two compiles in one process: an answer is never given to another question. */
import * as z from 'zod';
import { compile } from '../../../pipelines/compiler';
import {
  csv,
  normalise,
  overwrite,
  pipeline,
  raw,
  readYaml,
  sql,
  table,
  transformer,
  word,
  written,
} from '../../../pipelines/definition';
import { isSealed, seal } from '../../../pipelines/definition/sealed';

const yaml = 'table: silver.a\ncolumns: { id: string, day: date }\ntags: { team: "${TEAM:-none}" }';

test('what is read again is the same, to the object', () => {
  const all = readYaml(yaml, 'a.yaml');
  const [first, second] = [normalise(all, {}), normalise(all, {})];
  expect(second.definitions).toEqual(first.definitions);
  expect(second.definitions.tables['silver.a']).toBe(first.definitions.tables['silver.a']);
});

test('what a file or a program gave cannot be changed behind the reading', () => {
  const values = [...readYaml(yaml, 'a.yaml'), written(table('silver.b', { columns: { id: 'string' } }))];
  for (const { data } of values) {
    const { columns } = data as { columns: Record<string, string> };
    expect(() => (columns['id'] = 'int')).toThrow(TypeError);
    expect(() => ((data as { table: string }).table = 'silver.c')).toThrow(TypeError);
  }
});

test('data that may change is read each time', () => {
  const data = { table: 'silver.a', columns: { id: 'string' } };
  const one = { ...written({}), data };
  const typeOfId = (): unknown => normalise([one], {}).definitions.tables['silver.a']?.columns[0]?.type;
  expect(typeOfId()).toBe('string');
  data.columns.id = 'int';
  expect(typeOfId()).toBe('int');
});

test('data with a value in it that may change counts as open', () => {
  expect(isSealed(seal({ tags: { a: ['x'] } }))).toBe(true);
  expect(isSealed(seal({ tags: { a: [new Map([['x', 1]])] } }))).toBe(false);
  expect(isSealed(seal({ tags: () => 'x' }))).toBe(false);
  const circle: unknown[] = [];
  circle.push(circle);
  expect(isSealed(seal({ tags: circle }))).toBe(false);
});

test('another value of a variable is another definition', () => {
  const all = readYaml(yaml, 'a.yaml');
  const team = (environment: Record<string, string>): unknown =>
    normalise(all, environment).definitions.tables['silver.a']?.tags;
  expect([team({}), team({ TEAM: 'shop' }), team({ TEAM: 'shop' }), team({ TEAM: 'web' }), team({})]).toEqual([
    { team: 'none' },
    { team: 'shop' },
    { team: 'shop' },
    { team: 'web' },
    { team: 'none' },
  ]);
});

test('what is wrong is said each time', () => {
  const all = readYaml('table: silver.a\ncolumns: { id: strin }', 'a.yaml');
  const messages = (): readonly string[] => normalise(all, {}).diagnostics.map((d) => d.message);
  expect(messages()).toEqual(["'strin' is no type"]);
  expect(messages()).toEqual(["'strin' is no type"]);
});

test('a word that is defined later is heard', () => {
  const all = readYaml(
    'pipeline: p\ntasks: [{ append: bronze.a, from: { delimiter: ";", csv: ./a/*.csv } }]',
    'a.yaml',
  );
  expect(normalise(all, {}).diagnostics).toEqual([]);
  word('connector', 'delimiter', z.string(), {}, (of) => csv(of));
  expect(normalise(all, {}).diagnostics.map((d) => d.message)).toEqual(["unknown option 'csv'"]);
});

test('a transformer may sort its parameters in place', () => {
  const first_of = transformer('first_of', { columns: z.array(z.string()) }, ({ columns }, input) => {
    const [name = ''] = columns;
    columns.sort();
    return sql`select ${raw(name)} as id from ${input}`;
  });
  const a = table('silver.a', { columns: { id: 'string' } });
  const task = overwrite(a, {
    from: sql`select 'x' as z, 'y' as b`,
    steps: [first_of({ columns: ['z', 'b'] })],
  });
  const all = [a, pipeline('p', { tasks: [task] })].map(written);
  const query = (): unknown => compile(all, { domain: 'd' }).plan?.tasks['p/silver.a']?.body;
  const before = query();
  expect(before).toHaveProperty('query', expect.stringContaining('select z as id'));
  compile([...all, written(table('silver.b', { columns: { id: 'string' } }))], { domain: 'd' });
  expect(query()).toEqual(before);
});
