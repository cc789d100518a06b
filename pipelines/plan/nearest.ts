import { distance as distanceOf } from 'fastest-levenshtein';

/** The candidate that is most like `word`, when it is like it at all: at most a third of its letters differ, and two at least may. */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  const lower = word.toLowerCase();
  const limit = Math.max(2, Math.floor(word.length / 3));
  let best: { readonly candidate: string; readonly distance: number } | undefined;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) > limit) continue;
    const distance = distanceOf(lower, candidate.toLowerCase());
    if (distance <= limit && distance < candidate.length && (best === undefined || distance < best.distance)) {
      best = { candidate, distance };
    }
  }
  return best?.candidate;
}

/** `did you mean 'orders'?`, when one is near. */
export function didYouMean(word: string, candidates: Iterable<string>): string | undefined {
  const near = nearest(word, candidates);
  return near === undefined ? undefined : `did you mean '${near}'?`;
}

/** `did you mean 'orders'?`, or the candidates when none is near; undefined when there are none. */
export function hintFor(word: string, candidates: Iterable<string>): string | undefined {
  const all = [...candidates];
  const near = didYouMean(word, all);
  if (near !== undefined) return near;
  if (all.length === 0) return undefined;
  const shown = all.slice(0, 12).join(', ');
  return all.length > 12 ? `there are: ${shown}, ... (${String(all.length)} in all)` : `there are: ${shown}`;
}
