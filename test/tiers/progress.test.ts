import Progress from './progress';

const file = { path: '/project/test/engines/kills.test.ts' };
const lines: string[] = [];
let progress: Progress;

beforeEach(() => {
  jest.useFakeTimers();
  lines.length = 0;
  jest.spyOn(process.stderr, 'write').mockImplementation((chunk) => lines.push(String(chunk)) > 0);
  progress = new Progress({ rootDir: '/project' });
  progress.onRunStart();
  progress.onTestFileStart(file);
});

afterEach(() => {
  progress.onRunComplete();
  jest.useRealTimers();
  jest.restoreAllMocks();
});

const ended = (fullName: string, duration: number): void => {
  progress.onTestCaseResult(file, { fullName, status: 'passed', duration });
};

test('a test that took seconds has a line, a quick one has none', () => {
  ended('quick', 20);
  ended('slow', 2_500);
  expect(lines).toEqual(['  passed test/engines/kills.test.ts: slow (2.5 s)\n']);
});

test('of many quick tests, one line in ten seconds', () => {
  for (let i = 0; i < 30; i++) {
    jest.advanceTimersByTime(1_000);
    ended(`test ${i}`, 1_000);
  }
  expect(lines.map((line) => /test \d+/.exec(line)?.[0])).toEqual(['test 9', 'test 19', 'test 29']);
});

test('after a silent minute the files that run are named', () => {
  jest.advanceTimersByTime(59_000);
  expect(lines).toEqual([]);
  jest.advanceTimersByTime(1_000);
  expect(lines).toEqual(['  running: test/engines/kills.test.ts (60.0 s)\n']);
  progress.onTestFileResult(file);
  jest.advanceTimersByTime(600_000);
  expect(lines).toHaveLength(1);
});
