import { zipSync, type Zippable } from 'fflate';

/** The earliest time that a zip can hold, in its own terms: no zone, so the same fields on every machine. */
const EPOCH = new Date(1980, 0, 1);

/** A zip of `files` by path: names sorted, times fixed, so the same content gives the same bytes anywhere. */
export function archive(files: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const members: Zippable = {};
  for (const path of [...files.keys()].sort()) {
    const content = files.get(path);
    if (content) members[path] = [content, { mtime: EPOCH, level: 9 }];
  }
  return zipSync(members);
}
