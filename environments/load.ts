/** Reads `environments/<name>.yaml`: everything that is wrong with it comes back at once, with its place. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Diagnostic, nearest, type Position, sortDiagnostics } from '../pipelines/plan';
import { ownerProblems } from './account_owner';
import { readDocument } from './document';
import { environmentNames, environmentText } from './files';
import { expectedText, issueDiagnostics } from './issues';
import { dotted, type Path, problem } from './problem';
import { type Environment, environmentSchema } from './schema';
import { shortened } from './shown';
import { substituteVariables, type Unfit } from './variables';
import { environmentName } from './values';

type Variables = Readonly<Record<string, string | undefined>>;

export interface LoadOptions {
  /** The folder of the environments' files; `environments` in the working directory unless given. */
  readonly folder?: string;
  /** Values of `${VAR}`; the process environment unless given. */
  readonly variables?: Variables;
}

export interface LoadedEnvironment {
  readonly environment: Environment | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

export function loadEnvironment(name: string, options: LoadOptions = {}): LoadedEnvironment {
  const folder = options.folder ?? join(process.cwd(), 'environments');
  const text = environmentText(folder, name);
  if (text === undefined) return { environment: undefined, diagnostics: [unknownEnvironment(name, folder)] };
  if (typeof text !== 'string') return { environment: undefined, diagnostics: [text] };
  const variables = options.variables ?? process.env;
  const { environment, diagnostics } = readEnvironment(name, text, fileOf(name), variables);
  if (environment?.account === undefined) return { environment, diagnostics };
  const owned = environmentNames(folder)
    .filter((each) => each !== name)
    .flatMap((each) => neighbourProblems(environment, each, environmentText(folder, each), variables));
  const refused = owned.some(({ severity }) => severity === 'error');
  return { environment: refused ? undefined : environment, diagnostics: [...diagnostics, ...owned] };
}

/** Of the environments that were read from files. */
const places = new WeakMap<Environment, (path: Path) => Position>();

/** Where a key of an environment is written, or the nearest part of it; undefined where it is of no file. */
export const placeOf = (environment: Environment, path: Path): Position | undefined => places.get(environment)?.(path);

/** What is wrong with an environment that owns its account, because of another one beside it. */
function neighbourProblems(
  environment: Environment,
  name: string,
  text: string | Diagnostic | undefined,
  variables: Variables,
): readonly Diagnostic[] {
  if (text === undefined) return [];
  const other = typeof text === 'string' ? readEnvironment(name, text, fileOf(name), variables).environment : undefined;
  if (other !== undefined) return ownerProblems(environment, [other]);
  // A variable of another environment is often not set here; only one that says `account` can be in the way.
  if (typeof text === 'string' && !/^['"]?account['"]?\s*:/m.test(text)) return [];
  const message = `${fileOf(name)}: cannot be read, so nobody knows whether it owns the account of '${environment.name}' too; expected a file without mistakes`;
  const hint = `lakewright validate --env ${name} says what is wrong`;
  return [{ ...problem('account-owner', message, 'account', undefined, hint), severity: 'warning' }];
}

/** The same from text; `file` is only for the places of diagnostics. */
export function readEnvironment(name: string, text: string, file: string, variables: Variables): LoadedEnvironment {
  const document = readDocument(text, file);
  if (!('place' in document)) return { environment: undefined, diagnostics: sortDiagnostics(document) };
  const { place } = document;
  const { value, unset, unfit } = substituteVariables(document.value, variables);
  const diagnostics: Diagnostic[] = unset.map(({ path, variable }) => {
    const near = nearestVariable(variable, Object.keys(variables));
    return problem(
      'unset-variable',
      `${file}: ${dotted(path)}: the variable ${variable} is not set; expected a value, or a default as in \${${variable}:-value}`,
      dotted(path),
      place(path),
      near === undefined ? `set ${variable}` : `did you mean '${near}'?`,
    );
  });
  diagnostics.push(...unfit.map((each) => unfitDiagnostic(each, file, place)));
  const told = new Set([...unset, ...unfit].map(({ path }) => dotted(path)));
  const parsed = environmentSchema.safeParse(value, { error: expectedText });
  for (const issue of parsed.error?.issues ?? []) {
    if (!told.has(dotted(issue.path))) diagnostics.push(...issueDiagnostics(issue, value, file, place));
  }
  if (parsed.success && parsed.data.name !== name) {
    const message = `${file}: name: found '${parsed.data.name}', expected '${name}', the name of the file`;
    diagnostics.push(problem('environment-name', message, 'name', place(['name'])));
  }
  const environment = parsed.success && diagnostics.length === 0 ? parsed.data : undefined;
  if (environment !== undefined) places.set(environment, place);
  return { environment, diagnostics: sortDiagnostics(diagnostics) };
}

/** A key or a value that must not reach Terraform, or cannot be a key. */
function unfitDiagnostic({ path, of, text, why }: Unfit, file: string, place: (path: Path) => Position): Diagnostic {
  const code = of === 'key' ? 'wrong-key' : 'wrong-value';
  const at = dotted(of === 'key' ? path.slice(0, -1) : path);
  const found = `${file}: ${at === '' ? '' : `${at}: `}found ${of === 'key' ? 'the key ' : ''}${JSON.stringify(text)}`;
  const expected =
    why === 'prototype'
      ? 'expected another key: this one is of every object'
      : of === 'key'
        ? 'expected a key without ${ and %{: variables are replaced in values alone, and Terraform takes it for an expression'
        : 'expected ${NAME} or ${NAME:-default}, with nothing nested: Terraform takes what is left for an expression';
  const hint =
    why === 'prototype' || of === 'key'
      ? undefined
      : 'a literal ${ or %{ cannot be written, in a value of a variable neither';
  return problem(code, `${found}; ${expected}`, dotted(path), place(path), hint);
}

/**
 * A variable that is set and may have been meant. The process environment has many that are like any short word, so
 * one has to have the same first word, or to differ in one letter of five or more.
 */
function nearestVariable(name: string, set: readonly string[]): string | undefined {
  const first = (variable: string): string => variable.split('_')[0] ?? '';
  return nearest(
    name,
    set.filter(
      (each) =>
        (name.includes('_') && each.includes('_') && first(each) === first(name)) ||
        (name.length >= 5 && oneApart(name.toLowerCase(), each.toLowerCase())),
    ),
  );
}

/** Whether one letter is replaced, added or left out, or two beside each other are swapped. */
function oneApart(one: string, other: string): boolean {
  let start = 0;
  while (start < one.length && one[start] === other[start]) start++;
  const [a, b] = [one.slice(start), other.slice(start)];
  return (
    a.slice(1) === b.slice(1) ||
    a.slice(1) === b ||
    a === b.slice(1) ||
    (a.slice(2) === b.slice(2) && a[0] === b[1] && a[1] === b[0])
  );
}

const fileOf = (name: string): string => `environments/${name}.yaml`;

function unknownEnvironment(name: string, folder: string): Diagnostic {
  const known = environmentNames(folder);
  const near = nearest(name, known);
  const list = known.length === 0 ? 'there are none in the folder environments' : `known are ${known.join(', ')}`;
  const write = `write ${fileOf(name)}: name, tier, project, region, accounts, compute, state`;
  const rename = `rename environments/${name}.yml to ${name.toLowerCase()}.yaml`;
  const isPlain = /^[\w.-]+$/.test(name);
  const hint =
    isPlain && existsSync(join(folder, `${name}.yml`))
      ? rename
      : near !== undefined
        ? `did you mean '${near}'?`
        : environmentName.test(name)
          ? write
          : undefined;
  return problem(
    'unknown-environment',
    `there is no environment '${shortened(name)}'; ${list}`,
    'name',
    undefined,
    hint,
  );
}
