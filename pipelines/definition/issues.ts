/** From what zod finds to what an author reads: one finding each, with its own path and the nearest word. */
import type * as z from 'zod';
import { hintFor } from '../plan';
import { shown } from './vocabulary';

export interface Finding {
  readonly code: string;
  readonly message: string;
  readonly path: readonly PropertyKey[];
  readonly hint: string | undefined;
}

/** Behind this comes, in the message of an unknown key, the list of the keys that there are. */
const separator = '\u0000';

/** Says, for unknown keys, which ones there are: zod's issues have not kept the object's shape. */
const knownKeys: z.core.$ZodErrorMap = (issue) => {
  if (issue.code !== 'unrecognized_keys') return undefined;
  const def: unknown = issue.inst?._zod.def;
  const shape = isRecord(def) && isRecord(def['shape']) ? Object.keys(def['shape']) : [];
  return `unknown${separator}${shape.join(separator)}`;
};

/** How every schema here parses, so that `findings` can say all that there is to say. */
export const parsing = { error: knownKeys, reportInput: true } as const;

export function findings(issues: readonly z.core.$ZodIssue[]): readonly Finding[] {
  return issues.flatMap((issue) => fromIssue(issue));
}

function fromIssue(issue: z.core.$ZodIssue): readonly Finding[] {
  const at = (code: string, message: string, hint?: string): readonly Finding[] => [
    { code, message, path: issue.path, hint },
  ];
  switch (issue.code) {
    case 'unrecognized_keys': {
      const [, ...known] = issue.message.split(separator);
      return issue.keys.map((key) => ({
        code: 'unknown-option',
        message: `unknown option '${key}'`,
        path: [...issue.path, key],
        hint: hintFor(key, known),
      }));
    }
    case 'invalid_union': {
      if (issue.input === undefined) return at('missing-option', missing(issue.path));
      if (issue.message !== 'Invalid input') return at('invalid-value', issue.message);
      const best = furthest(issue.errors);
      return findings(best).map((f) => ({ ...f, path: [...issue.path, ...f.path] }));
    }
    case 'invalid_value': {
      const values = issue.values.map(String);
      const found = typeof issue.input === 'string' ? issue.input : undefined;
      const expected = `expected one of ${values.map((v) => `'${v}'`).join(', ')}`;
      return at('invalid-value', `${expected}, found ${shown(issue.input)}`, found && hintFor(found, values));
    }
    case 'invalid_type': {
      if (issue.input === undefined) return at('missing-option', missing(issue.path));
      const expected = /^Invalid input/.test(issue.message) ? `expected ${kind(issue.expected)}` : issue.message;
      const hint = issue.expected === 'array' && typeof issue.input === 'string' ? `write [${issue.input}]` : undefined;
      return at('invalid-type', `${expected}, found ${shown(issue.input)}`, hint);
    }
    case 'invalid_key':
      return findings(issue.issues).map((f) => ({
        ...f,
        code: 'invalid-name',
        path: issue.path,
        message: `'${String(issue.path.at(-1))}': ${f.message}`,
      }));
    case 'too_small':
    case 'too_big':
      return at('invalid-value', `${bound(issue)}, found ${shown(issue.input)}`);
    case 'custom': {
      const { code, hint } = issue.params ?? {};
      return at(
        typeof code === 'string' ? code : 'invalid-value',
        issue.message,
        typeof hint === 'string' ? hint : undefined,
      );
    }
    default:
      return at(
        'invalid-value',
        /found /.test(issue.message) ? issue.message : `${issue.message}, found ${shown(issue.input)}`,
      );
  }
}

/** The alternative that got furthest: not one that takes another kind of value, then the one with the deepest issue. */
function furthest(alternatives: readonly (readonly z.core.$ZodIssue[])[]): readonly z.core.$ZodIssue[] {
  const apt = alternatives.filter((issues) => !issues.some((i) => i.code === 'invalid_type' && i.path.length === 0));
  const depth = (issues: readonly z.core.$ZodIssue[]): number => Math.max(...issues.map((i) => i.path.length));
  return [...(apt.length > 0 ? apt : alternatives)].sort((a, b) => depth(b) - depth(a))[0] ?? [];
}

const missing = (path: readonly PropertyKey[]): string => `'${String(path.at(-1) ?? 'value')}' is missing`;

const kinds: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a mapping',
  record: 'a mapping',
};
const kind = (expected: string): string => kinds[expected] ?? expected;

function bound(issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig): string {
  const small = issue.code === 'too_small';
  const limit = String(small ? issue.minimum : issue.maximum);
  if (issue.origin === 'array') return small ? 'expected at least one entry' : `expected at most ${limit} entries`;
  if (issue.origin === 'string') return small ? 'expected some text' : `expected at most ${limit} characters`;
  return `expected at ${small ? 'least' : 'most'} ${limit}`;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return value !== null && typeof value === 'object';
}
