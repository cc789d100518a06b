/** Which keys a mapping of an environment's file may have, by the schema. */
import { environmentSchema } from './schema';
import type { Path } from './problem';

/** The keys of the schema's object at `path`; none where it is not an object. */
export function allowedKeys(path: Path, value: unknown): readonly string[] {
  let schema: unknown = environmentSchema;
  path.forEach((key, i) => {
    schema = step(option(unwrap(schema), valueAt(value, path.slice(0, i))), key);
  });
  const object = option(unwrap(schema), valueAt(value, path));
  return hasShape(object) ? Object.keys(object.shape) : [];
}

/** Of objects that one key tells apart, the one that the value is; the first where the value does not say. */
function option(schema: unknown, value: unknown): unknown {
  const { discriminator, options } = definition(schema);
  if (typeof discriminator !== 'string' || !Array.isArray(options)) return schema;
  const said: unknown = Reflect.get(Object(value), discriminator);
  const all: readonly unknown[] = options;
  const named = all.find((each) => {
    const values = hasShape(each) ? definition(each.shape[discriminator])['values'] : undefined;
    return Array.isArray(values) && values.includes(said);
  });
  return named ?? all[0];
}

function step(schema: unknown, key: PropertyKey): unknown {
  if (hasShape(schema)) return schema.shape[String(key)];
  const inner = definition(schema);
  return inner['valueType'] ?? inner['element'];
}

function unwrap(schema: unknown): unknown {
  const inner = definition(schema);
  const next = inner['innerType'] ?? (inner['type'] === 'pipe' ? written(inner) : undefined);
  return next === undefined ? schema : unwrap(next);
}

/** What is written is before a transformation, or after what prepares it. */
const written = ({ in: first, out }: Readonly<Record<string, unknown>>): unknown =>
  definition(first)['type'] === 'transform' ? out : first;

function definition(schema: unknown): Readonly<Record<string, unknown>> {
  if (schema === null || typeof schema !== 'object' || !('def' in schema)) return {};
  return schema.def !== null && typeof schema.def === 'object' ? { ...schema.def } : {};
}

function hasShape(schema: unknown): schema is { readonly shape: Readonly<Record<string, unknown>> } {
  return schema !== null && typeof schema === 'object' && 'shape' in schema;
}

export function valueAt(value: unknown, path: Path): unknown {
  let node = value;
  for (const key of path) {
    if (node === null || typeof node !== 'object') return undefined;
    node = Reflect.get(node, key);
  }
  return node;
}
