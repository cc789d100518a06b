/** Files by glob: `*` and `?` within a name, `**` over folders, `{a,b}`. */
import { readdirSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { WrongUsage } from './usage';

/** What a pattern says of a whole path with `/`. */
export interface Glob {
  test(path: string): boolean;
}

/** One step through a path; those after each other are in a list, and name others of it by where they are. */
type Step =
  | { readonly kind: 'character'; readonly is: string }
  /** Any character but `/`. */
  | { readonly kind: 'ofName' }
  | { readonly kind: 'any' }
  | { readonly kind: 'either'; readonly ways: number[] };

const longest = 1000;

/**
 * The pattern as something that tests paths. It goes through a path once, with all ways at the same time: a regular
 * expression would try them one after the other, and many stars would take it years.
 */
export function globExpression(pattern: string): Glob {
  const steps = stepsOf(pattern);
  return { test: (path) => reaches(steps, path) };
}

function stepsOf(pattern: string): readonly Step[] {
  if (pattern.length > longest) {
    const found = `found ${pattern.length} characters, '${pattern.slice(0, 40)}...'`;
    throw new WrongUsage(`a pattern is too long: ${found}; expected at most ${longest}`);
  }
  const steps: Step[] = [];
  const open: { readonly fork: number[]; readonly ends: number[][] }[] = [];
  const either = (...ways: number[]): number[] => {
    steps.push({ kind: 'either', ways });
    return ways;
  };
  for (let i = 0; i < pattern.length; i++) {
    const c = pattern.charAt(i);
    const at = steps.length;
    const within = open.at(-1);
    if (pattern.startsWith('**/', i)) {
      // Folders, as many as there are: a way around them, a name, a slash, and back.
      either(at + 1, at + 5);
      steps.push({ kind: 'ofName' });
      either(at + 1, at + 3);
      steps.push({ kind: 'character', is: '/' });
      either(at);
      i += 2;
    } else if (c === '*') {
      const deep = pattern.startsWith('**', i);
      either(at + 1, at + 3);
      steps.push({ kind: deep ? 'any' : 'ofName' });
      either(at);
      i += deep ? 1 : 0;
    } else if (c === '?') steps.push({ kind: 'ofName' });
    else if (c === '{') open.push({ fork: either(at + 1), ends: [] });
    else if (within !== undefined && (c === ',' || c === '}')) {
      within.ends.push(either());
      if (c === ',') within.fork.push(steps.length);
      else {
        for (const end of within.ends) end.push(steps.length);
        open.pop();
      }
    } else if (c === '}') throw unbalanced(pattern);
    else steps.push({ kind: 'character', is: c });
  }
  if (open.length > 0) throw unbalanced(pattern);
  return steps;
}

function unbalanced(pattern: string): WrongUsage {
  return new WrongUsage(
    `the braces of the pattern '${pattern}' do not match; expected each { with its }, as in '*.{ts,sql}'`,
  );
}

/** Whether the whole path leads to the end of the steps. */
function reaches(steps: readonly Step[], path: string): boolean {
  let current = followed(steps, [0]);
  for (const c of path.split('')) {
    const next: number[] = [];
    for (const at of current) {
      const step = steps[at];
      if (step === undefined || step.kind === 'either') continue;
      const taken = step.kind === 'character' ? step.is === c : step.kind === 'any' || c !== '/';
      if (taken) next.push(at + 1);
    }
    current = followed(steps, next);
  }
  return current.has(steps.length);
}

/** With where the forks lead. */
function followed(steps: readonly Step[], from: readonly number[]): ReadonlySet<number> {
  const all = new Set(from);
  for (const at of all) {
    const step = steps[at];
    if (step?.kind === 'either') for (const way of step.ways) all.add(way);
  }
  return all;
}

/**
 * Paths of files that match, sorted; from `folder` unless the pattern is absolute. A pattern without wildcards is a file
 * that must be there.
 */
export function filesOf(folder: string, pattern: string): readonly string[] {
  const plain = pattern.replace(/^\.\//, '');
  if (!/[*?{]/.test(plain)) return isFile(resolve(folder, plain)) ? [plain] : [];
  const start = plain.split('/').findIndex((part) => /[*?{]/.test(part));
  const base = plain.split('/').slice(0, start).join('/');
  const expression = globExpression(plain);
  const found: string[] = [];
  const walk = (at: string) => {
    let entries;
    try {
      entries = readdirSync(resolve(folder, at === '' && plain.startsWith('/') ? '/' : at), { withFileTypes: true });
    } catch {
      return;
    }
    for (const entry of entries) {
      const path = at === '' && !plain.startsWith('/') ? entry.name : `${at}/${entry.name}`;
      if (entry.isDirectory() && entry.name !== 'node_modules' && !entry.name.startsWith('.')) walk(path);
      else if (expression.test(path) && !path.endsWith('.d.ts') && isFile(resolve(folder, path))) found.push(path);
    }
  };
  walk(base);
  return found.sort();
}

function isFile(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
  } catch {
    // A link to itself, a name that no file may have.
    return false;
  }
}
