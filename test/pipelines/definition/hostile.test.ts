import fc from 'fast-check';
import { normalise, pipeline, readSqlFile, readYaml, table, written } from '../../../pipelines/definition';

/** A machine may be busy; what backtracks takes hours. */
jest.setTimeout(60_000);

const codes = (text: string): readonly string[] =>
  normalise(readYaml(text, 'a.yaml'), {}).diagnostics.map((d) => d.code);

describe('YAML that means harm, or a slip', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['not closed', 'a: [\n  b\n c: d', 'invalid-yaml'],
    ['tabs', 'table: a.b\n\tcolumns: {}', 'invalid-yaml'],
    ['a key that is a list', 'table: a.b\ncolumns: { ? [x] : string }', 'invalid-yaml'],
    ['a key twice', 'table: a.b\ntable: a.c', 'invalid-yaml'],
    ['a tag that is unknown', 'table: !!js/function "x"', 'invalid-yaml'],
    ['a bomb of aliases', bomb(), 'invalid-yaml'],
    ['deeper than the stack', '['.repeat(50_000), 'invalid-yaml'],
    ['deep', `a: ${'['.repeat(100)}${']'.repeat(100)}`, 'too-deep'],
    ['longer than anyone writes', `# ${'x'.repeat(4_000_001)}`, 'invalid-yaml'],
    ['__proto__ as a column', 'table: a.b\ncolumns: { __proto__: string }', 'reserved-name'],
    ['__proto__ as an option', 'pipeline: p\n__proto__: { retries: 1 }', 'reserved-name'],
    ['constructor as an option', 'pipeline: p\nconstructor: x', 'unknown-option'],
    ['constructor as a verb', 'pipeline: p\ntasks: [{ constructor: a.b }]', 'unknown-task'],
    ['toString as a schedule', 'pipeline: p\nschedule: toString', 'unknown-schedule'],
    ['a type nested without end', `table: a.b\ncolumns: { x: ${'array<'.repeat(5000)} }`, 'unknown-type'],
    ['text alone', 'hello', 'unknown-definition'],
    ['a list', '[1, 2]', 'unknown-definition'],
    ['a number for a table', 'table: 5\ncolumns: {}', 'invalid-type'],
    ['null for columns', 'table: a.b\ncolumns:', 'invalid-type'],
    ['a merge key', 'pipeline: p\n<<: { retries: 1 }', 'unknown-option'],
    [
      'a regular expression that backtracks',
      `pipeline: p\nschedule: { cron: "${'* '.repeat(50_000)}" }`,
      'invalid-value',
    ],
    ['a query of spaces', `pipeline: p\ntasks: [{ append: a.b, from: "${' '.repeat(50_000)}x" }]`, 'invalid-value'],
    [
      'an address that backtracks',
      `pipeline: p\nalerts: { on_failure: [email: "${'a.'.repeat(20_000)}" ] }`,
      'invalid-value',
    ],
  ];
  test.each(cases)('%s', (_, text, code) => {
    const started = Date.now();
    expect(codes(text)).toContain(code);
    expect(Date.now() - started).toBeLessThan(20_000);
  });

  function bomb(): string {
    const levels = ['a: &a [x, x, x, x, x, x, x, x, x]'];
    for (let i = 1; i < 9; i++) {
      const [name, before] = [String.fromCharCode(97 + i), String.fromCharCode(96 + i)];
      levels.push(`${name}: &${name} [${Array(9).fill(`*${before}`).join(', ')}]`);
    }
    return levels.join('\n');
  }

  test('an empty file and empty documents define nothing', () => {
    expect(normalise([...readYaml('', 'a.yaml'), ...readYaml('---\n---\n# nothing', 'b.yaml')], {})).toMatchObject({
      definitions: { tables: {}, pipelines: {} },
      diagnostics: [],
    });
  });

  test('the prototype of all objects is as it was', () => {
    codes('__proto__: { polluted: yes }');
    codes('table: a.b\ncolumns: { __proto__: { polluted: yes } }');
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });
});

