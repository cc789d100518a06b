/** Maps, structs, generators: https://spark.apache.org/docs/3.5.3/sql-ref-functions-builtin.html#map-functions */
import { quoteDuckdb } from '../print/duckdb_text';
import { signature, type Argument, type FunctionFact, type RenderCall } from './fact';
import { commonType } from '../coercion';
import type { DataType } from '../types';

function everyOther<T>(all: readonly T[], from: 0 | 1): readonly T[] {
  return all.filter((_, i) => i % 2 === from);
}

function shared(types: readonly DataType[]): DataType {
  return types.reduce<DataType>((a, b) => commonType(a, b) ?? a, { kind: 'void' });
}

function refusePairs(args: readonly Argument[]): string | undefined {
  if (args.length === 0 || args.length % 2 === 1) return 'a map is made of pairs of key and value';
  const mixed = ([0, 1] as const).find(
    (from) =>
      new Set(
        everyOther(args, from)
          .map((a) => JSON.stringify(a.type))
          .filter((t) => !t.includes('"void"')),
      ).size > 1,
  );
  return mixed === undefined ? undefined : `the ${mixed === 0 ? 'keys' : 'values'} of a map must have one type`;
}

function fieldsOf(args: readonly Argument[]): DataType {
  return {
    kind: 'struct',
    fields: args.map((a, i) => ({ name: a.name ?? `col${i + 1}`, type: a.type, nullable: a.nullable })),
  };
}

function namedFields(types: readonly DataType[], args: readonly Argument[]): DataType {
  const names = everyOther(args, 0);
  const fields = everyOther(types, 1).map((type, i) => ({
    name: String(names[i]?.literal ?? ''),
    type,
    nullable: args[i * 2 + 1]?.nullable ?? true,
  }));
  return { kind: 'struct', fields };
}

function pack(c: RenderCall, values: readonly string[]): string {
  const names = c.type.kind === 'struct' ? c.type.fields.map((f) => quoteDuckdb(f.name)) : [];
  return `struct_pack(${values.map((v, i) => `${names[i] ?? ''} := ${v}`).join(', ')})`;
}

const ofMap =
  (kind: 'key' | 'value') =>
  ([m]: readonly DataType[]): DataType => ({ kind: 'array', element: m?.kind === 'map' ? m[kind] : { kind: 'void' } });

export const maps: readonly FunctionFact[] = [
  {
    name: 'map[]',
    kind: 'scalar',
    nulls: 'always',
    signatures: [{ takes: ['map<K,V>', 'K'], gives: ([m]) => (m?.kind === 'map' ? m.value : { kind: 'void' }) }],
    duckdb: 'map_extract_value({0}, {1})',
    examples: ["map('a', 1)['a']", "map('a', 1)['b']", "cast(null as map<string,int>)['a']"],
  },
  {
    name: 'map',
    kind: 'scalar',
    nulls: 'never',
    signatures: [
      {
        takes: ['any...'],
        gives: (types) => ({ kind: 'map', key: shared(everyOther(types, 0)), value: shared(everyOther(types, 1)) }),
      },
    ],
    refuse: refusePairs,
    duckdb: (c) => `MAP([${everyOther(c.arguments, 0).join(', ')}], [${everyOther(c.arguments, 1).join(', ')}])`,
    examples: ["map('a', 1, 'b', 2)", "map('a', null, 'b', 2)", "map('a', 1, 'a', 2)", 'map(cast(null as string), 1)'],
  },
  {
    name: 'map_from_arrays',
    kind: 'scalar',
    nulls: 'any',
    signatures: [signature('array<K>, array<V> => map<K,V>')],
    duckdb: 'MAP({0}, {1})',
    examples: ["map_from_arrays(array('a', 'b'), array(1, 2))", "map_from_arrays(array('a', 'a'), array(1, 2))"],
  },
  {
    name: 'map_keys',
    kind: 'scalar',
    nulls: 'any',
    signatures: [{ takes: ['map<K,V>'], gives: ofMap('key') }],
    duckdb: 'map_keys({0})',
    examples: ["map_keys(map('a', 1, 'b', 2))"],
  },
  {
    name: 'map_values',
    kind: 'scalar',
    nulls: 'any',
    signatures: [{ takes: ['map<K,V>'], gives: ofMap('value') }],
    duckdb: 'map_values({0})',
    examples: ["map_values(map('a', 1, 'b', 2))"],
  },
  {
    name: 'map_contains_key',
    kind: 'scalar',
    nulls: 'any',
    signatures: [{ takes: ['map<K,V>', 'K'], gives: 'boolean' }],
    duckdb: 'list_contains(map_keys({0}), {1})',
    examples: ["map_contains_key(map('a', 1), 'a')", "map_contains_key(map('a', 1), 'b')"],
  },
  {
    name: 'struct',
    kind: 'scalar',
    nulls: 'never',
    signatures: [{ takes: ['any', 'any...'], gives: (_, args) => fieldsOf(args) }],
    duckdb: (c) => pack(c, c.arguments),
    examples: ["struct(1, 'a')", "select struct(x, y).y as v from values (1, 'b') as t(x, y)"],
  },
  {
    name: 'named_struct',
    kind: 'scalar',
    nulls: 'never',
    signatures: [{ takes: ['any', 'any', 'any...'], gives: namedFields }],
    refuse: (args) =>
      args.length % 2 === 0 &&
      everyOther(args, 0).every((a) => typeof a.literal === 'string' && a.type.kind === 'string')
        ? undefined
        : 'it takes pairs of a name in quotes and a value',
    duckdb: (c) => pack(c, everyOther(c.arguments, 1)),
    examples: [
      "named_struct('a', 1, 'b', 'x')",
      "named_struct('a', 1, 'b', 'x').b",
      "named_struct('a', cast(null as int))",
    ],
  },
  {
    name: 'explode',
    kind: 'generator',
    nulls: 'always',
    signatures: [signature('array<any> => int'), signature('map<any,any> => int')],
    duckdb: '',
    examples: [
      'select explode(array(1, 2)) as x',
      "select k, x from values ('a', array(1, 2)), ('b', null) as t(k, l) lateral view explode(l) v as x order by k, x",
      "select key, value from values (map('a', 1)) as t(m) lateral view explode(m) v",
    ],
  },
  {
    name: 'explode_outer',
    kind: 'generator',
    nulls: 'always',
    signatures: [signature('array<any> => int'), signature('map<any,any> => int')],
    duckdb: '',
    examples: ["select k, explode_outer(l) as x from values ('a', array(1, 2)), ('b', null) as t(k, l) order by k, x"],
  },
  {
    name: 'posexplode',
    kind: 'generator',
    nulls: 'always',
    signatures: [signature('array<any> => int'), signature('map<any,any> => int')],
    duckdb: '',
    examples: [
      "select k, i, x from values ('a', array(5, 6)), ('b', null) as t(k, l) lateral view posexplode(l) v as i, x order by k, i",
    ],
  },
  {
    name: 'posexplode_outer',
    kind: 'generator',
    nulls: 'always',
    signatures: [signature('array<any> => int'), signature('map<any,any> => int')],
    duckdb: '',
    examples: [
      "select k, i, x from values ('a', array(5, 6)), ('b', null) as t(k, l) lateral view outer posexplode(l) v as i, x order by k, i",
    ],
  },
];
