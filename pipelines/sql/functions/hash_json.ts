/** Hashes and JSON: https://spark.apache.org/docs/3.5.3/sql-ref-functions-builtin.html#json-functions */
import { signature, type Argument, type FunctionFact } from './fact';

function refuseBits(args: readonly Argument[]): string | undefined {
  const bits = args[1]?.literal;
  return bits === '256' || bits === '0' ? undefined : 'sha2 is portable with 256 bits: sha2(x, 256)';
}

function refusePath(args: readonly Argument[]): string | undefined {
  const path = args[1]?.literal;
  const simple = typeof path === 'string' && /^\$(?:\.[A-Za-z_][A-Za-z0-9_]*|\[\d+\])+$/.test(path);
  return simple ? undefined : "the path must be a literal like '$.order.items[0].sku'";
}

export const hashes: readonly FunctionFact[] = [
  {
    name: 'md5',
    kind: 'scalar',
    nulls: 'any',
    signatures: [signature('string => string')],
    duckdb: 'md5({0})',
    examples: ["md5('abc')", "md5('')", 'md5(cast(null as string))', "md5('é')"],
  },
  {
    name: 'sha1',
    aliases: ['sha'],
    kind: 'scalar',
    nulls: 'any',
    signatures: [signature('string => string')],
    duckdb: 'sha1({0})',
    examples: ["sha1('abc')", "sha('')"],
  },
  {
    name: 'sha2',
    kind: 'scalar',
    nulls: 'any',
    signatures: [signature('string, int => string')],
    refuse: refuseBits,
    duckdb: 'sha256({0})',
    examples: [
      "sha2('abc', 256)",
      "sha2('abc', 0)",
      'sha2(cast(null as string), 256)',
      "sha2(concat_ws('|', 'a', 'b'), 256)",
    ],
  },
  {
    name: 'hex',
    kind: 'scalar',
    nulls: 'any',
    signatures: [signature('bigint => string')],
    refuse: (args) => (args[0]?.type.kind === 'string' ? 'hex takes a whole number' : undefined),
    duckdb: 'hex({0})',
    examples: ['hex(255)', 'hex(0)', 'hex(-1)', 'hex(cast(null as bigint))'],
  },
  {
    name: 'get_json_object',
    kind: 'scalar',
    nulls: 'always',
    signatures: [signature('string, string => string')],
    refuse: refusePath,
    duckdb: '(CASE WHEN json_valid({0}) THEN json_extract_string({0}, {1}) END)',
    examples: [
      "get_json_object('{\"a\": 1}', '$.a')",
      'get_json_object(\'{"a": {"b": "x"}}\', \'$.a.b\')',
      "get_json_object('{\"a\": [1, 2]}', '$.a[1]')",
      "get_json_object('{\"a\": null}', '$.a')",
      "get_json_object('{\"a\": 1}', '$.b')",
      "get_json_object('nope', '$.a')",
      "get_json_object('{\"a\": 1.50}', '$.a')",
      "get_json_object('{\"a\": true}', '$.a')",
      "get_json_object(cast(null as string), '$.a')",
      'get_json_object(\'{"a": {"b": 1, "c": [1, 2]}}\', \'$.a\')',
    ],
  },
  {
    name: 'json_array_length',
    kind: 'scalar',
    nulls: 'always',
    signatures: [signature('string => int')],
    duckdb:
      "(CASE WHEN json_valid({0}) THEN CASE WHEN json_type({0}) = 'ARRAY' THEN CAST(json_array_length({0}) AS INTEGER) END END)",
    examples: [
      "json_array_length('[1, 2, 3]')",
      'json_array_length(\'{"a": 1}\')',
      "json_array_length('x')",
      "json_array_length('[]')",
    ],
  },
];
