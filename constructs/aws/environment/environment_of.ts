import type { Environment } from '../../../environments';
import { type IConstruct, TerraformStack } from '../../core';
import { EnvironmentStack } from './environment_stack';

/** Whose stack a construct is in; undefined in a stack that is of no environment. */
export function environmentOf(construct: IConstruct): Environment | undefined {
  const stack = TerraformStack.of(construct);
  return stack instanceof EnvironmentStack ? stack.environment : undefined;
}
