import Ajv from 'ajv/dist/2020';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import * as z from 'zod';
import {
  append,
  csv,
  daily,
  env,
  jsonSchema,
  normalise,
  pipeline,
  readYaml,
  table,
  table_name,
  template,
  word,
  written,
} from '../../../pipelines/definition';

const teams = word('alert', 'teams', z.url());
const nightly = word('schedule', 'nightly', z.string().default('01:00'), {}, (at) =>
  daily(at, { timezone: 'Europe/Berlin' }),
);
const landing = word('connector', 'landing', z.string(), { day: z.string().default('*') }, (entity, { day }) =>
  csv(`${env('LANDING')}/${entity}/${day}.csv`),
);
const raw = table('bronze.raw', { columns: { id: 'string?' } });

test('words of one’s own mean words that there are, in TypeScript and YAML alike', () => {
  const typed = pipeline('p', {
    schedule: nightly(),
    alerts: { on_failure: [teams('https://x.example')] },
    tasks: [append(raw, { from: landing('orders', { day: '2026' }) })],
  });
  const text = `pipeline: p
schedule: nightly
alerts: { on_failure: [teams: "https://x.example"] }
tasks:
  - append: bronze.raw
    from: { landing: orders, day: "2026" }
`;
  const a = normalise([written(typed)], {});
  const b = normalise(readYaml(text, 'a.yaml'), {});
  expect(a.diagnostics).toEqual([]);
  expect(JSON.stringify(b)).toBe(JSON.stringify(a));
  expect(a.definitions.pipelines['p']).toMatchObject({
    schedule: { cron: '0 1 * * *', timezone: 'Europe/Berlin' },
    alerts: { on_failure: [{ alert: 'teams', of: 'https://x.example' }] },
    tasks: [{ from: { connector: 'csv', of: '${LANDING}/orders/2026.csv', delimiter: ',' } }],
  });
});

test('what such a word means is checked too', () => {
  const { diagnostics } = normalise(readYaml('pipeline: p\nschedule: { nightly: late }', 'a.yaml'), {});
  expect(diagnostics.map((d) => `${d.at?.line ?? 0} ${d.message}`)).toEqual([
    "2 expected a time of the day like '02:00', found 'late'",
  ]);
});

test('a name is given once', () => {
  expect(() => word('alert', 'teams', z.url())).toThrow("there is a alert called 'teams' already");
});

const copied = template(
  'copied',
  table_name,
  { path: z.string(), at: z.string().default('01:00') },
  (into, { path, at }) => ({
    made: table('bronze.made', { columns: { id: 'string?' } }),
    copy: pipeline('copy', { schedule: daily(at), tasks: [append(into as typeof raw, { from: csv(path) })] }),
  }),
);

describe('templates', () => {
  test('give the same in TypeScript as in YAML', () => {
    const typed = normalise(Object.values(copied(raw, { path: 's3://x' })).map(written), {});
    const yaml = normalise(readYaml('copied: bronze.raw\npath: s3://x', 'a.yaml'), {});
    expect(typed.diagnostics).toEqual([]);
    expect(JSON.stringify(yaml)).toBe(JSON.stringify(typed));
    expect(typed.definitions.pipelines['copy']?.tasks[0]?.of).toBe('bronze.raw');
  });

  test('tell what is wrong with their parameters, and what follows from them, in the YAML that named them', () => {
    const said = (text: string): readonly string[] =>
      normalise(readYaml(text, 'a.yaml'), {}).diagnostics.map(
        (d) => `${d.at?.file ?? ''}:${d.at?.line ?? 0} ${d.message} ${d.hint ?? ''}`,
      );
    expect(said('copied: bronze.raw\npth: s3://x')).toEqual([
      "a.yaml:1 'path' is missing ",
      "a.yaml:2 unknown option 'pth' did you mean 'path'?",
    ]);
    expect(said('# so\ncopied: bronze.raw\npath: s3://x\nat: noon')).toEqual([
      "a.yaml:2 expected a time of the day like '02:00', found 'noon' ",
    ]);
    expect(said('copid: bronze.raw')).toEqual(["a.yaml:1 nothing is defined by 'copid' did you mean 'copied'?"]);
  });
});

describe('the JSON Schema', () => {
  const validate = new Ajv({ allErrors: true, strict: false, formats: { email: true, uri: true } }).compile(
    jsonSchema(),
  );
  const accepts = (text: string): boolean => parseAllDocuments(text).every((document) => validate(document.toJS()));

  test.each(['bronze', 'silver', 'gold', 'sales'])('takes the example: %s.yaml', (name) => {
    expect(accepts(readFileSync(join(__dirname, `../../../examples/ecommerce/yaml/${name}.yaml`), 'utf8'))).toBe(true);
  });

  test.each([
    ['a variable for a number', 'pipeline: p\nretries: ${N}', true],
    ['a word alone', 'pipeline: p\nschedule: hourly', true],
    ['a custom word', 'pipeline: p\nalerts: { on_failure: [teams: "https://x.example"] }', true],
    ['a template', 'copied: bronze.raw\npath: x', true],
    ['a task as a document', 'pipeline: p\nappend: a.b\nfrom: a.c', true],
    ['SELECT in capitals', 'pipeline: p\nappend: a.b\nfrom: SELECT 1', true],
    ['an unknown option', 'pipeline: p\nretrys: 1', false],
    ['an unknown verb', 'pipeline: p\ntasks: [{ apend: a.b, from: a.c }]', false],
    ['a step without its parameters', 'pipeline: p\ntasks: [{ append: a.b, from: a.c, steps: [deduplicate] }]', false],
    ['an option of csv on json', 'pipeline: p\ntasks: [{ append: a.b, from: { json: x, delimiter: ";" } }]', false],
    ['a number as text', 'pipeline: p\nretries: many', false],
  ])('%s: %s', (_, text, valid) => {
    expect(accepts(text)).toBe(valid);
  });
});
