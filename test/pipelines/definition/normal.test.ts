import {
  append,
  cron,
  csv,
  daily,
  env,
  every,
  hourly,
  incremental_by_interval,
  merge,
  normalise,
  pipeline,
  readSqlFile,
  readYaml,
  scd2,
  sql,
  table,
  written,
  type Definitions,
} from '../../../pipelines/definition';

const yaml = (text: string, environment = {}): Definitions => {
  const { definitions, diagnostics } = normalise(readYaml(text, 'a.yaml'), environment);
  expect(diagnostics).toEqual([]);
  return definitions;
};
const typed = (...values: object[]): Definitions => {
  const { definitions, diagnostics } = normalise(values.map(written), {});
  expect(diagnostics).toEqual([]);
  return definitions;
};

describe('contracts', () => {
  test('a type carries nullability, spaces in it do not matter, and columns keep their order', () => {
    const { tables } = yaml(
      'table: silver.a\ncolumns: { z: "decimal(12, 2)?", a: Array< STRING >, m: { type: integer } }',
    );
    expect(tables['silver.a']?.columns).toEqual([
      { name: 'z', type: 'decimal(12,2)', nullable: true },
      { name: 'a', type: 'array<string>', nullable: false },
      { name: 'm', type: 'int', nullable: false },
    ]);
  });

  test('durations are numbers: 48 hours are 2 days', () => {
    const a = yaml('table: silver.a\ncolumns: { a: int }\nfreshness: 48 hours\nretention: 90 days');
    const b = yaml('table: silver.a\ncolumns: { a: int }\nfreshness: 2 days\nretention: 90 days');
    expect(a).toEqual(b);
    expect(a.tables['silver.a']).toMatchObject({ freshness_seconds: 172_800, retention_days: 90 });
  });

  test('expectations come by name, in error severity unless they say otherwise', () => {
    const { tables } = yaml(
      'table: silver.a\ncolumns: { a: int }\nexpect: { b: a > 1, a: { rule: " a < 9 ", severity: warning } }',
    );
    expect(tables['silver.a']?.expect).toEqual([
      { name: 'a', rule: 'a < 9', severity: 'warning' },
      { name: 'b', rule: 'a > 1', severity: 'error' },
    ]);
  });

  test('columns may be called like what every object has', () => {
    const odd = table('silver.odd', {
      columns: { constructor: 'string', toString: 'string', hasOwnProperty: 'string', name: 'string', length: 'int' },
    });
    const text = '{ constructor: string, toString: string, hasOwnProperty: string, name: string, length: int }';
    expect(typed(odd)).toEqual(yaml(`table: silver.odd\ncolumns: ${text}`));
    expect(sql`select ${odd.constructor}, ${odd.name} from ${odd}`.text).toBe(
      'select constructor, name from ${silver.odd}',
    );
  });
});

describe('schedules come down to cron', () => {
  const schedules = [
    [daily('02:05'), '{ daily: "02:05" }', '5 2 * * *'],
    [hourly(), 'hourly', '0 * * * *'],
    [hourly(15), '{ hourly: 15 }', '15 * * * *'],
    [every('15 minutes'), '{ every: 15 minutes }', '*/15 * * * *'],
    [every('1 hour'), '{ every: 1 hour }', '0 * * * *'],
    [every('6 hours'), '{ every: 6 hours }', '0 */6 * * *'],
    [every('24 hours'), '{ every: 24 hours }', '0 0 * * *'],
    [cron('0 6  * * MON-FRI'), '{ cron: "0 6 * * MON-FRI" }', '0 6 * * MON-FRI'],
  ] as const;
  test.each(schedules)('%j', (value, text, expected) => {
    const schedule = { cron: expected, timezone: 'UTC' };
    expect(typed(pipeline('p', { schedule: value })).pipelines['p']?.schedule).toEqual(schedule);
    expect(yaml(`pipeline: p\nschedule: ${text}`).pipelines['p']?.schedule).toEqual(schedule);
  });

  test('in the time zone that is named', () => {
    const { pipelines } = typed(pipeline('p', { schedule: daily('02:00', { timezone: 'Europe/Berlin' }) }));
    expect(pipelines['p']?.schedule).toEqual({ cron: '0 2 * * *', timezone: 'Europe/Berlin' });
  });
});

