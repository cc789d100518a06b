/** Runs one of jest's projects and counts its tests. */
import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import * as z from 'zod';
import { run } from '../setup/process';
import type { Outcome } from './outcome';

export const root = join(__dirname, '..', '..');

const results = z.object({
  success: z.boolean(),
  numPassedTests: z.number(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string(),
      assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })),
    }),
  ),
});

export async function jestTier(project: string, scratch: string, options: readonly string[]): Promise<Outcome> {
  const report = join(scratch, `${project}.json`);
  const jest = join(root, 'node_modules', 'jest', 'bin', 'jest.js');
  const reporters = ['default', join(__dirname, 'progress.js')].map((each) => `--reporters=${each}`);
  const outputs = [...reporters, '--json', `--outputFile=${report}`];
  const { code } = await run(
    [process.execPath, jest, '--ci', ...options, ...outputs, '--selectProjects', project],
    // The report goes to the file; jest's own words are on standard error.
    { cwd: root, echo: 'stderr' },
  );
  if (!existsSync(report)) return { passed: 0, failures: [`jest ${project}: ended with ${code} and no report`] };
  return countJest(JSON.parse(readFileSync(report, 'utf8')), code);
}

/** @param report jest's `--json` */
export function countJest(report: unknown, code: number): Outcome {
  const { numPassedTests, testResults } = results.parse(report);
  const failures = testResults.flatMap((file) => {
    const name = relative(root, file.name);
    const tests = file.assertionResults
      .filter((test) => test.status !== 'passed')
      .map((test) => `${name}: ${test.fullName}${test.status === 'failed' ? '' : ` (${test.status})`}`);
    return tests.length === 0 && file.status === 'failed' ? [`${name}: did not run`] : tests;
  });
  if (failures.length === 0 && code !== 0) failures.push(`jest: ended with ${code}`);
  if (failures.length === 0 && numPassedTests === 0) failures.push('jest: no test ran');
  return { passed: numPassedTests, failures };
}
