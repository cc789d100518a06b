/** Makes a folder that a caller named. */
import { mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { shownPath } from './diagnostics';
import { Failure, WrongUsage } from './usage';

/** Makes it and what is missing above it, one by one: the recursive way does not end where a file system refuses. */
export function makeFolder(path: string, what: string): void {
  if (path.trim() === '') throw new WrongUsage(`${what}: there is nothing in it`, 'name a folder');
  const missing: string[] = [];
  let at = resolve(path);
  for (; !isThere(at); at = dirname(at)) missing.unshift(at);
  if (!statSync(at).isDirectory()) throw new Failure(`${what}: '${shownPath(at)}' is a file, not a folder`);
  for (const folder of missing) {
    try {
      mkdirSync(folder);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      throw new Failure(`${what}: the folder '${shownPath(path)}' cannot be made: ${why}`);
    }
  }
}

/** Below a file nothing is. */
function isThere(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOTDIR') return false;
    throw error;
  }
}
