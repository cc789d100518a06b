/** Stacks one after the other: all are planned and judged first, then each is applied as it was planned. */
import type { Environment } from '../../environments';
import { type AppStack, allDependencies } from './app';
import { judgeApprovals, type StackChanges, type Verdict } from './approvals';
import { Stopped } from './interrupt';
import { isApplyable, plannedChanges, type PlannedChange } from './planned';
import type { Plan, Terraform } from './terraform';
import { StackFailure } from './terraform_failure';

export type StackState = 'planned' | 'unchanged' | 'waits' | 'applied' | 'failed';

export interface StackResult {
  readonly stack: AppStack;
  state: StackState;
  changes: readonly PlannedChange[];
  /** Whether there is anything to apply, changes of resources or not. */
  applyable: boolean;
  plan?: Plan;
  /** Why it waits: it can be planned when another one was deployed. */
  waitsFor?: string;
}

export interface Asked {
  readonly tier: Environment['tier'];
  readonly approved: readonly string[];
  /** Shows what is planned and asks whether to go on. */
  readonly consent: (results: readonly StackResult[]) => Promise<boolean>;
  readonly stage: <T>(title: string, work: (tell: (what: string) => void) => Promise<T>) => Promise<T>;
}

type Planner = Pick<Terraform, 'plan' | 'apply'>;

/** Plans each stack. One that needs what another has not made yet waits. */
export async function planAll(
  terraform: Planner,
  stacks: readonly AppStack[],
  stage: Asked['stage'],
): Promise<readonly StackResult[]> {
  const results: StackResult[] = [];
  for (const stack of stacks) {
    const before = changedBefore(stack, stacks, results);
    const result: StackResult = { stack, state: 'planned', changes: [], applyable: true };
    results.push(result);
    try {
      adopt(result, await stage(`${stack.name}  plan`, (tell) => terraform.plan(stack, tell)));
    } catch (error) {
      if (before.length === 0 || !(error instanceof StackFailure) || error.general) throw error;
      result.state = 'waits';
      result.waitsFor = before.join(', ');
    }
  }
  return results;
}

/** What is refused of the plans so far. An approval may be for a stack that waits, so it is idle only when none does. */
export function verdictOf(
  results: readonly StackResult[],
  { tier, approved }: Pick<Asked, 'tier' | 'approved'>,
): Verdict {
  const verdict = judgeApprovals(approved, results.map(changesOf), tier);
  return results.some(({ state }) => state === 'waits') ? { ...verdict, idle: [] } : verdict;
}

/**
 * Applies what was planned. What changes while another stack is applied is planned again, and asked for again when the
 * plan is another one.
 * @returns why it ended early, if it did
 */
export async function applyAll(
  terraform: Planner,
  results: readonly StackResult[],
  asked: Asked,
): Promise<Verdict | 'declined' | undefined> {
  const stacks = results.map(({ stack }) => stack);
  for (const result of results) {
    const { stack } = result;
    try {
      if (result.state === 'waits' || appliedBefore(stack, stacks, results)) {
        const shown = result.state === 'waits' ? undefined : signature(result);
        adopt(result, await asked.stage(`${stack.name}  plan again`, (tell) => terraform.plan(stack, tell)));
        const verdict = verdictOf(results, asked);
        if (verdict.missing.length + verdict.idle.length > 0) return verdict;
        if (result.applyable && signature(result) !== shown && !(await asked.consent([result]))) return 'declined';
      }
      const { plan, applyable, changes } = result;
      if (!applyable || plan === undefined) continue;
      await asked.stage(`${stack.name}  apply`, (tell) =>
        terraform.apply(stack, plan, (done, address) => tell(`${String(done)}/${String(steps(changes))} ${address}`)),
      );
      result.state = 'applied';
    } catch (error) {
      if (!(error instanceof Stopped) || error.inApply) result.state = 'failed';
      throw error;
    }
  }
  return undefined;
}

function adopt(result: StackResult, plan: Plan): void {
  result.plan = plan;
  result.changes = plannedChanges(plan.json);
  result.applyable = isApplyable(plan.json);
  result.state = result.applyable ? 'planned' : 'unchanged';
  delete result.waitsFor;
}

const changesOf = ({ stack, changes }: StackResult): StackChanges => ({ stack: stack.name, changes });

const signature = ({ changes }: StackResult): string =>
  changes.map(({ address, action }) => `${action} ${address}`).join('\n');

/** A replacement is two steps. */
const steps = (changes: readonly PlannedChange[]): number =>
  changes.reduce((sum, { action }) => sum + (action === 'replace' ? 2 : action === 'forget' ? 0 : 1), 0);

function changedBefore(
  stack: AppStack,
  stacks: readonly AppStack[],
  results: readonly StackResult[],
): readonly string[] {
  const needed = allDependencies(stack, stacks);
  return results.filter((each) => each.applyable && needed.has(each.stack.name)).map((each) => each.stack.name);
}

function appliedBefore(stack: AppStack, stacks: readonly AppStack[], results: readonly StackResult[]): boolean {
  const needed = allDependencies(stack, stacks);
  return results.some((each) => each.state === 'applied' && needed.has(each.stack.name));
}
