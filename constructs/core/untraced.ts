/**
 * Runs `work` while tokens note no stack trace of where they were made. The framework takes one for each, as deep as the
 * stack goes, and shows it only when a token cannot be resolved; they cost more than the tokens. Errors keep theirs.
 * With LAKEWRIGHT_DEBUG set they are taken.
 */
export function untraced<T>(work: () => T): T {
  if (process.env['LAKEWRIGHT_DEBUG'] !== undefined) return work();
  const given = Object.getOwnPropertyDescriptor(Error, 'captureStackTrace');
  if (given === undefined) return work();
  Object.defineProperty(Error, 'captureStackTrace', { ...given, value: () => undefined });
  try {
    return work();
  } finally {
    Object.defineProperty(Error, 'captureStackTrace', given);
  }
}
