import { createHash } from 'node:crypto';

/** Characters of a state's name: https://docs.aws.amazon.com/step-functions/latest/dg/statemachine-structure.html */
const mostCharacters = 80;

/** `name` as far as a state may have it; where it is too long, a digest takes the place of its end. */
export function stateName(name: string): string {
  if (name.length <= mostCharacters) return name;
  const digest = createHash('sha256').update(name).digest('hex').slice(0, 8);
  return `${name.slice(0, mostCharacters - digest.length - 1)}-${digest}`;
}
