import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as z from 'zod';
import type { Plan } from '../plan';
import { type Bundle, bundle } from './files';

const manifestFile = 'manifest.json';
const manifest = z.object({ files: z.record(z.string(), z.string()) });

/**
 * Writes a Plan's bundle into a folder that is new, empty, or holds an earlier bundle.
 *
 * @param python the authors' files by their path in the Plan
 * @throws where the folder holds anything else
 */
export function writeBundle(plan: Plan, python: ReadonlyMap<string, Uint8Array>, outDir: string): Bundle {
  const made = bundle(plan, python);
  clear(outDir);
  // Always new files: stacks that were synthesized from the earlier bundle hold links to its files.
  for (const [path, content] of made.files) {
    const file = join(outDir, path);
    mkdirSync(dirname(file), { recursive: true });
    if (path === manifestFile) continue;
    rmSync(file, { force: true });
    writeFileSync(file, content);
  }
  // In one step, and last: it is what tells a bundle's folder from any other.
  const written = join(outDir, manifestFile);
  writeFileSync(`${written}.new`, made.files.get(manifestFile) ?? '');
  renameSync(`${written}.new`, written);
  return made;
}

/** Removes what an earlier bundle left, file by file: a stale program must not ship. */
function clear(outDir: string): void {
  if (!existsSync(outDir) || readdirSync(outDir).length === 0) return;
  const file = join(outDir, manifestFile);
  if (!existsSync(file)) throw new Error(`'${outDir}' is not empty and holds no bundle; give a folder of its own`);
  const { files } = manifest.parse(JSON.parse(readFileSync(file, 'utf8')));
  for (const path of Object.keys(files)) rmSync(join(outDir, path), { force: true });
}
