/** Values that several parts of an environment have; also as text, because a variable's value is text. */
import * as z from 'zod';

export const whole = z.union([z.int(), z.string().regex(/^\d+$/, 'expected a whole number')]).transform(Number);
export const positive = whole.refine((n) => n > 0, 'expected a whole number above 0');
export const flag = z
  .union([z.boolean(), z.enum(['true', 'false'], 'expected true or false')])
  .transform((v) => v === true || v === 'true');
