import { parseInstant, parseRange } from '../../cli/instant';

test.each([
  ['2026-01-02', '2026-01-02T00:00:00.000Z'],
  ['2026-01-02T02:30', '2026-01-02T02:30:00.000Z'],
  ['2026-01-02T02:30:15Z', '2026-01-02T02:30:15.000Z'],
  ['2026-01-02T02:30:15+01:00', '2026-01-02T01:30:15.000Z'],
  ['2024-02-29', '2024-02-29T00:00:00.000Z'],
])('%s is %s', (text, instant) => {
  expect(parseInstant(text, '--from').toISOString()).toBe(instant);
});

test.each(['yesterday', '2026-1-2', '2026/01/02', '2026-02-30', '2026-13-01', '2025-02-29', '2026-01-02T25:00', ''])(
  "'%s' is refused, with the option and a way to write it",
  (text) => {
    expect(() => parseInstant(text, '--from')).toThrow(
      expect.objectContaining({
        message: expect.stringContaining(`--from: '${text}'`),
        hint: expect.stringContaining('2026-01-02'),
      }),
    );
  },
);

test('a range is from one instant to another', () => {
  expect(parseRange('2026-01-01..2026-01-03', '--restate').to.toISOString()).toBe('2026-01-03T00:00:00.000Z');
});

test.each([
  '2026-01-01',
  '2026-01-03..2026-01-01',
  '2026-01-01..2026-01-01',
  'a..b',
  '2026-01-01..2026-01-02..2026-01-03',
])('%s is no range', (text) => {
  expect(() => parseRange(text, '--restate')).toThrow(/--restate/);
});
