/** One piece of the setup: done once per content of its list, by one process at a time. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isComplete, marker } from './paths';

/** Runs `fill` on an empty `folder` unless it is complete; what it returns is kept in the marker. */
export async function once(folder: string, fill: () => Promise<string>): Promise<'there' | 'installed'> {
  if (isComplete(folder)) return 'there';
  mkdirSync(join(folder, '..'), { recursive: true });
  const release = await lock(`${folder}.lock`);
  try {
    if (isComplete(folder)) return 'there';
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder);
    const content = await fill();
    writeFileSync(join(folder, marker), content);
    return 'installed';
  } finally {
    release();
  }
}

async function lock(path: string): Promise<() => void> {
  for (;;) {
    try {
      writeFileSync(path, String(process.pid), { flag: 'wx' });
      return () => rmSync(path, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      if (!holderLives(path)) rmSync(path, { force: true });
      else await new Promise((resolve) => setTimeout(resolve, 300));
    }
  }
}

function holderLives(path: string): boolean {
  if (!existsSync(path)) return false;
  const pid = Number(readFileSync(path, 'utf8'));
  try {
    // An empty file is one that its owner is about to write.
    return pid === 0 || process.kill(pid, 0);
  } catch {
    return false;
  }
}
