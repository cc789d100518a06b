/** Runs the Python tests below a folder and counts them. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { program, type VenvName } from '../setup/paths';
import { run } from '../setup/process';
import { root } from './jest';
import type { Outcome } from './outcome';

export async function pytestTier(venv: VenvName, folder: string, scratch: string): Promise<Outcome> {
  const tests = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' });
  if (!tests.some((file) => /(^|\/)test_[^/]*\.py$/.test(file))) return { passed: 0, failures: [] };
  const report = join(scratch, `${venv}.xml`);
  const { code } = await run(
    [program(venv, 'python'), '-m', 'pytest', '-q', '-p', 'no:cacheprovider', `--junitxml=${report}`, folder],
    { cwd: root, echo: 'all' },
  );
  if (!existsSync(report)) return { passed: 0, failures: [`pytest ${folder}: ended with ${code} and no report`] };
  return countJunit(readFileSync(report, 'utf8'), folder, code);
}

/** @param xml what `--junitxml` writes: `<testcase classname="..." name="..."/>`, with an element inside when it did not pass */
export function countJunit(xml: string, folder: string, code: number): Outcome {
  let passed = 0;
  const failures: string[] = [];
  for (const [, attributes = '', empty, body = ''] of xml.matchAll(
    /<testcase\b((?:\s+[\w:]+="[^"]*")*)\s*(?:(\/)>|>([\s\S]*?)<\/testcase>)/g,
  )) {
    const state = empty === '/' ? undefined : /<(failure|error|skipped)\b/.exec(body)?.[1];
    const name = /\bname="([^"]*)"/.exec(attributes)?.[1] ?? '';
    if (state === undefined) passed++;
    else failures.push(`${folder}: ${name} (${state})`);
  }
  if (failures.length === 0 && code !== 0) failures.push(`pytest ${folder}: ended with ${code}`);
  return { passed, failures };
}
