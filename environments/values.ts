/** Values that several parts of an environment have; also as text, because a variable's value is text. */
import * as z from 'zod';

/** Names become parts of other names, so they are short and plain. */
export const plainName = (most: number): RegExp => new RegExp(`^[a-z][a-z0-9-]{0,${most - 2}}[a-z0-9]$`);
export const plainNameText = (most: number): string =>
  `expected 2 to ${most} lower-case letters, digits and hyphens, beginning with a letter`;

/** Of an environment, and of its file before the ending. */
export const environmentName = plainName(16);
export const environmentNameText = plainNameText(16);

export const whole = z.union([z.int(), z.string().regex(/^\d+$/, 'expected a whole number')]).transform(Number);
export const positive = whole.refine((n) => n > 0, 'expected a whole number above 0');
export const flag = z
  .union([z.boolean(), z.enum(['true', 'false'], 'expected true or false')])
  .transform((v) => v === true || v === 'true');
