/** How long a policy becomes, as far as that is known when it is written. */
import { policyDocument, type Statement } from '../../../pipelines/targets';

/** Of a document of these statements whose references have become ARNs: a key's has 75 characters, a long one 100. */
export const lengthWithArns = (statements: readonly Statement[]): number =>
  statements.reduce((sum, each) => sum + statementLength(each), emptyLength) + Math.max(statements.length - 1, 0);

const emptyLength = policyDocument([]).length;
const longArn = 'x'.repeat(100);
const lengths = new WeakMap<Statement, number>();

/** Asked again for each policy that a statement may go into. */
function statementLength(statement: Statement): number {
  const known =
    lengths.get(statement) ?? policyDocument([statement]).replaceAll(/\$\{[^}]*\}/g, longArn).length - emptyLength;
  lengths.set(statement, known);
  return known;
}
