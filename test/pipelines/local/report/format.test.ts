import { count, duration, intervalName, percent, plural } from '../../../../pipelines/local/report/format';

it.each([
  [0, '0'],
  [999, '999'],
  [1000, '1,000'],
  [1_234_567, '1,234,567'],
  [-12_000, '−12,000'],
])('writes %d as %s', (value, text) => {
  expect(count(value)).toBe(text);
});

it.each([
  [1, '100%'],
  [0.999_999_9, '99.99%'],
  [0.9962, '99.6%'],
  [0.9999, '99.99%'],
  [0.29, '29.0%'],
  [0, '0.0%'],
])('writes the share %d as %s, and never rounds up to all', (share, text) => {
  expect(percent(share)).toBe(text);
});

it.each([
  [0, '0 s'],
  [0.0004, '1 ms'],
  [0.084, '84 ms'],
  [0.42, '0.42 s'],
  [3.42, '3.4 s'],
  [42.4, '42 s'],
  [59.7, '1 min 00 s'],
  [125, '2 min 05 s'],
  [7320, '2 h 02 min'],
])('writes %d seconds as %s', (seconds, text) => {
  expect(duration(seconds)).toBe(text);
});

it('counts in words', () => {
  expect([plural(1, 'row'), plural(2, 'row'), plural(0, 'row')]).toEqual(['1 row', '2 rows', '0 rows']);
});

it.each([
  ['2026-01-02T00:00:00Z', '2026-01-03T00:00:00Z', '2 Jan 2026'],
  ['2026-01-02T01:00:00Z', '2026-01-03T01:00:00Z', '2 Jan 2026'],
  ['2026-03-28T23:00:00Z', '2026-03-29T22:00:00Z', '28 Mar 2026'],
  ['2026-01-02T01:00:00Z', '2026-01-02T02:00:00Z', '2 Jan 2026 01:00 to 02:00'],
  ['2026-01-01T00:00:00Z', '2026-01-08T00:00:00Z', '1 Jan 2026 to 7 Jan 2026'],
])('names the interval from %s to %s: %s', (start, end, name) => {
  expect(intervalName({ start, end })).toBe(name);
});
