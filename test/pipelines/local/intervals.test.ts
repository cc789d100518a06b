import { firstInstant, formatInterval, scheduledIntervals } from '../../../pipelines/local';

const daily = (timezone: string): { cron: string; timezone: string } => ({ cron: '0 0 * * *', timezone });
const printed = (...of: Parameters<typeof scheduledIntervals>): readonly string[] =>
  scheduledIntervals(...of).map((i) => formatInterval(i).replaceAll(':00.000Z', ''));
const at = (text: string): Date => new Date(text);

test('days of a zone are 23 and 25 hours long when its clocks change', () => {
  expect(printed(daily('Europe/Zurich'), '2026-03-28', { to: at('2026-03-31') })).toEqual([
    '2026-03-27T23:00..2026-03-28T23:00',
    '2026-03-28T23:00..2026-03-29T22:00',
    '2026-03-29T22:00..2026-03-30T22:00',
  ]);
  expect(printed(daily('America/New_York'), '2026-11-01', { to: at('2026-11-03T05:00Z') })).toEqual([
    '2026-11-01T04:00..2026-11-02T05:00',
    '2026-11-02T05:00..2026-11-03T05:00',
  ]);
});

test('an hour that comes twice is two intervals, and one that is left out none', () => {
  const hourly = { cron: '0 * * * *', timezone: 'America/New_York' };
  expect(printed(hourly, '2026-11-01', { to: at('2026-11-01T08:00Z') })).toHaveLength(4);
  expect(printed(hourly, '2026-03-08', { to: at('2026-03-08T08:00Z') })).toEqual([
    '2026-03-08T05:00..2026-03-08T06:00',
    '2026-03-08T06:00..2026-03-08T07:00',
    '2026-03-08T07:00..2026-03-08T08:00',
  ]);
});

test('a tick in the hour that is left out comes as soon as that hour is over', () => {
  const early = { cron: '30 2 * * *', timezone: 'America/New_York' };
  expect(printed(early, '2026-03-07', { to: at('2026-03-09T12:00Z') })).toEqual([
    '2026-03-07T07:30..2026-03-08T07:30',
    '2026-03-08T07:30..2026-03-09T06:30',
  ]);
});

test('the last interval is complete', () => {
  expect(printed(daily('UTC'), '2026-01-01', { to: at('2026-01-02T23:59:59.999Z') })).toEqual([
    '2026-01-01T00:00..2026-01-02T00:00',
  ]);
  expect(printed(daily('UTC'), '2026-01-01', { to: at('2026-01-01T12:00Z') })).toEqual([]);
});

test('from leaves out what ended before; the start stays the first', () => {
  const range = { from: at('2026-01-02T12:00Z'), to: at('2026-01-04') };
  expect(printed(daily('UTC'), '2026-01-01', range)).toEqual([
    '2026-01-02T00:00..2026-01-03T00:00',
    '2026-01-03T00:00..2026-01-04T00:00',
  ]);
  expect(printed(daily('UTC'), '2026-01-03', range)).toEqual(['2026-01-03T00:00..2026-01-04T00:00']);
  expect(printed(daily('UTC'), undefined, range)).toHaveLength(2);
});

test('without a start, the last complete interval', () => {
  expect(printed(daily('UTC'), undefined, { to: at('2026-01-04T05:00Z') })).toEqual([
    '2026-01-03T00:00..2026-01-04T00:00',
  ]);
});

test('a day begins at its first instant, also where clocks skip midnight', () => {
  expect(firstInstant('2026-01-01', 'UTC').toISOString()).toBe('2026-01-01T00:00:00.000Z');
  expect(firstInstant('2018-11-04', 'America/Sao_Paulo').toISOString()).toBe('2018-11-04T03:00:00.000Z');
  expect(firstInstant('2026-01-01', 'Pacific/Kiritimati').toISOString()).toBe('2025-12-31T10:00:00.000Z');
  expect(() => firstInstant('soon', 'UTC')).toThrow("start 'soon' is no date; expected YYYY-MM-DD");
});

test('an end that is no date is refused, not run towards for ever', () => {
  expect(() => scheduledIntervals(daily('UTC'), '2026-01-01', { to: new Date('soon') })).toThrow(
    'to is no date: Invalid Date',
  );
});
