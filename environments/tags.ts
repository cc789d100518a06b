/** Tags of an environment: on every resource, beside those that the platform sets itself. */
import * as z from 'zod';

/** What the stacks set on every resource; AWS tells keys apart by case, people do not. */
const ofPlatform = ['project', 'environment', 'tier', 'stack', 'managed-by'];

const limits = 'https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html';
/** A resource takes 50; some are the platform's, and some a service's own. */
const most = 40;
const characters = /^[\p{L}\p{Zs}\p{N}_.:/=+\-@]*$/u;
const charactersText = `letters, digits, spaces and _ . : / = + - @ (${limits})`;

const key = z
  .string()
  .min(1, `expected 1 to 128 characters (${limits})`)
  .max(128, `expected 1 to 128 characters (${limits})`)
  .regex(characters, `expected ${charactersText}`)
  .refine(
    (each) => !/^aws:/i.test(each),
    `expected a key that does not begin with 'aws:', which is AWS's own (${limits})`,
  )
  .refine(
    (each) => !ofPlatform.includes(each.toLowerCase()),
    `expected another key: the stacks set ${ofPlatform.join(', ')} themselves`,
  );
const text = z
  .string()
  .max(256, `expected at most 256 characters (${limits})`)
  .regex(characters, `expected ${charactersText}`);

export const tagsSchema = z
  .record(key, text)
  .refine((tags) => Object.keys(tags).length <= most, `expected at most ${most} tags: a resource takes 50 (${limits})`);
