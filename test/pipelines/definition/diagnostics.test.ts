import { normalise, pipeline, readSqlFile, readYaml, table, written } from '../../../pipelines/definition';

/** `line:column code message (hint)` of each diagnostic. */
const told = (text: string, environment = {}): readonly string[] =>
  normalise(readYaml(text, 'a.yaml'), environment).diagnostics.map(
    (d) =>
      `${d.at?.line ?? 0}:${d.at?.column ?? 0} ${d.code} ${d.message}${d.hint === undefined ? '' : ` (${d.hint})`}`,
  );

test('everything that is wrong is told at once, each at its place', () => {
  expect(
    told(`table: silver.bad
columns:
  id: string
  amount: { type: "decimal(12,2)", pii: emial }
  x: strng
  y: { type: string, references: nowhere }
key: id
freshness: 3 ours
colums: {}
---
pipeline: broken
schedule: { cron: "61 2 * * *", timezone: Europe/Berln }
start: 2026-02-30
alerts: { on_failure: [{ slack: oncall }, { emial: x@example.com }] }
tasks:
  - append: bronze.orders
    from: { csv: "\${landing}/x", header: true }
  - merg: silver.orders
  - merge: silver.orders
    from: selekt 1
    retries: -1
    squence_by: x
  - merge: silver.other
    steps: [deduplicat: { keys: [a] }, deduplicate: { keys: [a] }]
`),
  ).toEqual([
    "8:12 invalid-value expected a duration like '3 hours', found '3 ours'",
    "4:41 invalid-value expected one of 'name', 'email', 'phone', 'address', 'birth_date', 'payment', 'identifier', found 'emial' (did you mean 'email'?)",
    "5:6 unknown-type 'strng' is no type (did you mean 'string'?)",
    "6:34 invalid-value expected schema.table.column, found 'nowhere'",
    "7:6 invalid-type expected a list, found 'id' (write [id])",
    "9:9 unknown-option unknown option 'colums' (did you mean 'columns'?)",
    "12:43 unknown-timezone 'Europe/Berln' is no time zone (did you mean 'Europe/Berlin'?)",
    "12:19 invalid-value '61 2 * * *': the minute is '61', expected 0 to 59",
    "13:8 invalid-value expected a date like '2026-01-31', found '2026-02-30'",
    "14:33 invalid-value expected a channel like '#data-oncall', found 'oncall'",
    "14:52 unknown-alert no alert is called 'emial' (did you mean 'email'?)",
    '17:18 invalid-variable ${landing} is no variable: capitals, digits and _ between ${ and }',
    "17:42 unknown-option unknown option 'header' (there are: delimiter, csv)",
    "18:11 unknown-task no task is called 'merg' (did you mean 'merge'?)",
    "20:11 invalid-value expected a query (select ... or with ...), schema.table or a connector, found 'selekt 1'",
    '21:14 invalid-value expected at least 0, found -1',
    "22:17 unknown-option unknown option 'squence_by' (did you mean 'sequence_by'?)",
    "23:5 missing-option 'from' is missing",
    "24:25 unknown-step no step is called 'deduplicat' (did you mean 'deduplicate'?)",
    "24:53 missing-option 'latest' is missing",
  ]);
});

test('what is right beside it is read all the same', () => {
  const { definitions, diagnostics } = normalise(
    readYaml(
      'pipeline: p\nretries: many\nowner: me\ntasks:\n  - append: a.b\n    from: a.c\n    retries: -1\n  - nonsense: 1',
      'a.yaml',
    ),
    {},
  );
  expect(diagnostics).toHaveLength(3);
  expect(definitions.pipelines['p']).toMatchObject({ owner: 'me', tasks: [{ of: 'a.b', from: { table: 'a.c' } }] });
});

test('the path names the definition', () => {
  const [first] = normalise(
    readYaml('pipeline: p\ntasks:\n  - append: a.b\n    from: a.c\n    retries: -1', 'a.yaml'),
    {},
  ).diagnostics;
  expect(first?.path).toBe('pipelines.p.tasks.0.retries');
});

test('each field of a cron expression that is wrong is named, with what it may be', () => {
  expect(told('pipeline: p\nschedule: { cron: "99 25 * MUN 8" }')).toEqual([
    "2:19 invalid-value '99 25 * MUN 8': the minute is '99', expected 0 to 59; the hour is '25', expected 0 to 23; " +
      "the month is 'MUN', expected 1 to 12, or JAN to DEC; the day of the week is '8', expected 0 to 7, or SUN to SAT",
  ]);
});

test('an unset variable is told with file, key and name', () => {
  expect(told('pipeline: p\nretries: ${RETRIES}')).toEqual([
    '2:10 unset-variable retries: the variable RETRIES is not set (set RETRIES, or give a default: ${RETRIES:-...})',
  ]);
  expect(told('pipeline: p\nretries: ${RETRIS}', { RETRIES: '3' })).toEqual([
    "2:10 unset-variable retries: the variable RETRIS is not set (did you mean 'RETRIES'?)",
  ]);
  expect(told('pipeline: p\nretries: ${RETRIES}', { RETRIES: 'many' })).toEqual([
    "2:10 invalid-type expected a number, found 'many'",
  ]);
});

