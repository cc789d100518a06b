/** A request to end where no terraform runs: it is followed at once, and nothing is told as failed. */
import { spawn, type ChildProcess } from 'node:child_process';
import { cpSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lakewright, root, running, surroundings, terminal } from './terminal/surroundings';

/** @param typed by what is waited for on the screen */
async function onTerminal(args: readonly string[], env: NodeJS.ProcessEnv, typed: readonly (readonly string[])[]) {
  const command = JSON.stringify([...lakewright, ...args]);
  const drive = join(terminal, 'drive.py');
  const child = spawn('python3', [drive, command, JSON.stringify(typed)], { cwd: root, env });
  let out = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  await new Promise((resolve) => child.once('close', resolve));
  return JSON.parse(out) as { readonly code: number; readonly screen: string };
}

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'])('%s at the question ends it', async (signal) => {
  const around = await surroundings(['base']);
  try {
    const args = ['deploy', '--env', 'dev', '--app', around.app];
    const question = ['Only yes is taken: ', `kill ${signal}`];
    const { code, screen } = await onTerminal(args, around.environment(), [question]);
    expect(screen).toContain('stopped on request; nothing was applied');
    expect(screen).not.toContain('failed');
    expect({ code, told: around.told(), left: around.leftovers() }).toEqual({ code: 1, told: [], left: [] });
  } finally {
    around.close();
  }
});

test.each(['deploy', 'drift'])('%s gives up waiting for an answer of AWS', async (name) => {
  let child: ChildProcess | undefined;
  const around = await surroundings(['base'], (request) => {
    request.resume();
    child?.kill('SIGINT');
  });
  try {
    const args = [name, '--env', 'dev', '--app', around.app, ...(name === 'deploy' ? ['--auto-approve'] : [])];
    const { code, err } = await running(args, around.environment(), (started) => {
      child = started;
    });
    expect(err).toContain('stopped on request; nothing was applied');
    expect({ code, told: around.told(), left: around.leftovers() }).toEqual({ code: 1, told: [], left: [] });
  } finally {
    around.close();
  }
});

test('a workspace that is a file is named', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'lakewright-workspace-'));
  for (const each of ['environments', 'examples', 'runtime', 'pipelines', 'node_modules'])
    symlinkSync(join(root, each), join(folder, each));
  cpSync(join(root, 'lakewright.json'), join(folder, 'lakewright.json'));
  writeFileSync(join(folder, '.lakewright'), '');
  const args = ['deploy', '--env', 'dev', '--project', folder, '--plan-only'];
  const { code, err } = await running(args, { PATH: process.env['PATH'], NO_COLOR: '1' });
  expect(err).toMatch(/error the workspace: '.*\.lakewright' is a file, not a folder\n/);
  expect(code).toBe(1);
});
