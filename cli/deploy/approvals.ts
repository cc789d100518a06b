/** What somebody has to approve by its address before it is done. */
import { statefulTypes } from '../../constructs/aws/facts';
import type { Environment } from '../../environments';
import { didYouMean } from '../../pipelines/plan';
import type { PlannedChange } from './planned';
import { shorterRetentions } from './retention';

export interface StackChanges {
  readonly stack: string;
  readonly changes: readonly PlannedChange[];
}

/** A change that is refused without an approval. */
export interface Demand {
  readonly stack: string;
  readonly address: string;
  readonly action: PlannedChange['action'];
  /** What may be lost: `objects`. */
  readonly holds: string;
  readonly because: string;
}

const lost: Partial<Record<PlannedChange['action'], string>> = {
  delete: 'is destroyed',
  replace: 'is destroyed and made anew',
  forget: 'leaves the state, and nobody looks after it',
};

/**
 * What holds data is never deleted, replaced or forgotten unasked, nor kept for a shorter time, whatever the tier; in
 * production neither is what keeps the service from deleting it. One demand for all that is lost at an address.
 */
export function demandsOf({ stack, changes }: StackChanges, tier: Environment['tier']): readonly Demand[] {
  return changes.flatMap((change) => {
    const { address, action } = change;
    const losses = lossesOf(change, tier);
    const [first] = losses;
    if (first === undefined) return [];
    return [{ stack, address, action, holds: first.holds, because: losses.map(({ because }) => because).join('; ') }];
  });
}

function lossesOf(change: PlannedChange, tier: Environment['tier']): readonly Pick<Demand, 'holds' | 'because'>[] {
  const stateful = statefulTypes.find(({ type }) => type === change.type);
  const why = lost[change.action];
  if (stateful !== undefined && why !== undefined) return [{ holds: stateful.holds, because: why }];
  const shorter = shorterRetentions(change);
  const { holds, protection } = stateful ?? {};
  if (tier !== 'prod' || change.action !== 'update' || holds === undefined || protection === undefined) return shorter;
  const { property, value } = protection;
  const [before, after] = [change.before[property], change.after[property]];
  if (!isWeaker(before, after, value)) return shorter;
  const because = `loses its protection: ${property} goes from ${String(before)} to ${String(after)}`;
  return [...shorter, { holds, because }];
}

/** A flag that leaves its safe value; a number of days that becomes smaller. */
function isWeaker(before: unknown, after: unknown, safe: boolean | number): boolean {
  if (typeof safe === 'boolean') return before === safe && after !== safe;
  return typeof before === 'number' && typeof after === 'number' && after < before;
}

export interface Verdict {
  readonly missing: readonly Demand[];
  /** Approvals that nothing asked for, a sentence each. */
  readonly idle: readonly string[];
}

/** @param approved addresses, or `stack:address` where two stacks have one of the same address */
export function judgeApprovals(
  approved: readonly string[],
  planned: readonly StackChanges[],
  tier: Environment['tier'],
): Verdict {
  const demands = planned.flatMap((each) => demandsOf(each, tier));
  const all = planned.flatMap(({ stack, changes }) => changes.map((change) => ({ stack, ...change })));
  const idle: string[] = [];
  const allowed = new Set<Demand>();
  for (const approval of approved) {
    const meant = demands.filter((each) => isNamed(each, approval));
    const [first] = meant;
    if (meant.length === 1 && first !== undefined) allowed.add(first);
    else if (meant.length > 1)
      idle.push(
        `'${approval}' is in more than one stack: write ${meant.map(({ stack, address }) => `${stack}:${address}`).join(' or ')}`,
      );
    else {
      const change = all.find((each) => isNamed(each, approval));
      if (change?.action === 'delete' || change?.action === 'replace' || change?.action === 'forget') continue;
      const near = didYouMean(
        approval,
        demands.flatMap(({ stack, address }) => [address, `${stack}:${address}`]),
      );
      idle.push(
        change === undefined
          ? `'${approval}' is not planned${near === undefined ? demandedText(demands) : `: ${near}`}`
          : `'${approval}' is planned as ${change.action}, which needs no approval`,
      );
    }
  }
  return { missing: demands.filter((each) => !allowed.has(each)), idle };
}

const isNamed = ({ stack, address }: { readonly stack: string; readonly address: string }, approval: string): boolean =>
  approval === address || approval === `${stack}:${address}`;

const demandedText = (demands: readonly Demand[]): string =>
  demands.length === 0
    ? ': nothing asks for an approval'
    : `; what asks for one: ${demands.map(({ address }) => address).join(', ')}`;
