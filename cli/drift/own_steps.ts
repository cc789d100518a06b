/** How what deploy sets itself is otherwise than the environment says. No state records what was set. */
import type { StepResult } from '../deploy/own_steps';
import type { Drift } from './judge';

/** @param stack its name */
export const stepDrift = (results: readonly StepResult[], stack: string): readonly Drift[] =>
  results.flatMap(({ wanted, found }): readonly Drift[] => {
    if (wanted.stack !== stack || found.is !== 'different') return [];
    const never = found.now === undefined;
    return [
      {
        ...{ address: wanted.address, attribute: wanted.attribute, undone: true },
        ...{ found: found.now ?? 'none', wanted: wanted.value },
        cause: never ? 'ours' : 'unknown',
        because: never
          ? 'the environment has it, and it was not deployed'
          : 'somebody changed it, or the environment has changed and was not deployed',
      },
    ];
  });

export interface Unclear {
  /** The step's name. */
  readonly name: string;
  readonly on: string;
  readonly because: string;
}

/** What nobody can compare, and why: it counts as no drift, so it is told. */
export const unclearOf = (results: readonly StepResult[]): readonly Unclear[] =>
  results.flatMap(({ step, wanted, found }) =>
    found.is === 'unclear' ? [{ name: step.name, on: wanted.on, because: found.blocked }] : [],
  );
