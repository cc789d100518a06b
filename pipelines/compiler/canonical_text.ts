/** Canonical forms, each worked out once in the lifetime of the process: a second compile finds them. */
import * as sql from '../sql';

export const canonicalQuery = remembered(sql.canonicalQuery);
export const canonicalCondition = remembered(sql.canonicalCondition);

function remembered(work: (text: string) => string): (text: string) => string {
  const known = new Map<string, string>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    const made = work(text);
    known.set(text, made);
    return made;
  };
}
