/** The workflows for GitHub, by actionlint. */
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { goTool } from '../setup/paths';

const folder = join(__dirname, '..', '..', 'examples', 'delivery', 'github');
const lint = (...args: readonly string[]) => {
  const { status, stdout, stderr } = spawnSync(goTool('actionlint'), args, {
    cwd: folder,
    encoding: 'utf8',
    input: 'on: push\njobs: { one: { runs-on: ubuntu-24.04, steps: [{ run: "echo ${{ nothing.here }}" }] } }\n',
  });
  return { status, said: `${stdout}${stderr}` };
};

test('actionlint finds nothing', () => {
  expect(lint(...readdirSync(folder))).toEqual({ status: 0, said: '' });
});

test('it would find a name that is not there', () => {
  const { status, said } = lint('-');
  expect(said).toContain('undefined variable "nothing"');
  expect(status).toBe(1);
});