describe('tasks', () => {
  const raw = table('bronze.a', { columns: { id: 'string?', at: 'string?' } });
  const into = table('silver.a', {
    columns: { id: 'string', at: 'timestamp' },
    key: ['id'],
    history: { surrogate_key: 'a_key' },
  });

  test('say all that their verb takes', () => {
    const query = sql`select id, at from ${raw}`;
    const { pipelines } = typed(
      into,
      raw,
      pipeline('p', {
        timeout: '2 hours',
        tasks: [
          append(raw, { from: csv(`${env('LANDING')}/a.csv`, { delimiter: ';' }), retries: 3, compute: 'big' }),
          merge(into, {
            from: query,
            keys: ['id'],
            sequence_by: 'at',
            name: 'm',
            after: ['z', 'b'],
            joins: { c: 'many_to_one' },
            control_totals: { rows: { inputs: sql`select count(*) as n from ${raw}`, output: 'count(*)' } },
          }),
          scd2(into, { from: raw, effective_at: 'at', track: ['at'], name: 's', timeout: '1 minute' }),
          incremental_by_interval(into, { from: query, time: 'at', lookback: '3 days', name: 'i' }),
        ],
      }),
    );
    const common = { steps: [], after: [], joins: {}, control_totals: [], portability: 'portable' };
    const text = { sql: 'select id, at from ${bronze.a}' };
    expect(pipelines['p']?.timeout_seconds).toBe(7200);
    expect(pipelines['p']?.tasks).toEqual([
      {
        ...common,
        task: 'append',
        name: 'bronze.a',
        of: 'bronze.a',
        from: { connector: 'csv', of: '${LANDING}/a.csv', delimiter: ';' },
        retries: 3,
        compute: 'big',
      },
      {
        ...common,
        task: 'incremental_by_interval',
        name: 'i',
        of: 'silver.a',
        from: text,
        time: 'at',
        lookback_seconds: 259_200,
      },
      {
        ...common,
        task: 'merge',
        name: 'm',
        of: 'silver.a',
        from: text,
        keys: ['id'],
        sequence_by: 'at',
        after: ['b', 'z'],
        joins: { c: 'many_to_one' },
        control_totals: [{ name: 'rows', inputs: 'select count(*) as n from ${bronze.a}', output: 'count(*)' }],
      },
      {
        ...common,
        task: 'scd2',
        name: 's',
        of: 'silver.a',
        from: { table: 'bronze.a' },
        effective_at: 'at',
        track: ['at'],
        timeout_seconds: 60,
      },
    ]);
  });

  test('a task may be a document, or a .sql file, of its pipeline', () => {
    const within =
      'pipeline: p\ntasks:\n  - overwrite: silver.a\n    from: |-\n      select 1 as id\n      from ${bronze.a}\n    retries: 2';
    const apart =
      'pipeline: p\n---\npipeline: p\noverwrite: silver.a\nretries: 2\nfrom: |-\n  select 1 as id\n  from ${bronze.a}';
    const file = '/* ---\npipeline: p\noverwrite: silver.a\nretries: 2\n--- */\n\nselect 1 as id\nfrom ${bronze.a};\n';
    const crlf = file.replaceAll('\n', '\r\n');
    expect(yaml(apart)).toEqual(yaml(within));
    for (const text of [file, crlf, `\uFEFF${file}`]) {
      const { definitions, diagnostics } = normalise(
        [readSqlFile(text, 'a.sql'), ...readYaml('pipeline: p', 'p.yaml')],
        {},
      );
      expect(diagnostics).toEqual([]);
      expect(definitions).toEqual(yaml(within));
    }
  });
});

describe('variables', () => {
  test('in settings are read from the environment, with their type', () => {
    const { pipelines } = yaml('pipeline: p\nowner: ${TEAM}\nretries: ${N}\nstart: ${YEAR:-2026}-01-01', {
      TEAM: '123',
      N: '4',
    });
    expect(pipelines['p']).toMatchObject({ owner: '123', retries: 4, start: '2026-01-01' });
  });

  test('in paths and queries stay: they are parameters', () => {
    const { pipelines } = yaml(
      'pipeline: p\ntasks:\n  - append: bronze.a\n    from: { csv: "${LANDING}/a.csv" }\n  - append: bronze.b\n    from: select * from ${bronze.a} where x = ${X}',
      { LANDING: '/secret', X: 'no' },
    );
    expect(JSON.stringify(pipelines)).toContain('${LANDING}/a.csv');
    expect(JSON.stringify(pipelines)).toContain('x = ${X}');
  });
});
