/** The JSON Schema of YAML definitions, for editors: what the zod schemas take, custom words included. */
import * as z from 'zod';
import { pipeline, table } from './schema';
import { templateSchemas } from './template';
import { type Category, defined } from './word';

type JsonSchema = z.core.JSONSchema.BaseSchema;

const dialect = 'https://json-schema.org/draft/2020-12/schema';
const categories: readonly Category[] = ['task', 'step', 'connector', 'schedule', 'alert'];

/** A place for any word of a category refers to the list of them: it does not repeat it. */
const toJson = (schema: z.ZodType): JsonSchema => {
  const { $schema: _, ...json } = z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      // zod's internal and public names of one class.
      const category = z.globalRegistry.get(zodSchema as unknown as z.ZodType)?.['category'];
      if (typeof category !== 'string') return;
      for (const key of Object.keys(jsonSchema)) Reflect.deleteProperty(jsonSchema, key);
      jsonSchema.$ref = `#/$defs/${category}`;
    },
  });
  return json;
};

/** A new value each time: what an author registers before is in it. One document of a YAML file is an instance. */
export function jsonSchema(): JsonSchema {
  const words = (category: Category): JsonSchema => ({
    anyOf: defined(category).flatMap(({ name, schema }) => {
      const json = toJson(schema);
      const node = { ...json, required: [...new Set([...(json.required ?? []), name])] };
      // A word that needs no subject may stand alone.
      return schema.safeParse({ [name]: undefined }).success ? [{ const: name }, node] : [node];
    }),
  });
  const task = defined('task').map(({ schema }) => {
    const node = toJson(schema);
    return {
      ...node,
      properties: { pipeline: { type: 'string' as const }, ...node.properties },
      required: ['pipeline', ...(node.required ?? [])],
    };
  });
  const documents = [toJson(table), toJson(pipeline), ...task, ...templateSchemas().map(toJson)];
  return {
    $schema: dialect,
    title: 'Lakewright definition',
    anyOf: documents.map(admitVariables),
    $defs: {
      variable: { type: 'string', pattern: '\\$\\{[A-Z_][A-Z0-9_]*(:-[^}]*)?\\}' },
      ...Object.fromEntries(categories.map((category) => [category, admitVariables(words(category))])),
    },
  };
}

const restricted = ['pattern', 'enum', 'format', 'minimum', 'maximum'];

/** A setting may be a variable, whatever it holds. */
function admitVariables(json: JsonSchema): JsonSchema {
  if (json.enum !== undefined || json.type === 'integer' || json.type === 'number' || json.type === 'boolean') {
    return { anyOf: [json, { $ref: '#/$defs/variable' }] };
  }
  if (json.type === 'string') {
    return restricted.some((key) => key in json) ? { anyOf: [json, { $ref: '#/$defs/variable' }] } : json;
  }
  const inner = (schema: unknown): unknown => (isSchema(schema) ? admitVariables(schema) : schema);
  const members = Object.entries(json).map(([key, value]) => {
    if (key === 'properties' && isSchema(value)) {
      return [key, Object.fromEntries(Object.entries(value).map(([name, of]) => [name, inner(of)]))];
    }
    if (key === 'anyOf' && Array.isArray(value)) return [key, value.map(inner)];
    return [key, key === 'items' || key === 'additionalProperties' ? inner(value) : value];
  });
  return Object.fromEntries(members) as JsonSchema;
}

function isSchema(value: unknown): value is JsonSchema {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
