/** Azure's pipelines with their template expressions written out, as the service does before it runs them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import * as z from 'zod';

export const azureFolder = join(__dirname, '..', '..', '..', 'examples', 'delivery', 'azure');

const parameters = z
  .array(z.object({ name: z.string(), type: z.string(), default: z.unknown() }))
  .transform((all) => new Map(all.map(({ name, default: value }) => [name, value])));

/** @param name of a file below examples/delivery/azure */
export function expanded(name: string): Readonly<Record<string, unknown>> {
  const document = record.parse(parse(readFileSync(join(azureFolder, name), 'utf8')));
  const given = parameters.parse(document['parameters'] ?? []);
  const { parameters: _, ...rest } = document;
  return record.parse(expand(rest, new Map(), given));
}

const record = z.record(z.string(), z.unknown());
const each = /^\$\{\{ each (\w+) in parameters\.(\w+) \}\}$/;

function expand(value: unknown, loops: ReadonlyMap<string, string>, given: ReadonlyMap<string, unknown>): unknown {
  if (typeof value === 'string')
    return value.replaceAll(/\$\{\{ ([\w.]+) \}\}/g, (written, name: string) => {
      const found = loops.get(name) ?? given.get(name.replace(/^parameters\./, ''));
      if (typeof found !== 'string') throw new Error(`${written} is nothing`);
      return found;
    });
  if (Array.isArray(value)) return value.flatMap((item) => expandItem(item, loops, given));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, expand(part, loops, given)]));
}

function expandItem(
  item: unknown,
  loops: ReadonlyMap<string, string>,
  given: ReadonlyMap<string, unknown>,
): readonly unknown[] {
  const [key, body] = typeof item === 'object' && item !== null ? (Object.entries(item)[0] ?? []) : [];
  const loop = each.exec(String(key));
  if (loop !== null) {
    const [, name = '', list = ''] = loop;
    const bodies = z.array(z.unknown()).parse(body);
    return z
      .array(z.string())
      .parse(given.get(list))
      .flatMap((value) => bodies.map((part) => expand(part, new Map([...loops, [name, value]]), given)));
  }
  const template = z.object({ template: z.string() }).safeParse(item).data;
  if (template === undefined) return [expand(item, loops, given)];
  return z.array(z.unknown()).parse(expanded(template.template)['steps']);
}
