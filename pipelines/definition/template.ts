/** Templates: from a subject and parameters to ordinary tables and pipelines. In YAML, a document: `name: subject`. */
import * as z from 'zod';
import type { Author, Written } from './author';
import { findings, type Finding, parsing } from './issues';
import { type AnyTable, contract, isTable, ref } from './table';
import { isPlain } from './plain';
import { table_name } from './vocabulary';

type Rest<R extends z.ZodRawShape> = Author<z.input<z.ZodObject<R>>, string>;
/** `name(subject, parameters)`; what has a default may be left out. */
export type Template<S extends z.ZodType, R extends z.ZodRawShape, D> =
  Record<string, never> extends Rest<R>
    ? (subject: Written<z.input<S>, string>, parameters?: Rest<R>) => D
    : (subject: Written<z.input<S>, string>, parameters: Rest<R>) => D;

interface Expanded {
  readonly values: readonly object[];
  readonly findings: readonly Finding[];
}
type Expansion = (data: unknown, tableOf: (name: string) => AnyTable) => Expanded;
const templates = new Map<string, { readonly schema: z.ZodType; readonly expansion: Expansion }>();

export const templateNames = (): readonly string[] => [...templates.keys()];
export const templateSchemas = (): readonly z.ZodType[] => [...templates.values()].map(({ schema }) => schema);

/**
 * Defines a template. `expand` gets values: a table where the parameter is a table's name.
 * @returns what `expand` gives: definitions by name, to export
 */
export function template<S extends z.ZodType, const R extends z.ZodRawShape, D extends object>(
  name: string,
  subject: S,
  parameters: R,
  expand: (subject: Written<z.output<S>, string>, parameters: Author<z.output<z.ZodObject<R>>, string>) => D,
): Template<S, R, D> {
  if (templates.has(name) || name === 'table' || name === 'pipeline') {
    throw new TypeError(`there is a definition called '${name}' already`);
  }
  const schema = z.strictObject({ ...parameters, [name]: subject });
  const takesTable = (key: string): boolean => unwrapped(key === name ? subject : parameters[key]) === table_name;
  const fill = (data: Readonly<Record<string, unknown>>, tableOf: (id: string) => AnyTable): D => {
    const values = Object.entries(data).map(([key, value]) => [
      key,
      typeof value === 'string' && takesTable(key) ? tableOf(value) : value,
    ]);
    const { [name]: of, ...rest } = Object.fromEntries(values) as Readonly<Record<string, unknown>>;
    // The schema has read both; an object type of a computed key cannot say so.
    return expand(of as never, rest as never);
  };
  const expansion: Expansion = (data, tableOf) => {
    const read = schema.safeParse(data, parsing);
    if (!read.success) return { values: [], findings: findings(read.error.issues) };
    return { values: definitionsIn(fill(read.data, tableOf)), findings: [] };
  };
  templates.set(name, { schema, expansion });
  const say = (of: unknown, rest: object = {}): D => {
    const given = new Map<string, AnyTable>();
    const names = Object.entries({ ...rest, [name]: of }).map(([key, value]) => {
      if (!isTable(value)) return [key, value] as const;
      given.set(value[contract].name, value);
      return [key, value[contract].name] as const;
    });
    return fill(schema.parse(Object.fromEntries(names)), (id) => given.get(id) ?? ref(id));
  };
  return say;
}

function unwrapped(schema: unknown): unknown {
  return schema instanceof z.ZodExactOptional || schema instanceof z.ZodOptional ? unwrapped(schema.unwrap()) : schema;
}

/** Expands a YAML document that names a template. */
export function expandTemplate(data: unknown): Expanded {
  const name = isPlain(data) ? Object.keys(data).find((key) => templates.has(key)) : undefined;
  const found = name === undefined ? undefined : templates.get(name);
  return found?.expansion(data, ref) ?? { values: [], findings: [] };
}

/** The definitions among values, also where lists and namespaces hold them. */
export function definitionsIn(value: unknown, depth = 0): readonly object[] {
  if (value === null || typeof value !== 'object' || depth > 4) return [];
  if (isTable(value)) return [value];
  if ('pipeline' in value && typeof value.pipeline === 'string') return [value];
  if (!Array.isArray(value) && Object.prototype.toString.call(value) === '[object Promise]') return [];
  return Object.values(value).flatMap((entry) => definitionsIn(entry, depth + 1));
}
