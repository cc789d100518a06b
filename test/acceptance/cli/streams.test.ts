/** Where nobody reads what it says: it ends, it does its work, and it says no more. */
import { spawnSync } from 'node:child_process';
import { lakewright, root, running, surroundings } from './terminal/surroundings';

const env = { PATH: process.env['PATH'], NO_COLOR: '1' };
const quoted = (args: readonly string[]): string => args.map((each) => `'${each}'`).join(' ');
const shell = (line: string) =>
  spawnSync('sh', ['-c', line], { cwd: root, env, encoding: 'utf8', timeout: 60_000, killSignal: 'SIGKILL' });

test('a standard error that is full ends the command', () => {
  expect(shell(`${quoted([...lakewright, 'cost', '--env', 'nope'])} 2>/dev/full`).status).toBe(2);
});

test('a standard output that is full is told once, as what it is', () => {
  const { status, stderr } = shell(`${quoted([...lakewright, 'list', 'environments'])} >/dev/full`);
  expect(stderr).toBe('error standard output cannot be written: no space left\n');
  expect(status).toBe(1);
});

test('a reader that goes away does not end a deployment', async () => {
  const around = await surroundings(['base', 'more']);
  try {
    const args = ['deploy', '--env', 'dev', '--app', around.app, '--auto-approve'];
    const { code } = await running(args, around.environment(), (child, said) => {
      // It says what it plans on standard error first: the results find nobody.
      child.stdout?.destroy();
      if (said.includes('plan')) child.stderr?.destroy();
    });
    expect({ code, told: around.told() }).toEqual({ code: 0, told: ['apply', 'apply'] });
    expect(around.leftovers()).toEqual([]);
  } finally {
    around.close();
  }
});
