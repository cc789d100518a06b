import { Cursor } from './cursor';
import { expression } from './expression';
import { query } from './query';
import { fail, SyntaxFailure } from './token';
import type { SqlIssue } from '../issue';
import type { Expression, Query } from '../syntax';

export type Parsed<T> =
  { readonly tree: T; readonly issue: undefined } | { readonly tree: undefined; readonly issue: SqlIssue };

/** The query's tree, or the first place where the text is no query. */
export function parseQuery(text: string): Parsed<Query> {
  return parse(text, query, 'the query');
}

/** The tree of one expression. */
export function parseCondition(text: string): Parsed<Expression> {
  return parse(text, (cursor) => expression(cursor), 'the condition');
}

function parse<T>(text: string, rule: (cursor: Cursor) => T, what: string): Parsed<T> {
  try {
    const cursor = new Cursor(text, query);
    const tree = rule(cursor);
    cursor.accept(';');
    if (cursor.token.kind !== 'end') trailing(cursor, what);
    return { tree, issue: undefined };
  } catch (error) {
    if (error instanceof SyntaxFailure) return { tree: undefined, issue: error.issue };
    throw error;
  }
}

/** Clauses in their order, to say which one came too late. */
const clauses: readonly string[] = ['from', 'where', 'group', 'having', 'qualify', 'order', 'limit'];

function trailing(cursor: Cursor, what: string): never {
  const { key, text } = cursor.token;
  if (clauses.includes(key)) {
    fail(
      cursor.token,
      `'${text}' stands in the wrong place`,
      `the order is: ${clauses.join(', ').replace('group', 'group by').replace('order', 'order by')}`,
    );
  }
  if (key === ')') fail(cursor.token, "this ')' closes nothing");
  return cursor.unexpected(`the end of ${what}`, cursor.takenForName());
}

export { precedence } from './expression';
export { quoteName } from './reserved';
export { decimalLiteralType } from './literal';
