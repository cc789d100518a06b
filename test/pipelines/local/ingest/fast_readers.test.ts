/** DuckDB's readers, where they are used, read what the record by record reader reads. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { readFiles, sorted } from './staged';

const columns = [
  ...['a:string', 'b:string', 'flag:boolean', 'n:int', 'big:bigint', 'd:decimal(6,2)', 'x:double', 'f:float'],
  ...['day:date', 'at:timestamp', 'wall:timestamp_ntz', 'raw:binary'],
].map((text) => ({ name: text.split(':')[0] ?? '', type: text.split(':')[1] ?? '' }));

let folder: string;
let careful: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lakewright-'));
  // DuckDB would take the brackets for a pattern, so files here are read record by record.
  careful = join(folder, 'read[1]by[1]');
  mkdirSync(careful);
});
afterAll(() => rmSync(folder, { recursive: true }));

async function bothWays(format: 'csv' | 'json', texts: readonly string[]): Promise<void> {
  const found = [];
  for (const place of [folder, careful]) {
    const files = texts.map((text, i) => {
      const file = join(place, `file${String(i)}`);
      writeFileSync(file, text);
      return file;
    });
    found.push(await readFiles(files, { format, columns }));
  }
  const [fast, slow] = found;
  expect(sorted(fast?.rows ?? [])).toEqual(sorted(slow?.rows ?? []));
  expect(fast?.counts).toEqual(slow?.counts);
}

const scalars = fc.oneof(
  fc.constantFrom(
    'true',
    'false',
    'TRUE',
    '0',
    '-0',
    '007',
    '1.0',
    '1e3',
    '-1.50',
    '1.505',
    '99999.999',
    '+1',
    '.5',
    '5.',
  ),
  fc.constantFrom(
    'NaN',
    'Infinity',
    'null',
    '1e400',
    '1e39',
    '-2147483648',
    '2147483648',
    '9223372036854775808',
    ' 1',
    '1 ',
  ),
  fc.constantFrom(
    '2026-02-28',
    '2026-02-29',
    '0000-01-01',
    '2026-3-1',
    'epoch',
    'infinity',
    'now',
    '10000-01-01',
    '2026-02-28 (BC)',
  ),
  fc.constantFrom(
    '2026-03-01T12:00:00Z',
    '2026-03-01 12:00:00.123+18:00',
    '2026-03-01T12:00:00-18:01',
    '2026-03-01T12:00:00.1234567',
  ),
  fc.constantFrom(
    '0001-01-01T00:00:00+00:01',
    '9999-12-31 23:59:59.999999',
    '2026-03-01 24:00:00',
    '2026-03-01 12:00:60',
    'AQI=',
    'AB==',
    '====',
  ),
  fc.integer().map(String),
  fc.bigInt({ min: -(2n ** 64n), max: 2n ** 64n }).map(String),
  fc.double().map(String),
  fc.date({ noInvalidDate: true }).map((d) => d.toISOString()),
  fc.string({ unit: 'grapheme', maxLength: 6 }),
  fc.string({
    unit: fc.constantFrom('a', ' ', '\\', "'", '#', '\t', '\u00e9', '\u2028', '😀', '{', '/'),
    maxLength: 4,
  }),
);

test('CSV', async () => {
  const plain = scalars.filter((s) => !/[",\r\n]/.test(s));
  const field = fc.oneof(
    { weight: 8, arbitrary: plain },
    { weight: 2, arbitrary: scalars.map((s) => `"${s.replaceAll('"', '""')}"`) },
    { weight: 1, arbitrary: fc.constantFrom('', '""', '" , "', '"""') },
  );
  const header = fc.shuffledSubarray([...columns.map((c) => c.name), 'other', 'more', ''], { minLength: 2 });
  const file = header.chain((names) =>
    fc.record({
      names: fc.constant(names),
      records: fc.array(
        fc.oneof(
          { weight: 20, arbitrary: fc.array(field, { minLength: names.length, maxLength: names.length }) },
          { weight: 1, arbitrary: fc.array(field, { minLength: 1, maxLength: names.length + 2 }) },
        ),
        { minLength: 1, maxLength: 12 },
      ),
      lineEnd: fc.constantFrom('\n', '\r\n'),
      last: fc.boolean(),
    }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(file, { minLength: 1, maxLength: 8 }), async (files) => {
      await bothWays(
        'csv',
        files.map(
          ({ names, records, lineEnd, last }) =>
            [names, ...records].map((r) => r.join(',')).join(lineEnd) + (last ? lineEnd : ''),
        ),
      );
    }),
    { numRuns: 6 },
  );
}, 30_000);

test('JSON', async () => {
  const raw = scalars.filter((s) => !/[\r\n]/.test(s));
  const value = fc.oneof(
    { weight: 4, arbitrary: scalars.map((s) => JSON.stringify(s)) },
    { weight: 3, arbitrary: raw },
    { weight: 1, arbitrary: fc.json().filter((s) => !s.includes('\n')) },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        '"\\u0000"',
        '"\\ud800"',
        '"\\ud83d\\ude00"',
        '"\\/"',
        '1.10000000000000000000',
        '[1,]',
      ),
    },
  );
  const name = fc.oneof(
    { weight: 20, arbitrary: fc.constantFrom(...columns.map((c) => c.name)) },
    { weight: 1, arbitrary: fc.constantFrom('other', '', 'A', '\\u0061', 'a/b', 'a~b') },
  );
  const member = fc.tuple(name, value).map(([n, v]) => `"${n}":${v}`);
  const line = fc.oneof(
    { weight: 12, arbitrary: fc.array(member, { maxLength: 5 }).map((m) => `{${m.join(', ')}}`) },
    { weight: 1, arbitrary: fc.constantFrom('', '  ', 'x', '[]', '{', '{}x', '\ufeff{}', '{"a":"b",}', '{"a":1}\r') },
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(line, { minLength: 20, maxLength: 100 }),
      fc.constantFrom('\n', '\r\n'),
      async (lines, lineEnd) => {
        await bothWays('json', [lines.join(lineEnd)]);
      },
    ),
    { numRuns: 10 },
  );
}, 30_000);
