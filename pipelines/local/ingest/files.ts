/** Which files an ingest reads: the folder before the first wildcard, and what lies below it. */
import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { isAbsolute, join, resolve } from 'node:path';
import type { SourceFile } from '../ledger';
import { compareText } from './rescued';

/** Digests of contents that this process read, by path, size and time of change. */
export type Digests = Map<string, string>;

/** `/landing/orders/*.csv` is folder `/landing/orders` and pattern `*.csv`. */
export function splitPattern(path: string): { readonly folder: string; readonly pattern: readonly string[] } {
  const parts = (isAbsolute(path) ? path : resolve(path)).split('/').filter((p) => p !== '');
  const wild = parts.findIndex((p) => /[*?]/.test(p));
  const cut = wild === -1 ? parts.length - 1 : wild;
  return { folder: `/${parts.slice(0, cut).join('/')}`, pattern: parts.slice(cut) };
}

/** All files of the pattern in the order of their paths, with the digests of their contents. */
export async function findFiles(path: string, digests: Digests): Promise<readonly SourceFile[]> {
  const { folder, pattern } = splitPattern(path);
  const paths = await below(folder, '', pattern);
  const found: SourceFile[] = [];
  for (const file of [...paths].sort(compareText)) {
    const { size, mtimeNs } = await stat(join(folder, file), { bigint: true });
    const key = [folder, file, size, mtimeNs].join('|');
    const etag = digests.get(key) ?? digestOf(await readFile(join(folder, file)));
    digests.set(key, etag);
    found.push({ path: file, etag, size: Number(size) });
  }
  return found;
}

export function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

async function below(folder: string, prefix: string, pattern: readonly string[]): Promise<readonly string[]> {
  const [first, ...rest] = pattern;
  if (first === undefined) return [];
  const matches = segmentPattern(first);
  const found: string[] = [];
  for (const entry of await entriesOf(join(folder, prefix))) {
    if (/^[._]/.test(entry.name) || !matches.test(entry.name)) continue;
    const path = prefix === '' ? entry.name : `${prefix}/${entry.name}`;
    // A link counts as what it leads to.
    const directory = entry.isSymbolicLink() ? (await stat(join(folder, path))).isDirectory() : entry.isDirectory();
    if (directory && rest.length > 0) found.push(...(await below(folder, path, rest)));
    if (!directory && rest.length === 0) found.push(path);
  }
  return found;
}

async function entriesOf(folder: string): ReturnType<typeof readEntries> {
  try {
    return await readEntries(folder);
  } catch (error) {
    // A folder that nothing was delivered to yet has no files.
    if (typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

function readEntries(folder: string) {
  return readdir(folder, { withFileTypes: true });
}

function segmentPattern(segment: string): RegExp {
  const source = segment
    .replace(/[\\^$.|+()[\]{}]/g, '\\$&')
    .replace(/\*/g, '.*')
    .replace(/\?/g, '.');
  return new RegExp(`^${source}$`, 'su');
}
