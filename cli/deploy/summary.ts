/** Plans for people, and for programs: what is done to which address, never a value. */
import { aligned, colours, count } from '../output';
import type { Demand, Verdict } from './approvals';
import type { StackResult } from './deployment';
import type { StepResult } from './own_steps';
import { type Action, actions, type PlannedChange } from './planned';
import type { DeployStep, Found, PeopleStep } from './step';

const words: Record<Action, readonly [sign: string, word: string, paint: (text: string) => string]> = {
  create: ['+', 'to create', colours.green],
  update: ['~', 'to change', colours.yellow],
  replace: ['-/+', 'to replace', colours.red],
  delete: ['-', 'to destroy', colours.red],
  forget: ['x', 'to forget', colours.red],
  move: ['>', 'to move', colours.dim],
};

/** Always with all kinds, so that a program need not ask whether one is there. */
export function countsOf(changes: readonly PlannedChange[]): Record<Action, number> {
  const counts = { create: 0, update: 0, replace: 0, delete: 0, forget: 0, move: 0 };
  for (const { action } of changes) counts[action]++;
  return counts;
}

function countText(changes: readonly PlannedChange[]): string {
  const counts = countsOf(changes);
  return actions
    .filter((action) => counts[action] > 0 || action === 'create' || action === 'update' || action === 'delete')
    .map((action) => `${String(counts[action])} ${words[action][1]}`)
    .join(', ');
}

export function planText(results: readonly StackResult[], demands: readonly Demand[]): string {
  const parts = results.map(({ stack, state, changes, waitsFor, applyable }) => {
    const name = colours.bold(stack.name);
    if (state === 'waits') return `${name}: is planned when it can be, after ${waitsFor ?? ''}`;
    if (!applyable) return `${name}: no changes`;
    if (changes.length === 0) return `${name}: outputs alone`;
    return [
      `${name}: ${countText(changes)}`,
      aligned(
        changes.map((change) => {
          const [sign, , paint] = words[change.action];
          const demand = demands.find((each) => each.stack === stack.name && each.address === change.address);
          return [`  ${paint(sign.padEnd(3))} ${change.address}`, remark(change, demand)];
        }),
      ),
    ].join('\n');
  });
  const waiting = results.filter(({ state }) => state === 'waits').length;
  const all = results.flatMap(({ changes }) => changes);
  const total = `${count(results.length, 'stack')}: ${countText(all)}${waiting === 0 ? '' : `; ${String(waiting)} not planned yet`}`;
  return [...parts, total].join('\n\n');
}

function remark({ action, attributes, replacedBy }: PlannedChange, demand: Demand | undefined): string {
  const shown = attributes.slice(0, 6).join(', ') + (attributes.length > 6 ? ', ...' : '');
  const parts = [
    ...(action === 'replace' && replacedBy.length > 0 ? [`because of ${replacedBy.join(', ')}`] : []),
    ...(action === 'update' ? [shown] : []),
    ...(demand === undefined ? [] : [colours.red(`holds ${demand.holds}`)]),
  ];
  return parts.join('; ');
}

/** What deploy does beside the stacks. */
export const stepsText = (results: readonly StepResult[]): string =>
  results
    .map(({ step, wanted, found }) => `${step.name}: ${wanted.on}: ${doingText(wanted.value, wanted.stack, found)}`)
    .join('\n');

function doingText(value: string, stack: string, found: Found): string {
  switch (found.is) {
    case 'same':
      return 'nothing to do';
    case 'absent':
      return `${value} (after ${stack})`;
    case 'different':
      return `${value} (now: ${found.now ?? 'none'})${found.blocked === undefined ? '' : '; not now'}`;
    case 'unclear':
      return `${value}; not now`;
  }
}

export const stepsJson = (results: readonly StepResult[]) =>
  results.map(({ step, wanted, state, found }) => ({
    ...{ name: step.name, on: wanted.on, state, what: wanted.value },
    ...(found.is === 'different' && state !== 'done' ? { now: found.now ?? 'none' } : {}),
    ...(found.is === 'absent' ? { waitsFor: wanted.stack } : {}),
    ...('blocked' in found ? { left: found.blocked } : {}),
  }));

export const stepsList = (steps: readonly (DeployStep | PeopleStep)[]): string =>
  aligned(
    steps.map(({ name, by, what, because, source }) => [
      name,
      by === 'deploy' ? 'done by deploy' : 'left to people',
      `${what}: ${because} (${source})`,
    ]),
  );

/** Why a plan is not applied, and how it would be. */
export function refusalText({ missing, idle }: Verdict, more: number): string {
  return [
    ...idle.map((each) => `--approve ${each}`),
    ...missing.map(({ stack, address, holds, because }) => `${stack}: ${address} holds ${holds} and ${because}`),
    ...(missing.length === 0
      ? []
      : [
          `refused${more > 0 ? ` after ${count(more, 'stack')} had been applied` : ''}. Where that is what you want: ` +
            missing.map(({ address }) => `--approve '${address}'`).join(' '),
        ]),
  ].join('\n  ');
}

export const resultsJson = (results: readonly StackResult[], verdict: Verdict) => {
  const all = results.flatMap(({ changes }) => changes);
  return {
    /** What a pipeline asks: is there anything to deploy? */
    changed: results.some(({ applyable, state }) => applyable || state === 'waits'),
    counts: countsOf(all),
    needsApproval: verdict.missing.map(({ stack, address, action, holds, because }) => ({
      stack,
      address,
      action,
      holds,
      because,
    })),
    stacks: results.map(({ stack, state, changes, waitsFor }) => ({
      name: stack.name,
      state,
      ...(waitsFor === undefined ? {} : { waitsFor }),
      counts: countsOf(changes),
      changes: changes.map(({ address, type, action, attributes, replacedBy }) => ({
        address,
        type,
        action,
        ...(attributes.length === 0 ? {} : { attributes }),
        ...(replacedBy.length === 0 ? {} : { replacedBy }),
      })),
    })),
  };
};
