/** Expressions, by precedence climbing; the levels are those of Spark's grammar. */
import { call, window } from './call';
import { beginsInterval, beginsTypedLiteral, datetimeLiteral, intervalLiteral, numberLiteral } from './literal';
import { fail } from './token';
import { typeName } from './type_name';
import type { Cursor } from './cursor';
import type { BinaryOperator, CaseBranch, Expression, Identifier, SortItem } from '../syntax';

/** How tightly each binds; a printer puts parentheses where a child binds less than its place asks. */
export const precedence: Readonly<Record<string, number>> = {
  or: 1,
  and: 2,
  not: 3,
  predicate: 4,
  '=': 5,
  '<>': 5,
  '<': 5,
  '<=': 5,
  '>': 5,
  '>=': 5,
  '<=>': 5,
  '|': 6,
  '^': 7,
  '&': 8,
  '+': 9,
  '-': 9,
  '||': 9,
  '*': 10,
  '/': 10,
  '%': 10,
  div: 10,
  unary: 11,
  postfix: 12,
};

const binaryOperators: ReadonlyMap<string, BinaryOperator> = new Map<string, BinaryOperator>([
  ...(
    ['or', 'and', '=', '<>', '<', '<=', '>', '>=', '<=>', '|', '^', '&', '+', '-', '||', '*', '/', '%', 'div'] as const
  ).map((o): [string, BinaryOperator] => [o, o]),
  ['==', '='],
  ['!=', '<>'],
]);

export function expression(cursor: Cursor, minimum = 0): Expression {
  return cursor.nested(() => climb(cursor, minimum));
}

function climb(cursor: Cursor, minimum: number): Expression {
  const start = cursor.token.start;
  let left = prefix(cursor);
  for (;;) {
    const operator = binaryOperators.get(cursor.token.key);
    if (operator !== undefined && cursor.token.kind !== 'quoted') {
      const binds = precedence[operator] ?? 0;
      if (binds <= minimum) return left;
      cursor.next();
      const right = expression(cursor, binds);
      left = { kind: 'binary', operator, left, right, ...cursor.span(start) };
      continue;
    }
    if (minimum >= 4) return left;
    const found = predicate(cursor, left, start);
    if (found === undefined) return left;
    left = found;
  }
}

function predicate(cursor: Cursor, operand: Expression, start: number): Expression | undefined {
  if (cursor.is('is')) return isPredicate(cursor, operand, start);
  const ahead = cursor.is('not') ? 1 : 0;
  const key = cursor.peek(ahead).key;
  if (!['between', 'in', 'like', 'ilike', 'rlike', 'regexp'].includes(key)) return undefined;
  const not = cursor.accept('not');
  cursor.next();
  if (key === 'between') {
    const low = expression(cursor, 4);
    cursor.expect('and', "between the two bounds of 'between'");
    const high = expression(cursor, 4);
    return { kind: 'between', operand, low, high, not, ...cursor.span(start) };
  }
  if (key === 'in') return inPredicate(cursor, operand, not, start);
  if (cursor.isWords('any') || cursor.isWords('all') || cursor.isWords('some')) {
    fail(
      cursor.token,
      `'${key} ${cursor.token.text}' is not in the portable subset`,
      `write one ${key} for each pattern`,
    );
  }
  const pattern = expression(cursor, 4);
  const operator = key === 'like' || key === 'ilike' ? key : 'rlike';
  const escape = operator === 'rlike' || !cursor.accept('escape') ? undefined : escapeCharacter(cursor);
  return { kind: 'like', operator, operand, pattern, escape, not, ...cursor.span(start) };
}

function escapeCharacter(cursor: Cursor): string {
  const token = cursor.next();
  if (token.kind !== 'string' || token.text.length !== 1)
    fail(token, "expected one character in quotes after 'escape'");
  return token.text;
}

function isPredicate(cursor: Cursor, operand: Expression, start: number): Expression {
  cursor.next();
  const not = cursor.accept('not');
  if (cursor.accept('distinct')) {
    cursor.expect('from', "after 'is distinct'");
    const right = expression(cursor, 4);
    return { kind: 'distinct_from', left: operand, right, not, ...cursor.span(start) };
  }
  const key = cursor.token.key;
  if (key !== 'null' && key !== 'true' && key !== 'false') {
    return cursor.unexpected(`'null', 'true', 'false' or 'distinct from' after 'is${not ? ' not' : ''}'`);
  }
  cursor.next();
  return { kind: 'is', operand, what: key, not, ...cursor.span(start) };
}

