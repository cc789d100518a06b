/** The checks that read the source and run nothing; each counts as one. */
import { join } from 'node:path';
import { program } from '../setup/paths';
import { run } from '../setup/process';
import { root } from './jest';
import { type Outcome, sum } from './outcome';

interface Check {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
}

/** The folders that hold Python. */
const python = ['runtime', 'test', 'examples'];

function checks(): readonly Check[] {
  const node = (bin: string, ...args: string[]): readonly [string, ...string[]] => [
    process.execPath,
    join(root, 'node_modules', bin),
    ...args,
  ];
  return [
    { name: 'tsc', command: node('typescript/bin/tsc', '--noEmit', '-p', '.') },
    { name: 'eslint', command: node('eslint/bin/eslint.js', '.') },
    { name: 'prettier', command: node('prettier/bin/prettier.cjs', '--check', '--log-level=warn', '.') },
    { name: 'ruff', command: [program('spark', 'ruff'), 'check', '--no-cache', ...python] },
    { name: 'ruff format', command: [program('spark', 'ruff'), 'format', '--no-cache', '--check', ...python] },
    {
      name: 'mypy',
      command: [program('spark', 'mypy'), '--config-file=runtime/pyproject.toml', '--cache-dir=/dev/null', 'runtime'],
    },
    // The oldest default Python of the accepted releases: EMR 7.10's.
    {
      name: 'vermin',
      command: [program('spark', 'vermin'), '--target=3.9-', '--violations', '--no-tips', '--quiet', 'runtime'],
    },
  ];
}

export async function styleTier(): Promise<Outcome> {
  const waiting = [...checks()];
  const outcomes: Outcome[] = [];
  const worker = async () => {
    for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) outcomes.push(await judge(check));
  };
  await Promise.all([worker(), worker()]);
  return sum(outcomes);
}

async function judge({ name, command }: Check): Promise<Outcome> {
  const started = performance.now();
  const { code, output } = await run(command, { cwd: root });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  process.stdout.write(`${code === 0 ? 'PASS' : 'FAIL'} ${name} (${seconds} s)\n`);
  if (code === 0) return { passed: 1, failures: [] };
  process.stdout.write(`${output.trimEnd()}\n`);
  return { passed: 0, failures: [name] };
}
