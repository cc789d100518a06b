/** One grammar for TypeScript and YAML: the call `word(subject, rest)` is the node `{ word: subject, ...rest }`. */
import * as z from 'zod';
import type { Alert, Connector, Outputs, Schedule, Step, Task } from './schema';
import { hintFor } from '../plan';
import { findings, parsing } from './issues';
import { remember } from './site';
import { shown } from './vocabulary';

export type Category = keyof Outputs;
/** What an author holds of each category; what it says is checked where definitions are read. */
export interface Nodes {
  readonly task: Task;
  readonly step: Step;
  readonly connector: Connector;
  readonly schedule: Schedule;
  readonly alert: Alert;
}

interface Word {
  readonly category: Category;
  readonly name: string;
  readonly schema: z.ZodType;
}
const words = new Map<string, Word>();
const keyOf = (category: Category, name: string): string => `${category}:${name}`;

/** Makes a word known. `schema` reads the whole node, `{ word: subject, ...rest }`. */
export function define<C extends Category>(category: C, name: string, schema: z.ZodType<Outputs[C]>): void {
  if (words.has(keyOf(category, name))) throw new TypeError(`there is a ${category} called '${name}' already`);
  words.set(keyOf(category, name), { category, name, schema });
}

/** The words of a category, in the order of their definition. */
export function defined(category: Category): readonly Word[] {
  return [...words.values()].filter((word) => word.category === category);
}

/** Grows with every word that is defined: what was read before, another word may change. */
export const vocabularySize = (): number => words.size;

export function isWord(category: Category, name: string): boolean {
  return words.has(keyOf(category, name));
}

/** Makes a node and remembers who wrote it. */
export function node(
  name: string,
  subject: unknown,
  rest: object | undefined,
  above: (...args: never[]) => unknown,
): object {
  return remember({ [name]: subject ?? null, ...rest }, above);
}

/** A place that takes any word of a category. The first key that names one decides how the node is read. */
export function open<C extends Category>(category: C): z.ZodType<Outputs[C], Nodes[C]> {
  const schema = z.unknown().transform((written, context) => {
    const value: unknown = typeof written === 'string' ? { [written]: undefined } : written;
    const names = value !== null && typeof value === 'object' && !Array.isArray(value) ? Object.keys(value) : [];
    const name = names.find((key) => isWord(category, key));
    const word = name === undefined ? undefined : words.get(keyOf(category, name));
    if (word === undefined) {
      const first = names[0];
      const known = defined(category).map((w) => w.name);
      context.addIssue({
        code: 'custom',
        message:
          first === undefined
            ? `expected a ${category} (${known.join(', ')}), found ${shown(written)}`
            : `no ${category} is called '${first}'`,
        params: { code: `unknown-${category}`, hint: first === undefined ? undefined : hintFor(first, known) },
        path: first === undefined || typeof written === 'string' ? [] : [first],
      });
      return z.NEVER;
    }
    // Nothing said is the subject's default: `hourly` is `{ hourly: }`.
    const said = Object.entries(value ?? {}).map(([key, of]: [string, unknown]) => [
      key,
      of === null && key === name ? undefined : of,
    ]);
    const parsed = word.schema.safeParse(Object.fromEntries(said), parsing);
    if (parsed.success) return parsed.data;
    for (const { code, message, path, hint } of findings(parsed.error.issues)) {
      context.addIssue({ code: 'custom', message, path: [...path], params: { code, hint } });
    }
    return z.NEVER;
  });
  // What an author holds is an opaque node, and the words of a category all give its output: `define` sees to that.
  return schema.meta({ category }) as unknown as z.ZodType<Outputs[C], Nodes[C]>;
}
