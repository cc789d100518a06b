/** A role's statements over as many managed policies as they need: one domain's tables outgrow an inline policy. */
import { type Conditions, type Statement } from '../../../pipelines/targets';
import { lengthWithArns } from './policy_length';

/** Below the service's 6,144 characters: what an ARN has is not known before it is there. */
export const policyCharacters = 5500;

/** Groups of statements, each of whose JSON has at most `most` characters; the order stays. */
export function packStatements(
  statements: readonly Statement[],
  most = policyCharacters,
): readonly (readonly Statement[])[] {
  const packs: Statement[][] = [];
  let open: Statement[] = [];
  for (const statement of statements.flatMap((each) => splitStatement(each, most))) {
    if (open.length > 0 && lengthWithArns([...open, statement]) > most) {
      packs.push(open);
      open = [];
    }
    open.push(statement);
  }
  return open.length === 0 ? packs : [...packs, open];
}

/**
 * Statements that allow together what the one allows: its resources are shared out, else the values of its longest
 * condition, of which a request meets one.
 */
function splitStatement(statement: Statement, most: number): readonly Statement[] {
  if (lengthWithArns([statement]) <= most) return [statement];
  const { resources } = statement;
  if (resources.length > 1) {
    return halves(resources).flatMap((half, i) => splitStatement({ ...named(statement, i), resources: half }, most));
  }
  const longest = longestCondition(statement.conditions ?? {});
  if (longest === undefined) {
    throw new Error(`statement '${statement.sid ?? ''}' has more than ${most} characters and cannot be divided`);
  }
  const { operator, key, values } = longest;
  return halves(values).flatMap((half, i) => {
    const conditions = { ...statement.conditions, [operator]: { ...statement.conditions?.[operator], [key]: half } };
    return splitStatement({ ...named(statement, i), conditions }, most);
  });
}

const named = (statement: Statement, half: number): Statement =>
  statement.sid === undefined ? statement : { ...statement, sid: `${statement.sid}${half === 0 ? 'A' : 'B'}` };

const halves = (items: readonly string[]): readonly (readonly string[])[] => {
  const middle = Math.ceil(items.length / 2);
  return [items.slice(0, middle), items.slice(middle)];
};

function longestCondition(conditions: Conditions) {
  return Object.entries(conditions)
    .flatMap(([operator, keys]) =>
      Object.entries(keys).flatMap(([key, values]) =>
        typeof values === 'string' || values.length < 2 ? [] : [{ operator, key, values }],
      ),
    )
    .sort((a, b) => b.values.length - a.values.length)[0];
}