function inPredicate(cursor: Cursor, operand: Expression, not: boolean, start: number): Expression {
  const open = cursor.expect('(', "after 'in'");
  if (cursor.is('select') || cursor.is('with')) {
    const query = cursor.query(cursor);
    cursor.expectClosing(open, "the subquery of 'in'");
    return { kind: 'in_query', operand, query, not, ...cursor.span(start) };
  }
  if (cursor.is(')')) fail(cursor.token, "the list of 'in' is empty", 'give it a value, or drop the condition');
  const list = cursor.list(() => expression(cursor));
  cursor.expectClosing(open, "the list of 'in'");
  return { kind: 'in', operand, list, not, ...cursor.span(start) };
}

function prefix(cursor: Cursor): Expression {
  const { start, key } = cursor.token;
  if (key === 'not' || key === '!') {
    cursor.next();
    return { kind: 'unary', operator: 'not', operand: expression(cursor, 2), ...cursor.span(start) };
  }
  if (key === '-' && cursor.peek(1).kind === 'number') {
    cursor.next();
    return postfix(cursor, numberLiteral(cursor.next(), '-', start), start);
  }
  if (key === '-' || key === '+' || key === '~') {
    cursor.next();
    return { kind: 'unary', operator: key, operand: expression(cursor, 10), ...cursor.span(start) };
  }
  return postfix(cursor, primary(cursor), start);
}

function postfix(cursor: Cursor, first: Expression, start: number): Expression {
  let operand = first;
  for (;;) {
    if (cursor.accept('[')) {
      const index = expression(cursor);
      cursor.expect(']', 'after the index');
      operand = { kind: 'index', operand, index, ...cursor.span(start) };
    } else if (cursor.accept('::')) {
      operand = { kind: 'cast', operand, type: typeName(cursor), try: false, ...cursor.span(start) };
    } else if (cursor.is('.') && operand.kind !== 'column') {
      cursor.next();
      operand = { kind: 'field', operand, name: cursor.identifier('the name of a field'), ...cursor.span(start) };
    } else return operand;
  }
}

function primary(cursor: Cursor): Expression {
  const token = cursor.token;
  const { start } = token;
  switch (token.kind) {
    case 'number':
      return numberLiteral(cursor.next(), '', start);
    case 'string':
      cursor.next();
      return { kind: 'string', value: token.text, start, end: token.end };
    case 'placeholder':
      cursor.next();
      return { kind: 'parameter', name: token.text, start, end: token.end };
    case 'quoted':
      return nameOrCall(cursor);
    case 'operator':
      if (token.key === '(') return parenthesised(cursor);
      if (token.key === '*') {
        cursor.next();
        return { kind: 'star', qualifier: undefined, except: starExcept(cursor), ...cursor.span(start) };
      }
      return cursor.unexpected('an expression');
    case 'end':
      return cursor.unexpected('an expression');
    case 'word':
      return word(cursor);
  }
}

function word(cursor: Cursor): Expression {
  const { start, key } = cursor.token;
  const typed = beginsTypedLiteral(cursor);
  if (typed !== undefined) {
    cursor.next();
    return datetimeLiteral(typed, cursor.next(), start);
  }
  if (beginsInterval(cursor)) {
    cursor.next();
    return intervalLiteral(cursor, start);
  }
  switch (key) {
    case 'null':
      cursor.next();
      return { kind: 'null', ...cursor.span(start) };
    case 'true':
    case 'false':
      cursor.next();
      return { kind: 'boolean', value: key === 'true', ...cursor.span(start) };
    case 'case':
      return caseExpression(cursor, start);
    case 'cast':
    case 'try_cast':
      return castExpression(cursor, start, key === 'try_cast');
    case 'exists':
      if (cursor.is('(', 1) && (cursor.is('select', 2) || cursor.is('with', 2))) {
        cursor.next();
        const open = cursor.next();
        const query = cursor.query(cursor);
        cursor.expectClosing(open, 'the subquery of exists');
        return { kind: 'exists', query, ...cursor.span(start) };
      }
      if (cursor.is('(', 1)) return call(cursor);
      break;
    case 'left':
    case 'right':
    case 'any':
    case 'some':
    case 'filter':
      if (cursor.is('(', 1)) return call(cursor);
      break;
  }
  if (cursor.isName()) return nameOrCall(cursor);
  return cursor.unexpected('an expression');
}

