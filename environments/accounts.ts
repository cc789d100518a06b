/** Whose accounts an environment is in; one may serve for all. */
import * as z from 'zod';

const accountId = z
  .string('expected 12 digits in quotes')
  .regex(/^\d{12}$/, 'expected 12 digits in quotes')
  .refine((id) => !/^0+$/.test(id), 'expected the account of somebody: none has zeros alone');

export const accountsSchema = z
  .strictObject({
    data: accountId,
    compute: accountId.exactOptional(),
    audit: accountId.exactOptional(),
    /** A role of the account `audit`, which who deploys takes to make there what keeps the records. */
    auditRole: z
      .string()
      .regex(/^arn:[a-z-]+:iam::\d{12}:role\/[\w+=,.@/-]+$/, "expected a role's ARN")
      .exactOptional(),
  })
  .transform(({ data, compute = data, audit = data, ...role }) => ({ data, compute, audit, ...role }));
