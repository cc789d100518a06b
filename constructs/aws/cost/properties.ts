/** What a property of a synthesized resource is; never a guess. */

export type Block = Readonly<Record<string, unknown>>;

const isBlock = (value: unknown): value is Block =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A block, whether it was written as one or as a list. */
export const blocksIn = (value: unknown): readonly Block[] => (Array.isArray(value) ? value : [value]).filter(isBlock);

export const textsIn = (value: unknown): readonly string[] =>
  (Array.isArray(value) ? value : [value]).filter((each): each is string => typeof each === 'string');

export const numberIn = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);

/** `8 GB`, `2 vCPU`: the number. */
export const leading = (value: unknown): number => Number.parseFloat(typeof value === 'string' ? value : '') || 0;
