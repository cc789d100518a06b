import { parseCondition, parseQuery } from '../parse';
import { expressionText, type TextOptions } from './expression_text';
import { queryText } from './query_text';

/** The text that the tree was read from, in its one form. */
export const asWritten: TextOptions = {
  table: (id) => `\${${id}}`,
  parameter: (name) => `\${${name}}`,
  star: () => undefined,
  column: () => undefined,
  call: () => undefined,
  query: queryText,
};

/**
 * The query in its one form: the case of keywords, white space, comments, redundant parentheses and other spellings of
 * one operator do not change it. Throws where the text is no query.
 */
export function canonicalQuery(text: string): string {
  const parsed = parseQuery(text);
  if (parsed.tree === undefined) throw new Error(`not a query: ${parsed.issue.message} (at ${parsed.issue.start})`);
  return queryText(parsed.tree, asWritten);
}

export function canonicalCondition(text: string): string {
  const parsed = parseCondition(text);
  if (parsed.tree === undefined) throw new Error(`not a condition: ${parsed.issue.message} (at ${parsed.issue.start})`);
  return expressionText(parsed.tree, asWritten);
}
