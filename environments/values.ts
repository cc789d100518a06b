/** Values that several parts of an environment have; also as text, because a variable's value is text. */
import * as z from 'zod';

/** Names become parts of other names, so they are short and plain. */
export const plainName = (most: number): RegExp => new RegExp(`^[a-z][a-z0-9-]{0,${most - 2}}[a-z0-9]$`);
export const plainNameText = (most: number): string =>
  `expected 2 to ${most} lower-case letters, digits and hyphens, beginning with a letter`;

/** Of an environment, and of its file before the ending. */
export const environmentName = plainName(16);
export const environmentNameText = plainNameText(16);

/** Tells of what a list has again, at its place. */
export function eachOnce<Item>(
  keyOf: (item: Item) => string,
): (items: readonly Item[], context: z.RefinementCtx) => void {
  return (items, context) => {
    const seen = new Set<string>();
    items.forEach((item, i) => {
      const key = keyOf(item);
      if (seen.has(key)) {
        context.addIssue({
          code: 'custom',
          path: [i],
          message: 'expected each once, and it is there before',
          input: item,
        });
      }
      seen.add(key);
    });
  };
}

/** The most that a 32-bit number holds, as the services count days and sizes. */
const most32 = 2_147_483_647;

/** @param source where the limits are from */
export function wholeBetween(least: number, most = most32, source?: string) {
  const text = `expected a whole number from ${least} to ${most}${source === undefined ? '' : ` (${source})`}`;
  return z
    .union([z.number(), z.string().regex(/^\d+$/, text)], text)
    .transform(Number)
    .refine((n) => Number.isInteger(n) && n >= least && n <= most, text);
}

export const whole = wholeBetween(0);
export const positive = wholeBetween(1);
const flagText = 'expected true or false';
export const flag = z
  .union([z.boolean(), z.enum(['true', 'false'], flagText)], flagText)
  .transform((v) => v === true || v === 'true');