test('an unset variable is told once, wherever it stands', () => {
  const text =
    'pipeline: p\ntags: { from: "${T}" }\nschedule: { daily: "${AT}" }\ntasks:\n  - append: a.b\n    from: a.c\n    retries: ${N}';
  expect(told(text).map((line) => line.split(' (')[0])).toEqual([
    '2:15 unset-variable from: the variable T is not set',
    '3:20 unset-variable daily: the variable AT is not set',
    '7:14 unset-variable retries: the variable N is not set',
  ]);
});

test('of two forms that a value may have, the one that was begun is told of', () => {
  expect(told('table: a.b\ncolumns: { x: { type: int, references: { column: c.d.e, sverity: error } } }')).toEqual([
    "2:66 unknown-option unknown option 'sverity' (did you mean 'severity'?)",
  ]);
  expect(told('table: a.b\ncolumns: { x: int }\nexpect: { a: 5 }')).toEqual([
    '3:14 invalid-type expected text, found 5',
  ]);
});

test('what spans lines is placed at its key', () => {
  expect(told('pipeline: p\ntags:\n  - a\n  - b')).toEqual(['2:1 invalid-type expected a mapping, found a list']);
});

test('two of one name are told with the place of the first', () => {
  expect(told('table: a.b\ncolumns: { x: int }\n---\ntable: a.b\ncolumns: { x: int }')).toEqual([
    "4:8 duplicate-table table 'a.b' is defined twice, first in a.yaml, line 1 (give one another name)",
  ]);
  expect(told('pipeline: p\n---\npipeline: p')).toEqual([
    "3:11 duplicate-pipeline pipeline 'p' is defined twice, first in a.yaml, line 1 (give one another name)",
  ]);
  expect(told('pipeline: p\ntasks:\n  - append: a.b\n    from: a.c\n  - append: a.b\n    from: a.d')).toEqual([
    "5:5 duplicate-task pipeline 'p' has two tasks 'a.b', first in a.yaml, line 3 (give one a name: name: ...)",
  ]);
});

test('a task of no pipeline is told with the nearest one', () => {
  expect(told('pipeline: sales\n---\npipeline: slaes\nappend: a.b\nfrom: a.c')).toEqual([
    "3:11 unknown-pipeline there is no pipeline 'slaes' (did you mean 'sales'?)",
  ]);
});

test('columns that engines cannot tell apart, or that a history has', () => {
  expect(
    told('table: a.b\ncolumns: { id: int, ID: int, Valid_From: date }\nkey: [id]\nhistory: { surrogate_key: k }'),
  ).toEqual([
    "2:25 duplicate-column column 'ID' is there already: 'id'",
    "2:42 duplicate-column column 'Valid_From' is there already: a column of the history",
  ]);
});

test('schedules that no clock can keep', () => {
  expect(told('pipeline: p\nschedule: { every: 7 minutes }')).toEqual([
    '2:20 invalid-value 7 minutes do not divide an hour: use cron',
  ]);
  expect(told('pipeline: p\nschedule: { cron: "* * * * * *" }')[0]).toMatch(/expected five fields .*, found 6/);
  expect(told('pipeline: p\nschedule: { daily: "24:00" }')).toHaveLength(1);
  expect(told('pipeline: p\nschedule: { cron: "0 0 31 2 *" }')).toHaveLength(1);
});

test('Python files are looked for beside the file that names them', () => {
  expect(told('pipeline: p\ntasks:\n  - overwrite: a.b\n    from: { python: ./gone.py, function: f }')).toEqual([
    "4:21 missing-file there is no file './gone.py' (the path is from the file that names it)",
  ]);
});

test('.sql files that lack their options', () => {
  const of = (text: string): readonly string[] =>
    normalise([readSqlFile(text, 'a.sql')], {}).diagnostics.map((d) => `${d.at?.line ?? 0} ${d.code}`);
  expect(of('select 1')).toEqual(['1 missing-header']);
  expect(of('/* ---\n--- */\nselect 1')).toEqual(['2 missing-header']);
  expect(of('/* ---\npipeline: p\nappend: [\n--- */\nselect 1')).toEqual(['3 invalid-yaml']);
  expect(of('/* ---\npipeline: p\nappend: a.b\nfrom: a.c\n--- */\nselect 1')).toEqual(['2 unknown-option']);
  expect(of('/* ---\nappend: a.b\n--- */\nselect 1')).toEqual(['2 unknown-definition']);
  expect(of('/* ---\npipeline: p\nappend: a.b\n--- */\n')).toEqual(['5 invalid-value']);
  expect(of('/* ---\npipeline: p\nappend: a.b\n--- */\nselect 1')).toEqual(['2 unknown-pipeline']);
});

test('callers without types are told the same', () => {
  const bad = table('silver.a', { columns: { id: 'strng' as 'string' }, ky: 1 } as never);
  const p = pipeline('p', { schedule: 'at noon' as never, tasks: [undefined, 5, { merge: bad }] as never });
  const { diagnostics } = normalise([written(bad), written(p)], {});
  expect(diagnostics.map((d) => d.code)).toEqual([
    'unknown-type',
    'unknown-option',
    'unknown-schedule',
    'unknown-task',
    'unknown-task',
    'missing-option',
  ]);
  for (const d of diagnostics) expect(d.at?.file).toBe(__filename);
});
