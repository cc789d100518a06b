import { callsAMonth } from '../../../../constructs/aws/cost/runs';

/** By hand: a month is 365 / 12 days. */
test.each([
  ['cron(0 2 * * ? *)', 365 / 12],
  ['cron(0/15 8-17 ? * MON-FRI *)', 4 * 10 * 5 * (365 / 12 / 7)],
  ['cron(30 6,18 1 * ? *)', 2],
  ['cron(0 0 1 JAN,JUL ? *)', 2 / 12],
  ['cron(0 */6 * * ? *)', (4 * 365) / 12],
  ['rate(5 minutes)', (365 / 12) * 24 * 12],
  ['rate(1 day)', 365 / 12],
])('%s calls %d times a month', (expression, calls) => {
  expect(callsAMonth(expression)).toBeCloseTo(calls, 9);
});

test.each(['at(2026-01-01T00:00:00)', 'cron(0 2)', 'cron(0 2 L * ? *)', ''])('%s is not guessed', (expression) => {
  expect(callsAMonth(expression)).toBeUndefined();
});