function nameOrCall(cursor: Cursor): Expression {
  const { start, kind, key } = cursor.token;
  if (cursor.is('->', 1)) return lambda(cursor, [cursor.identifier('a parameter')], start);
  if (cursor.is('(', 1) && kind === 'word') return call(cursor);
  if (kind === 'word' && (key === 'current_date' || key === 'current_timestamp') && !cursor.is('.', 1)) {
    const at = cursor.next();
    return {
      kind: 'call',
      name: key,
      at,
      arguments: [],
      distinct: false,
      ignoreNulls: false,
      filter: undefined,
      over: undefined,
      ...cursor.span(start),
    };
  }
  const parts: Identifier[] = [cursor.identifier('a column')];
  while (cursor.is('.')) {
    if (cursor.is('*', 1)) {
      const qualifier = parts[0];
      if (parts.length > 1 || qualifier === undefined)
        fail(cursor.peek(1), "before '.*' stands the alias of one relation");
      cursor.next();
      cursor.next();
      return { kind: 'star', qualifier, except: starExcept(cursor), ...cursor.span(start) };
    }
    cursor.next();
    parts.push(cursor.token.kind === 'word' ? anyWord(cursor) : cursor.identifier('the name of a column'));
  }
  return { kind: 'column', parts, ...cursor.span(start) };
}

/** After a dot every word is a name. */
function anyWord(cursor: Cursor): Identifier {
  const token = cursor.next();
  return { name: token.text, start: token.start, end: token.end };
}

function starExcept(cursor: Cursor): readonly Identifier[] {
  if (!cursor.isWords('except', '(') || cursor.is('select', 2) || cursor.is('(', 2) || cursor.is('with', 2)) return [];
  cursor.next();
  const open = cursor.next();
  const names = cursor.list(() => cursor.identifier('the name of a column'));
  cursor.expectClosing(open, "'* except'");
  return names;
}

function parenthesised(cursor: Cursor): Expression {
  const open = cursor.next();
  const { start } = open;
  if (cursor.is('select') || cursor.is('with')) {
    const query = cursor.query(cursor);
    cursor.expectClosing(open, 'the subquery');
    return { kind: 'subquery', query, ...cursor.span(start) };
  }
  if (cursor.isName() && cursor.is(',', 1)) {
    const parameters = lambdaParameters(cursor);
    if (parameters !== undefined) return lambda(cursor, parameters, start);
  }
  const inner = expression(cursor);
  if (cursor.is(','))
    fail(
      cursor.token,
      'a row of several values is not in the portable subset',
      'compare the columns one by one, or write struct(...)',
    );
  cursor.expectClosing(open, 'the parenthesis');
  return inner;
}

function lambdaParameters(cursor: Cursor): readonly Identifier[] | undefined {
  let ahead = 0;
  while (cursor.isName(ahead) && cursor.is(',', ahead + 1)) ahead += 2;
  if (!cursor.isName(ahead) || !cursor.is(')', ahead + 1) || !cursor.is('->', ahead + 2)) return undefined;
  const parameters = cursor.list(() => cursor.identifier('a parameter'));
  cursor.next();
  return parameters;
}

function lambda(cursor: Cursor, parameters: readonly Identifier[], start: number): Expression {
  cursor.expect('->', 'after the parameters');
  return { kind: 'lambda', parameters, body: expression(cursor), ...cursor.span(start) };
}

function caseExpression(cursor: Cursor, start: number): Expression {
  const opening = cursor.next();
  const operand = cursor.is('when') ? undefined : expression(cursor);
  const branches: CaseBranch[] = [];
  while (cursor.accept('when')) {
    const when = expression(cursor);
    cursor.expect('then', "after the condition of 'when'");
    branches.push({ when, then: expression(cursor) });
  }
  if (branches.length === 0) cursor.unexpected("'when' in the case");
  const otherwise = cursor.accept('else') ? expression(cursor) : undefined;
  if (cursor.token.kind === 'end') fail(opening, "this 'case' has no 'end'");
  cursor.expect('end', "at the end of the 'case'");
  return { kind: 'case', operand, branches, otherwise, ...cursor.span(start) };
}

function castExpression(cursor: Cursor, start: number, tolerant: boolean): Expression {
  cursor.next();
  const open = cursor.expect('(', "after 'cast'");
  const operand = expression(cursor);
  cursor.expect('as', 'between the value and the type of the cast');
  const type = typeName(cursor);
  cursor.expectClosing(open, 'the cast');
  return { kind: 'cast', operand, type, try: tolerant, ...cursor.span(start) };
}

export function sortItem(cursor: Cursor): SortItem {
  const { start } = cursor.token;
  const by = expression(cursor);
  const descending = cursor.accept('desc');
  if (!descending) cursor.accept('asc');
  let nulls: SortItem['nulls'];
  if (cursor.accept('nulls')) {
    if (cursor.accept('first')) nulls = 'first';
    else if (cursor.accept('last')) nulls = 'last';
    else cursor.unexpected("'first' or 'last' after 'nulls'");
  }
  return { expression: by, descending, nulls, ...cursor.span(start) };
}

export { window };
