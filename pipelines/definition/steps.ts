/** Steps: named transformers that follow on a query. Expanded, they are one query. */
import * as z from 'zod';
import { type Cardinality, sortKeys } from '../plan';
import type { Author } from './author';
import { type Query, raw } from './query';
import type { NormalStep, Step } from './schema';
import * as builtin from '../transformers';
import { define, node } from './word';

type Parameters<R extends z.ZodRawShape> = Author<z.input<z.ZodObject<R>>, string>;
/** `name(parameters)`; parameters that all have defaults may be left out. */
export type Say<R extends z.ZodRawShape> =
  Record<string, never> extends Parameters<R>
    ? (parameters?: Parameters<R>) => Step
    : (parameters: Parameters<R>) => Step;
type Expansion = (parameters: never, input: string, columns: readonly string[] | undefined) => string;

const expansions = new Map<string, Expansion>();
const joinsOf = new Map<string, Readonly<Record<string, Cardinality>>>();

function register<const R extends z.ZodRawShape>({ name, parameters, query, joins }: builtin.Transformer<R>): Say<R> {
  const schema = z.strictObject({ [name]: z.strictObject(parameters).prefault({} as never) }).transform((written) => ({
    step: name,
    of: written[name] as Readonly<Record<string, unknown>>,
  }));
  define('step', name, schema);
  expansions.set(name, query);
  joinsOf.set(name, joins ?? {});
  const say = (of?: object): object => node(name, of ?? {}, undefined, say);
  // What `say` gives is opaque, and its parameters are those of the schema.
  return say as unknown as Say<R>;
}

export const drop_exact_duplicates = register(builtin.drop_exact_duplicates);
export const deduplicate = register(builtin.deduplicate);
export const resolve_key = register(builtin.resolve_key);
export const trim_strings = register(builtin.trim_strings);

/**
 * Defines a transformer: a query over `input` from its parameters. `columns` are those of the input where they are
 * known. A column's name is put into a query by `raw`. `joins` says what its joins find: `{ d: 'many_to_one' }`.
 */
export function transformer<const R extends z.ZodRawShape>(
  name: string,
  parameters: R,
  query: (parameters: z.output<z.ZodObject<R>>, input: Query, columns: readonly string[] | undefined) => Query,
  { joins = {} }: { readonly joins?: Readonly<Record<string, Cardinality>> } = {},
): Say<R> {
  // A copy: parameters are kept between compiles, and a query's author may sort a list of them in place.
  return register({
    name,
    parameters,
    query: (of, input, columns) => query(sortKeys(of) as typeof of, raw(input), columns).text,
    joins,
  });
}

/** Where a character of an expanded query comes from: a place in `from`, or the number of a step. */
export type Origin = { readonly from: number } | { readonly step: number };

const opening = 'with step_0 as (\n';
/** Where the steps of a task begin in the text that they were last expanded to. */
const begins = new WeakMap<readonly NormalStep[], readonly number[]>();

/**
 * One query from a query and the steps that follow it.
 * @param columnsOf the columns of a query, undefined where they are not known; with them the steps name every column,
 *   and what they order is in one order
 */
export function expandSteps(
  from: string,
  steps: readonly NormalStep[],
  columnsOf: (query: string) => readonly string[] | undefined = () => undefined,
): string {
  if (steps.length === 0) return from;
  let text = `${opening}${from}\n)`;
  const starts: number[] = [];
  steps.forEach(({ step, of }, i) => {
    const expansion = expansions.get(step);
    if (expansion === undefined) throw new Error(`no step is called '${step}'`);
    const input = `step_${String(i)}`;
    const columns = columnsOf(`${text}\nselect * from ${input}`);
    text += `,\nstep_${String(i + 1)} as (\n`;
    starts.push(text.length);
    text += `${expansion(of as never, input, columns)}\n)`;
  });
  begins.set(steps, starts);
  return `${text}\nselect * from step_${String(steps.length)}`;
}

/** What the joins of steps find, as a task's own `joins` say it: `step_1.d`. */
export function joinsOfSteps(steps: readonly NormalStep[]): Readonly<Record<string, Cardinality>> {
  return Object.fromEntries(
    steps.flatMap(({ step }, i) =>
      Object.entries(joinsOf.get(step) ?? {}).map(([alias, found]) => [`step_${String(i + 1)}.${alias}`, found]),
    ),
  );
}

/** Where a character of what `expandSteps` last gave for these steps comes from. */
export function originIn(from: string, steps: readonly NormalStep[], offset: number): Origin {
  if (steps.length === 0) return { from: offset };
  const step = (begins.get(steps) ?? []).findLastIndex((start) => offset >= start);
  return step < 0 ? { from: Math.min(Math.max(0, offset - opening.length), from.length) } : { step };
}
