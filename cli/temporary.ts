/** Folders and programs that are there for a while: they go with this process, however it ends. */
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';

export interface TemporaryFolder {
  readonly path: string;
  readonly remove: () => void;
}

export type Purpose = 'compare' | 'cost' | 'lock' | 'plans' | 'policy' | 'ref' | 'synth';

const ends = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const removals = new Set<() => void>();
const children = new Set<ChildProcess>();
let watching = false;

/**
 * Made for its user alone (mode 0700). Those that killed processes left are removed first.
 * @param before what has to be done with one before it is removed
 */
export function temporaryFolder(purpose: Purpose, before: (path: string) => void = () => {}): TemporaryFolder {
  const root = realpathSync(tmpdir());
  sweep(root, purpose, before);
  const path = mkdtempSync(join(root, `${prefix(purpose)}${String(process.pid)}-`));
  const remove = (): void => {
    if (!removals.delete(remove)) return;
    before(path);
    removeFolder(path);
  };
  removals.add(remove);
  watch();
  return { path, remove };
}

/**
 * Works in one that is gone afterwards. A request to end is followed by the end of this process and its children, so it
 * is for work of which nothing has to be kept; while a synthesis works the request waits for it.
 */
export async function inTemporaryFolder<T>(
  purpose: Purpose,
  work: (path: string) => Promise<T> | T,
  before?: (path: string) => void,
): Promise<T> {
  const listeners = ends.map((signal) => [signal, () => process.exit(128 + constants.signals[signal])] as const);
  for (const [signal, listener] of listeners) process.on(signal, listener);
  const folder = temporaryFolder(purpose, before);
  try {
    return await work(folder.path);
  } finally {
    await heard();
    folder.remove();
    for (const [signal, listener] of listeners) process.off(signal, listener);
  }
}

/** Requests to end that came while a synthesis worked are followed. The first turn may be past the place where it looks. */
export async function heard(): Promise<void> {
  for (let turn = 0; turn < 2; turn++) await new Promise((resolve) => setImmediate(resolve));
}

/** @param child a process in a group of its own (`detached`), which ends with this one */
export function endsWithUs(child: ChildProcess): void {
  children.add(child);
  watch();
  for (const event of ['exit', 'error']) child.once(event, () => children.delete(child));
}

function watch(): void {
  if (!watching) process.on('exit', endAll);
  watching = true;
}

function endAll(): void {
  for (const { pid } of children) {
    try {
      if (pid !== undefined) process.kill(-pid, 'SIGTERM');
    } catch {
      // It has ended meanwhile.
    }
  }
  for (const remove of [...removals]) remove();
}

const prefix = (purpose: Purpose): string => `lakewright-${purpose}-`;

/** A child that is ending may still write into it. */
function removeFolder(path: string): void {
  rmSync(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
}

function sweep(root: string, purpose: Purpose, before: (path: string) => void): void {
  const ours = new RegExp(`^${prefix(purpose)}(\\d+)-[A-Za-z0-9]{6}$`);
  for (const name of readdirSync(root)) {
    const pid = ours.exec(name)?.[1] ?? (purpose === 'plans' ? earlierOwner(root, name) : undefined);
    if (pid === undefined || lives(Number(pid))) continue;
    try {
      before(join(root, name));
      removeFolder(join(root, name));
    } catch {
      // Another user's.
    }
  }
}

/** The process of a folder of plans as they were made before their name said it: in a file, because plans hold secrets. */
function earlierOwner(root: string, name: string): string | undefined {
  if (!/^lakewright-plans-[A-Za-z0-9]{6}$/.test(name)) return undefined;
  try {
    return /^[1-9]\d*$/.exec(readFileSync(join(root, name, 'owner'), 'utf8'))?.[0];
  } catch {
    return undefined;
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
