/** What of a role's statements fits into the policy within it. */
import type { Statement } from '../../../pipelines/targets';
import { lengthWithArns } from './policy_length';
import { packStatements } from './policy_packing';

/** Below the service's 10,240 characters, because what an ARN has is not known before it is there. */
export const inlineCharacters = 9200;

export interface Fitting {
  readonly within: readonly Statement[];
  readonly left: readonly Statement[];
}

/** In the order of the statements; those that come later may still fit. */
export function fitting(statements: readonly Statement[], most = inlineCharacters): Fitting {
  if (lengthWithArns(statements) <= most) return { within: statements, left: [] };
  const within: Statement[] = [];
  const left: Statement[] = [];
  for (const statement of statements.flatMap((each) => packStatements([each]).flat()))
    (lengthWithArns([...within, statement]) <= most ? within : left).push(statement);
  return { within, left };
}
