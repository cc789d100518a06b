/** Variables in settings: \${NAME} and \${NAME:-default}, read from the environment while compiling. */
import { isPlain } from './plain';
import type { Path } from './written';

const variable = /(?<!\$)\$\{([A-Z_][A-Z0-9_]*)(?::-([^}]*))?\}/g;

/** What stays as it is: there a variable is a parameter, valued by bindings when the task runs. */
const exempt = new Set(['from', 'expect', 'control_totals']);

export interface Substituted {
  /** With undefined where a variable is not set. */
  readonly data: unknown;
  /** Variables that are not set, and where they stand. */
  readonly unset: readonly { readonly name: string; readonly path: Path }[];
  /** Paths of texts that were one variable and nothing else: a number may be meant. */
  readonly whole: ReadonlySet<string>;
  /** The variables that were met, with what the environment has for each. */
  readonly used: ReadonlyMap<string, string | undefined>;
}

export function substitute(data: unknown, environment: Readonly<Record<string, string | undefined>>): Substituted {
  if (!mentions(data)) return none(data);
  const unset: { name: string; path: Path }[] = [];
  const whole = new Set<string>();
  const used = new Map<string, string | undefined>();
  const visit = (value: unknown, path: Path): unknown => {
    if (typeof value === 'string') {
      const before = unset.length;
      const text = value.replace(variable, (all, name: string, fallback?: string) => {
        if (all === value) whole.add(pathKey(path));
        used.set(name, environment[name]);
        const found = environment[name] ?? fallback;
        if (found === undefined) unset.push({ name, path });
        return found ?? '';
      });
      return unset.length > before ? undefined : text;
    }
    if (Array.isArray(value)) return value.map((entry, i) => visit(entry, [...path, i]));
    if (!isPlain(value)) return value;
    const entries = Object.entries(value).map(([key, entry]) => {
      const kept = exempt.has(key) && (path.length === 0 || path[0] === 'tasks');
      return [key, kept ? entry : visit(entry, [...path, key])] as const;
    });
    return Object.fromEntries(entries);
  };
  return { data: visit(data, []), unset, whole, used };
}

const none = (data: unknown): Substituted => ({ data, unset: [], whole: new Set(), used: new Map() });

/** Whether there may be something to substitute: most definitions have nothing. */
function mentions(value: unknown): boolean {
  if (typeof value === 'string') return /\$\{[A-Z_]/.test(value);
  return value !== null && typeof value === 'object' && Object.values(value).some(mentions);
}

/** A path as a key of sets. */
export const pathKey = (path: Path): string => JSON.stringify(path.map(String));

/** What a text that came from a variable is, where a number or a yes-or-no is expected. */
export function scalar(text: string): unknown {
  if (/^-?\d+(?:\.\d+)?$/.test(text)) return Number(text);
  return text === 'true' ? true : text === 'false' ? false : text;
}
