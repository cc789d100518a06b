/** Reads data by a schema and goes on where something is wrong: what is right of it is read all the same. */
import type * as z from 'zod';
import { findings, type Finding, parsing } from './issues';
import { isPlain } from './plain';
import { pathKey, scalar } from './variables';
import type { Path } from './written';

export interface Reading<T> {
  /** Undefined where what is left makes no sense. */
  readonly value: T | undefined;
  readonly findings: readonly Finding[];
}

/** So often something is taken out before reading is given up. */
const patience = 12;

/** What is known of the variables that data had, by the keys of their paths. */
export interface Variables {
  /** Texts that were a variable and nothing else: they may stand for numbers. */
  readonly whole: ReadonlySet<string>;
  /** Not set, and told of. */
  readonly unset: ReadonlySet<string>;
}

export function read<T>(schema: z.ZodType<T>, data: unknown, { whole, unset }: Variables): Reading<T> {
  let given = data;
  let found: readonly Finding[] | undefined;
  for (let round = 0; round < patience; round++) {
    const parsed = schema.safeParse(given, parsing);
    if (parsed.success) return { value: parsed.data, findings: found ?? [] };
    const said = findings(parsed.error.issues);
    const meant = said.filter(
      (f) => f.code === 'invalid-type' && whole.has(pathKey(f.path)) && typeof at(given, f.path) === 'string',
    );
    const numbers = meant.filter((f) => typeof scalar(String(at(given, f.path))) !== 'string');
    if (numbers.length > 0) {
      for (const { path } of numbers) given = put(given, path, scalar(String(at(given, path))));
      continue;
    }
    found ??= said.filter((f) => !unset.has(pathKey(f.path)));
    const before: unknown = given;
    for (const { path, code } of said)
      given = put(given, code === 'missing-option' && !holds(before, path) ? path.slice(0, -1) : path, undefined);
    if (given === undefined) break;
  }
  return { value: undefined, findings: found ?? [] };
}

function at(data: unknown, path: Path): unknown {
  let here = data;
  for (const key of path) here = here !== null && typeof here === 'object' ? Reflect.get(here, key) : undefined;
  return here;
}

/** Whether there is such a key, be it of nothing: an unset variable leaves one. */
function holds(data: unknown, path: Path): boolean {
  const owner = at(data, path.slice(0, -1));
  const key = path.at(-1);
  return owner !== null && typeof owner === 'object' && key !== undefined && Object.hasOwn(owner, key);
}

/** `data` with another value at a path; undefined takes what is there out. */
function put(data: unknown, path: Path, value: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  if (Array.isArray(data)) {
    const entries = data.map((entry: unknown, i) => (i === key ? put(entry, rest, value) : entry));
    return entries.filter((entry) => entry !== undefined);
  }
  if (!isPlain(data)) return data;
  const entries = Object.entries(data).map(([k, entry]) => [k, k === key ? put(entry, rest, value) : entry] as const);
  return Object.fromEntries(entries.filter(([, entry]) => entry !== undefined));
}
