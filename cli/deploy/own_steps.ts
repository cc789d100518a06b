/** Looks what the steps of deploy have to do, and does it. */
import type { Environment } from '../../environments';
import { inWords } from '../aws';
import { Failure } from '../usage';
import type { AppStack } from './app';
import type { Asked } from './deployment';
import type { Interrupt } from './interrupt';
import type { DeployStep, Found, Wanted } from './step';

export interface StepResult {
  readonly step: DeployStep;
  readonly wanted: Wanted;
  state: 'planned' | 'done' | 'unchanged' | 'left';
  found: Found;
}

/** Reads; changes nothing. */
export async function lookAll(
  steps: readonly DeployStep[],
  environment: Environment,
  stacks: readonly AppStack[],
): Promise<readonly StepResult[]> {
  const results: StepResult[] = [];
  for (const step of steps) {
    for (const wanted of step.wanted(environment, stacks)) {
      const found = await told(step, wanted, environment, wanted.look);
      results.push({ step, wanted, found, state: stateOf(found) });
    }
  }
  return results;
}

/** For after the stacks: they may have made, stopped or changed what was looked at before. */
export async function makeAll(
  results: readonly StepResult[],
  environment: Environment,
  stage: Asked['stage'],
  interrupt: Pick<Interrupt, 'check'>,
): Promise<void> {
  for (const result of results) {
    const { step, wanted } = result;
    interrupt.check();
    const found = await told(step, wanted, environment, wanted.look);
    result.found = found;
    result.state = stateOf(found);
    if (result.state !== 'planned') continue;
    if (found.is !== 'different') {
      throw new Failure(
        `${step.name}: expected '${wanted.on}', which stack '${wanted.stack}' makes; found none: deploy that stack again`,
      );
    }
    await stage(`${step.name}  ${wanted.on}`, () => told(step, wanted, environment, () => wanted.make(found.id)));
    result.state = 'done';
  }
}

function stateOf(found: Found): StepResult['state'] {
  if (found.is === 'same') return 'unchanged';
  return found.is === 'absent' || (found.is === 'different' && found.blocked === undefined) ? 'planned' : 'left';
}

/** @throws what the service refuses, or that it gives no answer, with what was wanted and what to do */
async function told<T>(step: DeployStep, wanted: Wanted, environment: Environment, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const { name, service, actions, source } = step;
    const said = inWords(error, { service, region: environment.region, doing: 'do it', environment });
    // What no service said, and no way to it, is a fault of ours; or it is in words already.
    if (!(said instanceof Failure)) throw error;
    const fix = /AccessDenied|Unauthorized|Forbidden/.test(error instanceof Error ? error.name : '')
      ? `let the role that deploys do ${actions.join(', ')}, and `
      : '';
    throw new Failure(
      `${name}: ${wanted.on}: expected ${wanted.value}; ${said.message}. What was applied stays: ` +
        `${fix}run the same command again to go on (${source})`,
    );
  }
}
