/** The policies that synthesized resources carry as text, as values. */
import * as z from 'zod';
import type { SynthesizedResource } from '../../core/policy';

const list = z
  .union([z.string(), z.array(z.string())])
  .transform((value) => (typeof value === 'string' ? [value] : value))
  .default([]);
const principals = z
  .union([z.literal('*').transform(() => ({ AWS: ['*'] })), z.record(z.string(), list)])
  .default({})
  .transform((value): Readonly<Record<string, readonly string[]>> => value);
const statement = z.object({
  Sid: z.string().exactOptional(),
  Effect: z.enum(['Allow', 'Deny']),
  Action: list,
  Resource: list,
  Principal: principals,
  Condition: z.record(z.string(), z.record(z.string(), z.unknown())).default({}),
});
const document = z.object({ Statement: z.array(statement) });
export type PolicyStatement = z.output<typeof statement>;

/** The statements of the policy in `property`; none when it is a token or absent. */
export function statementsOf(resource: SynthesizedResource, property: string): readonly PolicyStatement[] {
  const text = resource.properties[property];
  if (typeof text !== 'string' || !text.trimStart().startsWith('{')) return [];
  return document.parse(JSON.parse(text)).Statement;
}

/** IAM's wildcards: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html */
export const matches = (pattern: string, action: string): boolean =>
  new RegExp(
    `^${pattern
      .replaceAll(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.')}$`,
    'i',
  ).test(action);
