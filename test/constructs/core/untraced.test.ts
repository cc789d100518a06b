import { untraced } from '../../../constructs/core';

const traced = (): boolean => {
  const noted = { stack: '' };
  Error.captureStackTrace(noted);
  return noted.stack !== '';
};

test('no trace is taken inside, and what is thrown inside has its own', () => {
  expect(untraced(traced)).toBe(false);
  expect(untraced(() => new Error('told').stack)).toContain('untraced.test.ts');
});

test('afterwards they are taken again, also after an error', () => {
  expect(() =>
    untraced(() => {
      throw new Error('within');
    }),
  ).toThrow('within');
  expect(traced()).toBe(true);
});

test('they are taken when somebody looks for a fault', () => {
  process.env['LAKEWRIGHT_DEBUG'] = '1';
  try {
    expect(untraced(traced)).toBe(true);
  } finally {
    delete process.env['LAKEWRIGHT_DEBUG'];
  }
});
