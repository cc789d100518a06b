import { countJest } from './jest';
import { countJunit } from './pytest';

const file = (status: string, ...tests: [name: string, status: string][]) => ({
  name: 'a.test.ts',
  status,
  message: '',
  assertionResults: tests.map(([fullName, state]) => ({ fullName, status: state })),
});
const report = (numPassedTests: number, ...testResults: object[]) => ({ success: true, numPassedTests, testResults });

test('jest: tests that passed are counted, tests that failed are named', () => {
  const outcome = countJest(report(1, file('failed', ['adds', 'passed'], ['takes away', 'failed'])), 1);
  expect(outcome.passed).toBe(1);
  expect(outcome.failures).toEqual([expect.stringContaining('takes away')]);
});

test('jest: a skipped test counts as failed', () => {
  expect(countJest(report(1, file('passed', ['adds', 'passed'], ['later', 'pending'])), 0).failures).toEqual([
    expect.stringMatching(/later \(pending\)$/),
  ]);
});

test('jest: a file that does not load, an odd end and an empty run are failures', () => {
  expect(countJest(report(0, file('failed')), 1).failures).toEqual([expect.stringMatching(/did not run$/)]);
  expect(countJest(report(1, file('passed', ['adds', 'passed'])), 1).failures).toEqual(['jest: ended with 1']);
  expect(countJest(report(0), 0).failures).toEqual(['jest: no test ran']);
});

test('pytest: passes are counted; failures, errors and skips are named', () => {
  const xml = `<testsuites><testsuite><testcase classname="a" name="adds" time="0.1" /><testcase classname="a" name="takes">
    <failure message="1 != 2">trace</failure></testcase><testcase classname="a" name="later"><skipped/></testcase>
    <testcase classname="a" name="prints"><system-out>hello</system-out></testcase></testsuite></testsuites>`;
  expect(countJunit(xml, 'test/engines', 1)).toEqual({
    passed: 2,
    failures: ['test/engines: takes (failure)', 'test/engines: later (skipped)'],
  });
  expect(countJunit('<testsuites/>', 'test/engines', 2).failures).toEqual(['pytest test/engines: ended with 2']);
});
