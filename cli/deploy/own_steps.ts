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

/**
 * For before the stacks: it changes nothing that stays, and fails for nothing that a service says, because a deployment may be what
 * puts that right.
 */
export async function lookAll(
  steps: readonly DeployStep[],
  environment: Environment,
  stacks: readonly AppStack[],
): Promise<readonly StepResult[]> {
  const results: StepResult[] = [];
  for (const step of steps) {
    for (const wanted of step.wanted(environment, stacks)) {
      const found = await lookedAt(step, wanted, environment);
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

/** How it is; unclear where the service refuses to tell, or gives no answer. */
async function lookedAt(step: DeployStep, wanted: Wanted, environment: Environment): Promise<Found> {
  try {
    return await wanted.look();
  } catch (error) {
    const { message } = failureOf(error, step, environment, 'tell how it is');
    const blocked =
      `${step.name}: ${wanted.on}: nobody can tell how it is (${message}): ` +
      `${allowing(error, step)}deploy again (${step.source})`;
    return { is: 'unclear', blocked };
  }
}

/** @throws what the service refuses, or that it gives no answer, with what was wanted and what to do */
async function told<T>(step: DeployStep, wanted: Wanted, environment: Environment, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const { message } = failureOf(error, step, environment, 'do it');
    throw new Failure(
      `${step.name}: ${wanted.on}: expected ${wanted.value}; ${message}. What was applied stays: ` +
        `${allowing(error, step)}run the same command again to go on (${step.source})`,
    );
  }
}

/** @throws what no service said, and no way to it: a fault of ours */
function failureOf(error: unknown, { service }: DeployStep, environment: Environment, doing: string): Failure {
  const said = inWords(error, { service, region: environment.region, doing, environment });
  if (!(said instanceof Failure)) throw error;
  return said;
}

const allowing = (error: unknown, { actions }: DeployStep): string =>
  /AccessDenied|Unauthorized|Forbidden/.test(error instanceof Error ? error.name : '')
    ? `let the role that deploys do ${actions.join(', ')}, and `
    : '';
