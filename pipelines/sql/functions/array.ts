/** https://spark.apache.org/docs/3.5.3/sql-ref-functions-builtin.html#array-functions */
import { bindOnce } from './decimals';
import { duckdbType } from '../types';
import { signature, type Argument, type FunctionFact, type RenderCall, type Signature } from './fact';

/** Spark counts from 0 and refuses a place outside; null of a null array or place. */
function at(c: RenderCall): string {
  return bindOnce(c.arguments.slice(0, 2), ([list = '', i = '']) => {
    const outside = `CAST(error('the index is outside of the array') AS ${duckdbType(c.type)})`;
    return `(CASE WHEN ${i} < 0 OR ${i} >= len(${list}) THEN ${outside} ELSE list_extract(${list}, ${i} + 1) END)`;
  });
}

function elementAt(c: RenderCall): string {
  if (c.types[0]?.kind === 'map') return `map_extract_value(${c.arguments.join(', ')})`;
  return bindOnce(c.arguments.slice(0, 2), ([list = '', i = '']) => {
    const outside = `CAST(error('the index is outside of the array') AS ${duckdbType(c.type)})`;
    return `(CASE WHEN ${i} = 0 OR abs(${i}) > len(${list}) THEN ${outside} ELSE list_extract(${list}, ${i}) END)`;
  });
}

/** Unknown when it is not found among nulls. */
function contains(c: RenderCall): string {
  return bindOnce(c.arguments.slice(0, 2), ([list = '', value = '']) => {
    const some = `len(list_filter(${list}, lambda lw_e: lw_e IS NULL)) > 0`;
    return `(CASE WHEN ${list} IS NULL OR ${value} IS NULL THEN NULL WHEN list_contains(${list}, ${value}) THEN true WHEN ${some} THEN NULL ELSE false END)`;
  });
}

const arrayOfFirst: Signature = {
  takes: ['W...'],
  gives: (types) => ({ kind: 'array', element: types[0] ?? { kind: 'void' } }),
};

function list(
  name: string,
  signatures: readonly string[],
  duckdb: FunctionFact['duckdb'],
  examples: readonly string[],
  more: Partial<FunctionFact> = {},
): FunctionFact {
  return { name, kind: 'scalar', nulls: 'any', signatures: signatures.map(signature), duckdb, examples, ...more };
}

function literalDirection(args: readonly Argument[]): string | undefined {
  return args.length < 2 || typeof args[1]?.literal === 'boolean' ? undefined : 'the direction must be true or false';
}

const distinctInOrder = (list: string): string =>
  `list_filter(${list}, lambda lw_e, lw_i: lw_i = 1 OR NOT list_bool_or(list_transform(list_slice(${list}, 1, lw_i - 1), lambda lw_o: lw_o IS NOT DISTINCT FROM lw_e)))`;

