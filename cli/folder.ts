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

/** @throws where a file of that name cannot be: what takes long is not done for nothing */
export function checkFilePlace(file: string, what: string): void {
  if (file.trim() === '') throw new WrongUsage(`${what}: there is nothing in it`, 'name a file');
  const folder = dirname(resolve(file));
  const named = `'${shownPath(folder)}'`;
  if (!isThere(folder)) throw new WrongUsage(`${what}: the folder ${named} is not there`, 'make it first');
  if (!statSync(folder).isDirectory()) throw new WrongUsage(`${what}: ${named} is a file, not a folder`);
  if (statSync(file, { throwIfNoEntry: false })?.isDirectory() === true)
    throw new WrongUsage(`${what}: '${shownPath(file)}' is a folder, not a file`);
}

/** Below a file nothing is. */
function isThere(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch (error) {
    if (typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOTDIR') return false;
    throw error;
  }
}
