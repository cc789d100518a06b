/** The files of the environments in a folder: which there are, and what one holds. */
import { closeSync, existsSync, fstatSync, openSync, readdirSync, readFileSync, type Stats, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Diagnostic } from '../pipelines/plan';
import { problem } from './problem';
import { environmentName, environmentNameText } from './values';
import { shown } from './shown';

const ending = '.yaml';
/** Far more than any has; what is larger is something else. */
const largest = 1_000_000;

/** What YAML does not have, and a terminal would obey: https://yaml.org/spec/1.2.2/#51-character-set */
const unprintable = /[^\P{Cc}\t\n\r\u0085]/u;

/** The names that `loadEnvironment` takes, sorted: of files, or links to files, with a name that an environment may have. */
export function environmentNames(folder: string = join(process.cwd(), 'environments')): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith(ending))
    .map((file) => file.slice(0, -ending.length))
    .filter((name) => environmentName.test(name) && statusOf(join(folder, `${name}${ending}`))?.isFile() === true)
    .sort();
}

/** The text of an environment's file, or what is wrong with the file; undefined where there is none. */
export function environmentText(folder: string, name: string): string | Diagnostic | undefined {
  const file = `environments/${name}${ending}`;
  const wrong = (found: string, hint?: string): Diagnostic =>
    problem('environment-file', `${file}: ${found}`, '', undefined, hint);
  const path = join(folder, `${name}${ending}`);
  // What is not a plain word is no name that anybody gave a file here: it would lead out of the folder.
  if (/[/\\\0]/.test(name)) return undefined;
  const status = statusOf(path);
  if (status === undefined) return undefined;
  if (!environmentName.test(name)) {
    return problem(
      'environment-file',
      `the folder environments: found a file ${shown(`${name}${ending}`)}; ${environmentNameText}, and '${ending}'`,
      '',
      undefined,
    );
  }
  if (!status.isFile()) return wrong(`found ${kindOf(status)}; expected a file`);
  if (status.size > largest) return wrong(`found ${status.size} bytes; expected at most ${largest}`);
  let bytes: Buffer;
  try {
    const open = openSync(path, 'r');
    try {
      if (!fstatSync(open).isFile()) return wrong('found something else than a file; expected a file');
      bytes = readFileSync(open);
    } finally {
      closeSync(open);
    }
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    return wrong(`cannot be read (${why}); expected a file that you may read`);
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (!unprintable.test(text)) return text;
  } catch {
    // Told below.
  }
  return wrong('found bytes that are no text; expected YAML in UTF-8');
}

/** Of what a link leads to; undefined where there is nothing. */
function statusOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

function kindOf(status: Stats): string {
  if (status.isDirectory()) return 'a folder';
  return status.isFIFO() ? 'a pipe' : status.isSocket() ? 'a socket' : 'a device';
}
