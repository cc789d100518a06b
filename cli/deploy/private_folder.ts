/** Where plans are while they are needed. A plan holds secrets of the state in clear: only its owner reads it, and it goes. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const prefix = 'lakewright-plans-';
const owner = 'owner';

/** Made for its user alone (mode 0700). What a killed run left is removed. */
export function privateFolder(): string {
  sweep();
  const folder = mkdtempSync(join(tmpdir(), prefix));
  writeFileSync(join(folder, owner), String(process.pid));
  return folder;
}

export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}

function sweep(): void {
  for (const name of readdirSync(tmpdir())) {
    const folder = join(tmpdir(), name);
    if (!name.startsWith(prefix) || !isLeft(folder)) continue;
    try {
      removeFolder(folder);
    } catch {
      // Another user's.
    }
  }
}

function isLeft(folder: string): boolean {
  try {
    const file = join(folder, owner);
    return existsSync(file) && !lives(Number(readFileSync(file, 'utf8')));
  } catch {
    return false;
  }
}

function lives(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // A process of another user lives too.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
