/** Runs terraform once, so that neither Ctrl-C nor the end of this process takes it away from its state. */
import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { join } from 'node:path';
import type { Interrupt } from './interrupt';

export interface Ended {
  readonly code: number | null;
  /** What killed it. */
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
}

export interface RunOptions {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly interrupt: Interrupt;
  /** Whether it changes what is there. */
  readonly changing?: boolean;
  /** Where its output is while it runs. */
  readonly files: string;
  /** Each line of its standard output, as it comes. */
  readonly onLine?: (line: string) => void;
}

let runs = 0;
/** Often enough for a person who watches. */
const lookEvery = 150;

/**
 * In a group of its own, so that a terminal's Ctrl-C reaches it once, through us; and its output goes to files, because
 * a pipe whose reader was killed would end it in the middle of its work.
 */
export async function runTerraform(
  program: string,
  args: readonly string[],
  { cwd, env, interrupt, changing = false, files, onLine = () => {} }: RunOptions,
): Promise<Ended> {
  runs++;
  const [out, err] = ['out', 'err'].map((name) => join(files, `${String(runs)}.${name}`)) as [string, string];
  const [outFd, errFd] = [openSync(out, 'w', 0o600), openSync(err, 'w', 0o600)];
  try {
    const child = interrupt.begin(
      () => spawn(program, args, { cwd, env, detached: true, stdio: ['ignore', outFd, errFd] }),
      changing,
    );
    const lines = follow(out, onLine);
    const ended = await new Promise<Pick<Ended, 'code' | 'signal'>>((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', (code, signal) => resolve({ code, signal }));
    }).finally(() => lines.finish());
    return { ...ended, out: readFileSync(out, 'utf8'), err: readFileSync(err, 'utf8') };
  } finally {
    closeSync(outFd);
    closeSync(errFd);
  }
}

function follow(file: string, onLine: (line: string) => void): { readonly finish: () => void } {
  const fd = openSync(file, 'r');
  const chunk = Buffer.alloc(65_536);
  let position = 0;
  let rest = Buffer.alloc(0);
  const look = (): void => {
    for (let read = readSync(fd, chunk, 0, chunk.length, position); read > 0;) {
      position += read;
      rest = Buffer.concat([rest, chunk.subarray(0, read)]);
      for (let end = rest.indexOf(10); end >= 0; end = rest.indexOf(10)) {
        onLine(rest.subarray(0, end).toString());
        rest = rest.subarray(end + 1);
      }
      read = readSync(fd, chunk, 0, chunk.length, position);
    }
  };
  const timer = setInterval(look, lookEvery);
  return {
    finish: () => {
      clearInterval(timer);
      look();
      closeSync(fd);
    },
  };
}
