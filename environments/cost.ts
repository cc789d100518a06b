/** What an environment is assumed to use in a month: what no stack says, and what an estimate of its costs needs. */
import * as z from 'zod';

interface Assumption {
  readonly unless: number;
  readonly unit: string;
  readonly what: string;
}

/** By the key below `cost` in the environment's file; `unless` holds unless the file says otherwise. */
export const costAssumptions = {
  landingGb: { unless: 100, unit: 'GB', what: 'kept in landing' },
  tablesGb: { unless: 500, unit: 'GB', what: 'kept in bronze, silver and gold together' },
  artefactsGb: { unless: 5, unit: 'GB', what: 'kept in artefacts' },
  accessLogsGb: { unless: 10, unit: 'GB', what: 'kept in the bucket of access logs and lists' },
  otherBucketGb: { unless: 10, unit: 'GB', what: 'kept in each other bucket, that of the audit trail among them' },
  landedGb: { unless: 30, unit: 'GB', what: 'new in landing and artefacts in a month' },
  objects: { unless: 1_000_000, unit: 'objects', what: 'in all buckets' },
  objectWrites: { unless: 500_000, unit: 'requests', what: 'that write or list objects of the lake in a month' },
  objectReads: { unless: 2_000_000, unit: 'requests', what: 'that read objects of the lake in a month' },
  jobMinutes: { unless: 10, unit: 'minutes', what: 'of a job of Spark' },
  jobExecutors: {
    unless: 2,
    unit: 'executors',
    what: 'beside the driver of a job of Spark, on the average; of a cluster that a run makes, its fleets say the nodes',
  },
  warmHours: { unless: 160, unit: 'hours', what: 'in a month that workers are up that were started beforehand' },
  unscheduledRuns: { unless: 30, unit: 'runs', what: 'in a month of a pipeline that has no schedule' },
  logGb: { unless: 1, unit: 'GB', what: 'written in a month to each log group' },
  endpointGb: { unless: 20, unit: 'GB', what: 'through each interface endpoint in a month' },
  natGb: { unless: 50, unit: 'GB', what: 'through each NAT gateway in a month' },
  ledgerGb: { unless: 1, unit: 'GB', what: 'in each table of DynamoDB' },
  ledgerRequests: {
    unless: 100_000,
    unit: 'requests',
    what: 'that read a table of DynamoDB in a month, and as many that write',
  },
  keyRequests: { unless: 100_000, unit: 'requests', what: 'to each key in a month' },
  alertMails: { unless: 50, unit: 'mails', what: 'to each recipient of alerts in a month' },
} as const satisfies Readonly<Record<string, Assumption>>;

export type CostAssumption = keyof typeof costAssumptions;
/** By the names of the assumptions. */
export type CostAssumptions = Readonly<Record<CostAssumption, number>>;

export const costAssumptionNames = Object.keys(costAssumptions) as readonly CostAssumption[];

/** More than anybody has, in any of the units. */
const most = 1e12;
const amountText = `expected a number of 0 or more, at most ${most}`;
/** Also as text, because a variable's value is text. */
const amount = z
  .union([z.number(), z.string().regex(/^\d+(\.\d+)?$/, amountText)], amountText)
  .transform(Number)
  .refine((n) => n >= 0 && n <= most, amountText);
const shape = Object.fromEntries(
  costAssumptionNames.map((name) => [name, amount.default(costAssumptions[name].unless)]),
);

export const costSchema = z
  .strictObject(shape)
  .transform((said): CostAssumptions => ({ ...(said as CostAssumptions) }));