export const arrays: readonly FunctionFact[] = [
  list(
    'array[]',
    ['array<T>, int => T'],
    at,
    [
      'array(1, 2)[0]',
      'array(1, 2)[1]',
      'array(1, 2)[2]',
      'array(1, 2)[-1]',
      'cast(null as array<int>)[0]',
      'array(1, 2)[cast(null as int)]',
    ],
    { nulls: 'always' },
  ),
  list(
    'array',
    [],
    '[{*}]',
    ['array(1, 2)', 'array(1, null)', "array('a', 'b')", 'array(1, 2.5)', 'array(array(1), array(2, 3))'],
    {
      nulls: 'never',
      signatures: [arrayOfFirst],
      refuse: (args) =>
        args.length === 0 ? 'an empty array has no type: write cast(null as array<string>)' : undefined,
    },
  ),
  list(
    'size',
    ['array<any> => int', 'map<any,any> => int'],
    (c) => `CAST(${c.types[0]?.kind === 'map' ? 'cardinality' : 'len'}(${c.arguments[0] ?? ''}) AS INTEGER)`,
    ['size(array(1, 2))', 'size(cast(null as array<int>))', "size(map('a', 1))"],
    { aliases: ['cardinality', 'array_size'], orderless: true },
  ),
  list(
    'element_at',
    [],
    elementAt,
    [
      'element_at(array(1, 2), 1)',
      'element_at(array(1, 2), -1)',
      'element_at(array(1, 2), 3)',
      'element_at(array(1, 2), 0)',
      "element_at(map('a', 1), 'a')",
      "element_at(map('a', 1), 'b')",
      'element_at(cast(null as array<int>), 1)',
    ],
    {
      nulls: 'always',
      signatures: [
        signature('array<T>, int => T'),
        { takes: ['map<K,V>', 'K'], gives: ([m]) => (m?.kind === 'map' ? m.value : { kind: 'void' }) },
      ],
    },
  ),
  list(
    'get',
    ['array<T>, int => T'],
    '(CASE WHEN {1} >= 0 THEN list_extract({0}, {1} + 1) END)',
    ['get(array(1, 2), 0)', 'get(array(1, 2), 5)', 'get(array(1, 2), -1)'],
    { nulls: 'always' },
  ),
  list(
    'try_element_at',
    ['array<T>, int => T'],
    "(CASE WHEN {1} = 0 THEN CAST(error('places count from 1') AS {type}) ELSE list_extract({0}, {1}) END)",
    ['try_element_at(array(1, 2), 1)', 'try_element_at(array(1, 2), -1)', 'try_element_at(array(1, 2), 3)'],
    { nulls: 'always' },
  ),
  list(
    'array_contains',
    ['array<T>, T => boolean'],
    contains,
    [
      'array_contains(array(1, 2), 2)',
      'array_contains(array(1, 2), 3)',
      'array_contains(array(1, null), 3)',
      'array_contains(array(1, null), 1)',
      'array_contains(cast(null as array<int>), 1)',
      "array_contains(array('a'), 'A')",
    ],
    { nulls: 'always', orderless: true },
  ),
  list(
    'array_sort',
    ['array<T> => array<T>'],
    "list_sort({0}, 'ASC', 'NULLS LAST')",
    [
      'array_sort(array(3, null, 1, 2))',
      "array_sort(array('b', 'B', 'a'))",
      'array_sort(cast(null as array<int>))',
      "array_sort(array(1D, cast('NaN' as double), -1D))",
    ],
    { orderless: true },
  ),
  list(
    'sort_array',
    ['array<T>, boolean? => array<T>'],
    (c) =>
      `list_sort(${c.arguments[0] ?? ''}, ${c.arguments[1] === 'false' ? "'DESC', 'NULLS LAST'" : "'ASC', 'NULLS FIRST'"})`,
    ['sort_array(array(3, null, 1))', 'sort_array(array(3, null, 1), false)', 'sort_array(array(3, 1), true)'],
    { orderless: true, refuse: literalDirection },
  ),
  list('array_distinct', ['array<T> => array<T>'], (c) => bindOnce(c.arguments, ([x = '']) => distinctInOrder(x)), [
    'array_distinct(array(2, 1, 2, null, null))',
    'array_distinct(cast(null as array<int>))',
    "array_distinct(array('a', 'A', 'a'))",
  ]),
  list(
    'array_join',
    ['array<string>, string, string? => string'],
    (c) =>
      `array_to_string(${c.arguments.length > 2 ? `list_transform(${c.arguments[0] ?? ''}, lambda lw_e: coalesce(lw_e, ${c.arguments[2] ?? ''}))` : `list_filter(${c.arguments[0] ?? ''}, lambda lw_e: lw_e IS NOT NULL)`}, ${c.arguments[1] ?? ''})`,
    [
      "array_join(array('a', 'b'), ',')",
      "array_join(array('a', null, 'b'), ',')",
      "array_join(array('a', null), ',', '-')",
      "array_join(cast(null as array<string>), ',')",
    ],
  ),
  list(
    'array_max',
    ['array<T> => T'],
    'list_max({0})',
    ['array_max(array(1, 3, 2))', 'array_max(array(1, null))', 'array_max(cast(null as array<int>))'],
    { nulls: 'always', orderless: true },
  ),
  list('array_min', ['array<T> => T'], 'list_min({0})', ['array_min(array(3, 1, 2))', "array_min(array('b', 'a'))"], {
    nulls: 'always',
    orderless: true,
  }),
  list(
    'array_position',
    ['array<T>, T => bigint'],
    '(CASE WHEN {0} IS NOT NULL AND {1} IS NOT NULL THEN CAST(coalesce(list_position({0}, {1}), 0) AS BIGINT) END)',
    [
      'array_position(array(5, 6), 6)',
      'array_position(array(5, 6), 7)',
      'array_position(array(null, 6), 6)',
      'array_position(cast(null as array<int>), 7)',
    ],
  ),
  list(
    'array_remove',
    ['array<T>, T => array<T>'],
    '(CASE WHEN {1} IS NOT NULL THEN list_filter({0}, lambda lw_e: lw_e IS NULL OR lw_e <> {1}) END)',
    ['array_remove(array(1, 2, 1, null), 1)', 'array_remove(array(1, 2), cast(null as int))'],
  ),
  list('array_compact', ['array<T> => array<T>'], 'list_filter({0}, lambda lw_e: lw_e IS NOT NULL)', [
    'array_compact(array(1, null, 2))',
    'array_compact(cast(null as array<int>))',
  ]),
  list(
    'array_append',
    ['array<T>, T => array<T>'],
    '(CASE WHEN {0} IS NOT NULL THEN list_append({0}, {1}) END)',
    [
      'array_append(array(1), 2)',
      'array_append(array(1), cast(null as int))',
      'array_append(cast(null as array<int>), 1)',
    ],
    { nulls: (args) => args[0]?.nullable ?? true },
  ),
  list(
    'array_repeat',
    ['T, int => array<T>'],
    '(CASE WHEN {1} IS NOT NULL THEN list_transform(range(greatest({1}, 0)), lambda lw_e: {0}) END)',
    ["array_repeat('a', 3)", "array_repeat('a', 0)", "array_repeat('a', -1)", 'array_repeat(cast(null as int), 2)'],
    { nulls: (args) => args[1]?.nullable ?? true },
  ),
  list(
    'flatten',
    ['array<array<T>> => array<T>'],
    '(CASE WHEN len(list_filter({0}, lambda lw_e: lw_e IS NULL)) = 0 THEN flatten({0}) END)',
    [
      'flatten(array(array(1), array(2, 3)))',
      'flatten(array(array(1), null))',
      'flatten(cast(null as array<array<int>>))',
    ],
    { nulls: 'always' },
  ),
  list(
    'slice',
    ['array<T>, int, int => array<T>'],
    "(CASE WHEN {2} < 0 THEN error('a slice is not of negative length') WHEN {2} = 0 THEN list_slice({0}, 1, 0) ELSE list_slice({0}, {1}, {1} + {2} - 1) END)",
    [
      'slice(array(1, 2, 3, 4), 2, 2)',
      'slice(array(1, 2, 3), 2, 5)',
      'slice(array(1, 2, 3), 1, 0)',
      'slice(array(1, 2, 3), 5, 1)',
    ],
    {
      refuse: (args) =>
        typeof args[1]?.literal === 'string' && Number(args[1].literal) > 0
          ? undefined
          : 'the start must be a literal from 1',
    },
  ),
  list(
    'sequence',
    ['int, int, int? => array<int>', 'bigint, bigint, bigint? => array<bigint>', 'date, date => array<date>'],
    sequence,
    [
      'sequence(1, 5)',
      'sequence(5, 1)',
      'sequence(1, 10, 3)',
      'sequence(5, 1, -2)',
      'sequence(2, 2)',
      "sequence(date'2024-02-28', date'2024-03-01')",
      'sequence(1L, 3L)',
      'sequence(1, cast(null as int))',
    ],
  ),
  list(
    'arrays_overlap',
    ['array<T>, array<T> => boolean'],
    (c) =>
      bindOnce(
        c.arguments,
        ([a = '', b = '']) =>
          `(CASE WHEN ${a} IS NULL OR ${b} IS NULL THEN NULL WHEN list_has_any(${a}, ${b}) THEN true WHEN len(${a}) > 0 AND len(${b}) > 0 AND len(list_filter(list_concat(${a}, ${b}), lambda lw_e: lw_e IS NULL)) > 0 THEN NULL ELSE false END)`,
      ),
    [
      'arrays_overlap(array(1, 2), array(2, 3))',
      'arrays_overlap(array(1), array(2))',
      'arrays_overlap(array(1, null), array(2))',
      'arrays_overlap(array(1, null), array(1))',
    ],
    { nulls: 'always' },
  ),
];

function sequence(c: RenderCall): string {
  return bindOnce(c.arguments, ([from = '', to = '', step]) => {
    if (c.type.kind === 'array' && c.type.element.kind === 'date') {
      const days = `generate_series(0, ${to} - ${from}, CASE WHEN ${to} < ${from} THEN -1 ELSE 1 END)`;
      return `list_transform(${days}, lambda lw_e: ${from} + CAST(lw_e AS INTEGER))`;
    }
    return `CAST(generate_series(${from}, ${to}, ${step ?? `CASE WHEN ${to} < ${from} THEN -1 ELSE 1 END`}) AS ${duckdbType(c.type)})`;
  });
}
