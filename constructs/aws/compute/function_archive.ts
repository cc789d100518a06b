/** A function's code as a zip: the same files give the same bytes, on every machine and in every folder. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import { zipSync, type Zippable } from 'fflate';

/** Paths below the root of the code, with forward slashes. */
export type FunctionFiles = ReadonlyMap<string, Uint8Array>;

/** The earliest time that a zip can hold, in its own terms: no zone, so the same fields on every machine. */
const earliest = new Date(1980, 0, 1);
const unix = 3;
const modes = { file: 0o100644, program: 0o100755 } as const;

/**
 * Names sorted, times and modes fixed: readable for all, as Lambda asks, and `bootstrap` executable, which starts a
 * custom runtime: https://docs.aws.amazon.com/lambda/latest/dg/configuration-function-zip.html
 */
export function functionArchive(files: FunctionFiles): Uint8Array {
  const members: Zippable = {};
  for (const [path, content] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const mode = path === 'bootstrap' ? modes.program : modes.file;
    members[path] = [content, { mtime: earliest, level: 9, os: unix, attrs: mode * 2 ** 16 }];
  }
  return zipSync(members);
}

const made = /(^|\/)(__pycache__|\.git|\.DS_Store|\.pytest_cache|\.mypy_cache|\.venv)(\/|$)|\.pyc$/;

/** The files below `folder`, without what tools leave there. */
export function functionFiles(folder: string): FunctionFiles {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll(sep, '/'))
    .filter((path) => !made.test(path));
  return new Map(files.sort().map((path) => [path, readFileSync(join(folder, path))]));
}

export const sha256 = (content: Uint8Array, encoding: 'hex' | 'base64'): string =>
  createHash('sha256').update(content).digest(encoding);

/** Where the synthesis takes the zip from; named by its content, so that it is written once. */
export function keepArchive(zip: Uint8Array): string {
  const folder = join(tmpdir(), 'lakewright-functions', sha256(zip, 'hex'));
  const path = join(folder, 'function.zip');
  if (!existsSync(path)) {
    mkdirSync(folder, { recursive: true });
    const unfinished = `${path}.${process.pid}`;
    writeFileSync(unfinished, zip);
    renameSync(unfinished, path);
  }
  return path;
}
