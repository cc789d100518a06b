/** What a command that was told to end leaves behind: nothing, and no program that goes on. */
import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lakewright, root } from './terminal/surroundings';

const temporary = mkdtempSync(join(tmpdir(), 'lakewright-leftovers-'));
const left = () => readdirSync(temporary).filter((name) => name.startsWith('lakewright-'));

/** Signals it when `ready`, and says how it ended. */
async function signalled(
  args: readonly string[],
  signal: NodeJS.Signals,
  ready: () => boolean,
  more: NodeJS.ProcessEnv = {},
): Promise<number | null> {
  const [program = '', ...first] = lakewright;
  const env = { PATH: process.env['PATH'], HOME: temporary, TMPDIR: temporary, ...more };
  const child = spawn(program, [...first, ...args], { cwd: root, env, stdio: 'ignore' });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  while (!ready() && child.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 20));
  child.kill(signal);
  return ended;
}

const checkov = join(temporary, 'checkov');
const pid = join(temporary, 'pid');

test('a scan ends with the command, and its stacks go', async () => {
  writeFileSync(checkov, `#!/bin/sh\nsleep 300 &\necho $! >'${pid}.new'\nmv '${pid}.new' '${pid}'\nwait\n`);
  chmodSync(checkov, 0o755);
  const code = await signalled(['policy', '--env', 'dev'], 'SIGTERM', () => existsSync(pid), {
    LAKEWRIGHT_CHECKOV: checkov,
  });
  expect({ code, left: left() }).toEqual({ code: 143, left: [] });
  const scanner = Number(readFileSync(pid, 'utf8'));
  while (lives(scanner)) await new Promise((resolve) => setTimeout(resolve, 20));
});

test.each([
  ['cost', ['cost', '--env', 'dev'], 'SIGINT', 130],
  ['list', ['list', 'environments', '--compare'], 'SIGHUP', 129],
] as const)('%s in its synthesis', async (_, args, signal, expected) => {
  const code = await signalled(args, signal, () => left().length > 0);
  expect({ code, left: left() }).toEqual({ code: expected, left: [] });
});

test('what a killed process left is removed by the next', async () => {
  const code = await signalled(['cost', '--env', 'dev'], 'SIGKILL', () => left().length > 0);
  expect(code).toBeNull();
  const [abandoned = ''] = left();
  expect(abandoned).toMatch(/^lakewright-cost-/);
  const foreign = `lakewright-cost-${String(process.pid)}-abcdef`;
  mkdirSync(join(temporary, foreign));
  await signalled(['cost', '--env', 'dev'], 'SIGINT', () => left().length > 2 || !left().includes(abandoned));
  expect(left()).toEqual([foreign]);
});

function lives(process_: number): boolean {
  try {
    return process.kill(process_, 0);
  } catch {
    return false;
  }
}
