/** The tags that spend is counted by, and how the account that pays activates them. */
import type { Environment } from '../environments';

/** Most keys of one request: https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_UpdateCostAllocationTagsStatus.html */
const mostAtOnce = 20;

/** Of all that the stacks make; of job runs; of the environment. */
export const costTagKeys = ({ tags }: Pick<Environment, 'tags'>): readonly string[] => [
  ...new Set(['project', 'environment', 'domain', 'pipeline', 'unit', ...Object.keys(tags)]),
];

/**
 * What to do in the paying account: only it may, and a key is there a day after it was first used at the latest.
 * https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/activating-tags.html
 */
export function howToActivateCostTags(environment: Pick<Environment, 'tags'>): string {
  const keys = costTagKeys(environment);
  const commands: string[] = [];
  for (let i = 0; i < keys.length; i += mostAtOnce) {
    const each = keys.slice(i, i + mostAtOnce).map((key) => quoted(`TagKey=${key},Status=Active`));
    commands.push(`  aws ce update-cost-allocation-tags-status --cost-allocation-tags-status ${each.join(' ')}`);
  }
  return [
    `In the paying account, activate the cost tags ${keys.join(', ')} when AWS has seen them, a day after the first deployment`,
    `(Billing, Cost allocation tags). It counts spend by tag from then on. Run this, and again while it prints Errors: they name tags`,
    `that AWS has not seen yet, as domain, pipeline and unit until jobs have run.`,
    ...commands,
  ].join('\n');
}

/** For a shell. */
const quoted = (word: string): string => (/^[\w=,:./@+-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`);
