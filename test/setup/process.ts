/** Runs a program to its end. */
import { spawn } from 'node:child_process';

export interface Finished {
  readonly code: number;
  /** Standard output and standard error, as they came. */
  readonly output: string;
}

/** @param how `echo`: which output also goes to ours, as it comes (none unless said) */
export function run(
  command: readonly [string, ...string[]],
  how: { cwd?: string; env?: NodeJS.ProcessEnv; echo?: 'all' | 'stderr' } = {},
): Promise<Finished> {
  return new Promise((resolve) => {
    const [program, ...args] = command;
    const child = spawn(program, args, {
      cwd: how.cwd,
      env: { ...process.env, ...how.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      if (how.echo === 'all') process.stdout.write(chunk);
    });
    child.stderr.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      if (how.echo !== undefined) process.stdout.write(chunk);
    });
    child.on('error', (error) => resolve({ code: 127, output: `${output}${error.message}\n` }));
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

/** Runs it and throws with the end of its output when it fails. */
export async function must(
  command: readonly [string, ...string[]],
  how: { cwd?: string; env?: NodeJS.ProcessEnv } = {},
): Promise<string> {
  const { code, output } = await run(command, how);
  if (code !== 0) {
    throw new Error(`${command.join(' ')}\n${output.trimEnd().split('\n').slice(-15).join('\n')}`);
  }
  return output;
}