describe('values of callers without types', () => {
  test.each([
    ['circles', () => circle()],
    [
      'dates, maps, functions',
      () => ({ pipeline: 'p', owner: new Date(0), tags: new Map(), description: () => 1, retries: 1n }),
    ],
    ['symbols', () => ({ pipeline: Symbol('p') })],
    ['holes', () => ({ pipeline: 'p', tasks: [, null] })],
  ])('%s', (_, make) => {
    const { diagnostics } = normalise([written(make())], {});
    expect(diagnostics.length).toBeGreaterThan(0);
    for (const d of diagnostics) expect(d.message).not.toMatch(/undefined|\[object/);
  });
  function circle(): object {
    const tags: Record<string, unknown> = {};
    tags['self'] = tags;
    return { pipeline: 'p', tags };
  }

  test('table and pipeline without options', () => {
    const bare = normalise([written(table('a.b', undefined as never)), written(pipeline('p', null as never))], {});
    expect(bare.diagnostics.map((d) => d.message)).toEqual(["'columns' is missing"]);
    const none = normalise([written(table('a.b', { columns: null } as never))], {});
    expect(none.diagnostics.map((d) => d.message)).toEqual(['expected a mapping, found null']);
  });
});

describe('whatever is written, the answer is diagnostics', () => {
  const known = fc.constantFrom(
    'table',
    'pipeline',
    'columns',
    'key',
    'expect',
    'tasks',
    'from',
    'merge',
    'scd2',
    'append',
    'schedule',
    'daily',
    'cron',
    'alerts',
    'on_failure',
    'slack',
    'steps',
    'deduplicate',
    'csv',
    'python',
    'history',
    'type',
    'references',
    '__proto__',
    'constructor',
  );
  const leaf = fc.oneof(
    fc.constantFrom('silver.a', 'string?', '${X}', '${', 'select 1', '02:00', '* * * * *', '3 days', ''),
    fc.string(),
    fc.double(),
    fc.boolean(),
    fc.constant(null),
  );
  const { data } = fc.letrec((tie) => ({
    data: fc.oneof(
      { maxDepth: 5, withCrossShrink: true },
      leaf,
      fc.array(tie('data'), { maxLength: 4 }),
      fc.dictionary(known, tie('data'), { maxKeys: 6 }),
    ),
  }));
  const definition = fc.dictionary(known, data, { maxKeys: 8 });

  test('objects', () => {
    fc.assert(
      fc.property(definition, (value) => {
        const { definitions, diagnostics } = normalise([written(value)], {});
        const empty = Object.keys(definitions.tables).length + Object.keys(definitions.pipelines).length === 0;
        expect(diagnostics.length > 0 || !empty).toBe(true);
        for (const d of diagnostics) expect(d.message).not.toBe('');
      }),
      { numRuns: 500 },
    );
  });

  test('text as YAML and as .sql', () => {
    const pieces = fc.array(
      fc.oneof(
        known,
        fc.constantFrom(
          ': ',
          '\n',
          '  ',
          '- ',
          '{ ',
          ' }',
          '[',
          ']',
          '/* ---\n',
          '--- */',
          '|-\n',
          '&a ',
          '*a',
          '"',
          "'",
          '#',
          '---\n',
        ),
        fc.string(),
      ),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(pieces, (parts) => {
        const text = parts.join('');
        for (const one of [...readYaml(text, 'a.yaml'), readSqlFile(text, 'a.sql')]) {
          normalise([one], {});
          for (const path of [[], ['from'], ['tasks', 0, 'from']]) {
            one.locate(path);
            one.locateText(path, 3);
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  test('what was read without complaint is read the same again', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.stringMatching(/^[a-z][a-z0-9_]{0,8}$/), { minLength: 1, maxLength: 8 }),
        fc.constantFrom('string', 'int?', 'decimal(12, 2)', 'array<struct<a:int,b:string>>?'),
        (names, type) => {
          const columns = Object.fromEntries(names.map((name) => [name, type]));
          const a = normalise([written({ table: 'silver.a', columns })], {});
          const b = normalise(readYaml(JSON.stringify({ columns, table: 'silver.a' }), 'a.yaml'), {});
          expect(a.diagnostics).toEqual([]);
          expect(JSON.stringify(b.definitions)).toBe(JSON.stringify(a.definitions));
          expect(a.definitions.tables['silver.a']?.columns.map((c) => c.name)).toEqual(names);
        },
      ),
    );
  });
});
