/** What `formerly` records of a stack, and what ids of lists refer to: both have to agree on what things were called. */
import type { TerraformStack } from './framework';

export interface Move {
  /** `aws_s3_bucket.landing_bucket_1F3A` */
  readonly from: string;
  readonly to: string;
}

const moves = new WeakMap<TerraformStack, readonly Move[]>();
const references = new WeakMap<TerraformStack, Set<string>>();

export const movesOf = (stack: TerraformStack): readonly Move[] => moves.get(stack) ?? [];

/**
 * @returns all moves of the stack
 * @throws when an id was made of the new name already: it would be another one than before
 */
export function recordMoves(stack: TerraformStack, path: string, added: readonly Move[]): readonly Move[] {
  for (const { to } of added) {
    if ([...(references.get(stack) ?? [])].some((text) => named(to).test(text))) {
      throw new Error(
        `${path}: formerly: a list has referred to it already, and what is made of the list is called by it; ` +
          'expected formerly before anything else takes a value of it (docs/migration.md)',
      );
    }
  }
  const all = [...movesOf(stack), ...added];
  moves.set(stack, all);
  return all;
}

/** A reference as it was before everything that is recorded as moved; the first record counts where there are several. */
export function formerReference(stack: TerraformStack, text: string): string {
  const known = references.get(stack) ?? new Set<string>();
  references.set(stack, known.add(text));
  return movesOf(stack).reduce((before, { from, to }) => before.replaceAll(named(to), from), text);
}

/** An address as a whole: not the beginning of a longer one. */
const named = (address: string): RegExp => new RegExp(`(?<![\\w.-])${address.replaceAll('.', '\\.')}(?![\\w-])`, 'g');
