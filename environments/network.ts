/** Where an environment's jobs run: in a network that is there, or in one that the stacks make. */
import * as z from 'zod';
import { eachOnce } from './values';

/** Subnets and security groups that are there. */
export interface ExistingNetwork {
  readonly subnets: readonly string[];
  readonly securityGroups: readonly string[];
}

/** A network that the stacks make; what AWS takes as a range is in constructs/aws/facts. */
export interface OwnNetwork {
  readonly cidr: string;
  readonly zones: number;
}

const atLeastOne = 'expected at least one';
/** https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/resource-ids.html */
const ids = (prefix: string, example: string) =>
  z
    .array(
      z
        .string()
        .regex(
          new RegExp(`^${prefix}-([0-9a-f]{8}|[0-9a-f]{17})$`),
          `expected an id such as '${example}': ${prefix}- and 8 or 17 of 0 to 9 and a to f`,
        ),
    )
    .min(1, atLeastOne)
    .superRefine(eachOnce((id: string) => id));

/** Also as text, because a variable's value is text. */
const zones = z
  .union([z.int(), z.string().regex(/^\d+$/, 'expected 1 to 3')], 'expected 1 to 3')
  .transform(Number)
  .refine((n) => n >= 1 && n <= 3, 'expected 1 to 3');

/** One object with the keys of both, so that a key that is misspelt is told with those that it may be. */
export const networkSchema = z
  .strictObject({
    subnets: ids('subnet', 'subnet-0a1b2c3d').exactOptional(),
    securityGroups: ids('sg', 'sg-0a1b2c3d').exactOptional(),
    cidr: z.string("expected a range such as '10.20.0.0/16'").exactOptional(),
    zones: zones.exactOptional(),
  })
  .transform((given, context): ExistingNetwork | OwnNetwork => {
    const { subnets, securityGroups, cidr, zones: count } = given;
    const [existing, own] = [subnets ?? securityGroups, cidr ?? count];
    if (own === undefined && subnets !== undefined && securityGroups !== undefined) return { subnets, securityGroups };
    if (existing === undefined && cidr !== undefined && count !== undefined) return { cidr, zones: count };
    // Of a key that is misspelt the schema has told already.
    if (context.issues.length > 0) return z.NEVER;
    context.addIssue({
      code: 'custom',
      message: 'expected either subnets and securityGroups that are there, or cidr and zones of a network to be made',
      input: given,
    });
    return z.NEVER;
  });
