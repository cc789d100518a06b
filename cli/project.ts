/** The project file, `lakewright.json`: whose tables these are and where their definitions are. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import * as z from 'zod';
import { hintFor } from '../pipelines/plan';
import { shownPath } from './diagnostics';
import { WrongUsage } from './usage';

export const projectFile = 'lakewright.json';

const projectSchema = z.strictObject({
  /** Part of the names of databases and roles. */
  domain: z.string().regex(/^[a-z][a-z0-9_]*$/, 'expected lower-case letters, digits and _'),
  /** Files and globs, from the folder of this file: `pipelines/*.ts`, `pipelines/**\/*.sql`. */
  definitions: z.array(z.string().min(1)).min(1),
  /** The folder of the environments. */
  environments: z.string().default('environments'),
  /** The folder of local runs: tables, ledger, report. */
  workspace: z.string().default('.lakewright'),
  /** Values of `${NAME}` for local runs, where the process environment has none. Paths are from the folder of this file. */
  parameters: z.record(z.string(), z.string()).default({}),
});

export interface Project extends z.output<typeof projectSchema> {
  /** The folder of the project file, absolute. */
  readonly folder: string;
}

/** @param from a project file, its folder, or a folder below it */
export function readProject(from: string): Project {
  const given = statSync(from, { throwIfNoEntry: false });
  if (given === undefined) throw new WrongUsage(`--project: there is no folder '${from}'`);
  if (given.isFile() && !from.endsWith('.json'))
    throw new WrongUsage(`--project: '${from}' is a file`, `name the folder of a ${projectFile}`);
  const file = findProject(resolve(from));
  if (file === undefined) {
    throw new WrongUsage(
      `there is no ${projectFile} in ${from === '.' ? 'this folder' : `'${from}'`} or above`,
      `write one: {"domain": "shop", "definitions": ["pipelines/*.ts"]}, or say where it is: --project <folder>`,
    );
  }
  const shown = shownPath(file);
  const data = readJson(file, shown);
  const parsed = projectSchema.safeParse(data);
  if (!parsed.success) throw wrongProject(shown, parsed.error, data);
  return { ...parsed.data, folder: dirname(file) };
}

function readJson(file: string, shown: string): unknown {
  let text = '';
  try {
    text = readFileSync(file, 'utf8');
    return JSON.parse(text);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (!(error instanceof SyntaxError)) throw new WrongUsage(`${shown}: ${message}`);
    throw new WrongUsage(
      `${shown}${placeOf(message, text)}: no JSON: ${message.replace(/ in JSON at position .*| of JSON input$/, '')}`,
      'names and texts are in double quotes, with a comma between two entries and none after the last',
    );
  }
}

/** `:2:13`, where what is wrong with the JSON says it. */
function placeOf(message: string, text: string): string {
  const [, position] = /at position (\d+)/.exec(message) ?? [];
  if (position === undefined && !message.startsWith('Unexpected end')) return '';
  const before = text.slice(0, position === undefined ? text.length : Number(position)).split('\n');
  return `:${before.length}:${(before.at(-1)?.length ?? 0) + 1}`;
}

function findProject(from: string): string | undefined {
  if (from.endsWith('.json')) return existsSync(from) ? from : undefined;
  const file = join(from, projectFile);
  if (existsSync(file)) return file;
  return dirname(from) === from ? undefined : findProject(dirname(from));
}

function wrongProject(file: string, error: z.ZodError, data: unknown): WrongUsage {
  const hints: string[] = [];
  const lines = error.issues.map((issue) => {
    if (issue.code === 'unrecognized_keys') {
      const hint = issue.keys.map((key) => hintFor(key, Object.keys(projectSchema.shape)))[0];
      if (hint !== undefined) hints.push(hint);
      return `unknown key '${issue.keys.join("', '")}'`;
    }
    const key = issue.path.join('.');
    if (key === '') return `expected a mapping, as in {"domain": "shop", "definitions": ["pipelines/*.ts"]}`;
    if (issue.code !== 'invalid_type') return `${key}: ${issue.message}`;
    const kind = issue.expected === 'string' ? 'a text' : issue.expected === 'array' ? 'a list' : 'a mapping';
    return / undefined$/.test(issue.message)
      ? `${key} is missing; expected ${kind}`
      : `${key}: expected ${kind}, found ${valueAt(data, issue.path)}`;
  });
  return new WrongUsage(`${file}: ${lines.join('; ')}`, hints[0]);
}

function valueAt(data: unknown, path: readonly PropertyKey[]): string {
  const found = path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    data,
  );
  return JSON.stringify(found);
}
