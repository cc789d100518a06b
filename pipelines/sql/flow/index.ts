/** Rows within a query: where they are lost and where they multiply, as steps and one query that counts them. */
import { parseQuery } from '../parse';
import { FlowBuilder, Unfollowed } from './builder';
import { measuring } from './measure';
import type { Schema } from '../check/checker';
import type { Cardinality } from '../../plan';
import type { Flow } from './step';

export { joinNames } from './join_names';
export { flowKinds, type Flow, type FlowKind, type FlowStep } from './step';

/**
 * The flow of a query, or why it cannot be followed.
 * @param joins the cardinality of joins, by the alias of their right side (`c`) or with the block before it (`step_1.d`)
 */
export function flowOf(
  text: string,
  joins: Readonly<Record<string, Cardinality>>,
  schema: Schema,
): Flow | { readonly reason: string } {
  const { tree } = parseQuery(text);
  if (tree === undefined) return { reason: 'it is no portable SQL' };
  try {
    const builder = new FlowBuilder(joins, schema);
    builder.query(tree, [], '');
    return { steps: builder.steps, query: measuring(builder.measures, builder.named) };
  } catch (error) {
    if (error instanceof Unfollowed) return { reason: error.message };
    throw error;
  }
}
