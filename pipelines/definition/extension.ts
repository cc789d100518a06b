/** How words are made, ours and everyone else's: each in one statement, typed and known to YAML at once. */
import * as z from 'zod';
import type { Author, Written } from './author';
import type { Outputs } from './schema';
import { define, node, type Nodes, open } from './word';

type Value<S extends z.ZodType> = Written<z.input<S>, string>;
type Rest<R extends z.ZodRawShape> = Author<z.input<z.ZodObject<R>>, string>;
/** `word(subject, rest)`; what has a default may be left out. */
export type Word<N, S extends z.ZodType, R extends z.ZodRawShape> =
  Record<string, never> extends Rest<R>
    ? undefined extends z.input<S>
      ? (subject?: Value<S>, rest?: Rest<R>) => N
      : (subject: Value<S>, rest?: Rest<R>) => N
    : (subject: Value<S>, rest: Rest<R>) => N;

/** The categories that have words of one subject. */
type Open = 'connector' | 'schedule' | 'alert';

/** Defines a word by what it reads as; `read` gives undefined after it told `issue` what is wrong. */
export function defineWord<C extends Open, S extends z.ZodType, R extends z.ZodRawShape>(
  category: C,
  name: string,
  subject: S,
  rest: R,
  read: (
    subject: z.output<S>,
    rest: z.output<z.ZodObject<R>>,
    issue: (message: string) => void,
  ) => Outputs[C] | undefined,
): Word<Nodes[C], S, R> {
  const schema = z.strictObject({ ...rest, [name]: subject }).transform((written, context) => {
    const { [name]: of, ...more } = written as Readonly<Record<string, unknown>>;
    const issue = (message: string): void => context.addIssue({ code: 'custom', message, path: [name] });
    // zod has just read both by these schemas, but the type of an object with a computed key cannot say so.
    return read(of as z.output<S>, more as z.output<z.ZodObject<R>>, issue) ?? z.NEVER;
  });
  define(category, name, schema);
  const say = (of?: unknown, more?: object): object => node(name, of, more, say);
  // What `say` gives is opaque, and its parameters are those of the two schemas.
  return say as unknown as Word<Nodes[C], S, R>;
}

type Meaning<C extends Open, S extends z.ZodType, R extends z.ZodRawShape> = (
  subject: z.output<S>,
  rest: z.output<z.ZodObject<R>>,
) => Nodes[C];

/** Defines an alert of a kind of your own: whom it tells. */
export function word<S extends z.ZodType<string>>(
  category: 'alert',
  name: string,
  subject: S,
): (subject: Value<S>) => Nodes['alert'];
/** Defines a word by what it means in words that there are: `word('schedule', 'nightly', ..., {}, (at) => daily(at))`. */
export function word<C extends Open, S extends z.ZodType, const R extends z.ZodRawShape>(
  category: C,
  name: string,
  subject: S,
  rest: R,
  means: Meaning<C, S, R>,
): Word<Nodes[C], S, R>;
export function word(
  category: Open,
  name: string,
  subject: z.ZodType,
  rest: z.ZodRawShape = {},
  means?: Meaning<Open, z.ZodType, z.ZodRawShape>,
): unknown {
  if (means === undefined) return defineWord('alert', name, subject, rest, (of) => ({ alert: name, of: String(of) }));
  return defineWord(category, name, subject, rest, (of, more, issue) => {
    const read = open(category).safeParse(means(of, more));
    for (const { message } of read.error?.issues ?? []) issue(message);
    return read.data;
  });
}
