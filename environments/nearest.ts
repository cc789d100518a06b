import { get as distance } from 'fast-levenshtein';

/** The candidate that is most like `word`, when one is near enough to be what was meant. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  let best: string | undefined;
  let least = Math.max(2, Math.floor(word.length / 3)) + 1;
  for (const candidate of candidates) {
    const d = distance(word.toLowerCase(), candidate.toLowerCase());
    if (d < least) {
      best = candidate;
      least = d;
    }
  }
  return best;
}
