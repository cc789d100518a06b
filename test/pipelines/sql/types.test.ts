import fc from 'fast-check';
import { duckdbType, formatType, parseType, widens, type DataType } from '../../../pipelines/sql';

const simple = fc
  .constantFrom(
    'string',
    'boolean',
    'tinyint',
    'smallint',
    'int',
    'bigint',
    'float',
    'double',
    'date',
    'timestamp',
    'timestamp_ntz',
    'binary',
  )
  .map((kind) => ({ kind }));
const decimal = fc
  .tuple(fc.integer({ min: 1, max: 38 }), fc.nat(38))
  .map(([precision, scale]): DataType => ({ kind: 'decimal', precision, scale: Math.min(scale, precision) }));
const { type: anyType } = fc.letrec<{ type: DataType; field: { name: string; type: DataType; nullable: boolean } }>(
  (tie) => ({
    type: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      simple,
      decimal,
      fc.record({ kind: fc.constant('array' as const), element: tie('type') }),
      fc.record({ kind: fc.constant('map' as const), key: simple, value: tie('type') }),
      fc.record({
        kind: fc.constant('struct' as const),
        fields: fc.array(tie('field'), { minLength: 1, maxLength: 3 }),
      }),
    ),
    field: fc.record({
      name: fc.constantFrom('a', 'order_id', 'my field', 'x`y'),
      type: tie('type'),
      nullable: fc.boolean(),
    }),
  }),
);

it('reads back every type that it writes', () => {
  fc.assert(fc.property(anyType, (type) => expect(parseType(formatType(type))).toEqual(type)));
});

it('takes spaces, case and other spellings', () => {
  expect(parseType('DECIMAL( 12 , 2 )')).toEqual({ kind: 'decimal', precision: 12, scale: 2 });
  expect(parseType('integer')).toEqual({ kind: 'int' });
  expect(parseType('Array< Struct<a : INT not null, b string> >')).toEqual(
    parseType('array<struct<a:int not null,b:string>>'),
  );
});

it.each([
  '',
  'varchar',
  'decimal(39,2)',
  'decimal(5,6)',
  'array',
  'array<int',
  'map<string>',
  'int int',
  'decimal(,2)',
])('refuses %p', (text) => {
  expect(parseType(text)).toBeUndefined();
});

it.each([
  ['int', 'bigint', true],
  ['bigint', 'int', false],
  ['int', 'double', true],
  ['bigint', 'double', false],
  ['int', 'decimal(10,0)', true],
  ['int', 'decimal(10,2)', false],
  ['decimal(10,2)', 'decimal(12,2)', true],
  ['decimal(12,2)', 'decimal(12,4)', false],
  ['date', 'timestamp', true],
  ['timestamp', 'date', false],
  ['int', 'string', false],
  ['array<int>', 'array<bigint>', true],
])('%s widens to %s: %s', (from, to, expected) => {
  const [a, b] = [parseType(from), parseType(to)];
  if (a === undefined || b === undefined) throw new Error('no type');
  expect(widens(a, b)).toBe(expected);
});

it('names DuckDB’s types', () => {
  const type = parseType('struct<a:decimal(12,2),b:array<timestamp_ntz>,c:map<string,binary>>');
  expect(type === undefined ? '' : duckdbType(type)).toBe(
    'STRUCT("a" DECIMAL(12,2), "b" TIMESTAMP[], "c" MAP(VARCHAR, BLOB))',
  );
});
