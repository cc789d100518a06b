/** Queries: WITH, SELECT, set operations, VALUES, relations and joins. */
import { call } from './call';
import { expression, sortItem } from './expression';
import { fail } from './token';
import { reserved } from './reserved';
import type { Cursor } from './cursor';
import type {
  Alias,
  CommonTable,
  Expression,
  Identifier,
  JoinKind,
  LateralView,
  Query,
  QueryBody,
  Relation,
  Select,
  SelectItem,
  Values,
} from '../syntax';

export function query(cursor: Cursor): Query {
  return cursor.nested(() => {
    const { start } = cursor.token;
    const tables = cursor.accept('with') ? withClause(cursor) : [];
    const body = setOperation(cursor, 0);
    const order = cursor.acceptWords('order', 'by') ? cursor.list(() => sortItem(cursor)) : [];
    refuse(cursor, ['cluster', 'distribute', 'sort'], 'by', 'how rows are distributed is not part of a portable query');
    refuse(cursor, ['window'], undefined, 'named windows are not in the portable subset');
    const limit = cursor.accept('limit') ? expression(cursor) : undefined;
    const offset = cursor.accept('offset') ? expression(cursor) : undefined;
    return { kind: 'query', with: tables, body, order, limit, offset, ...cursor.span(start) };
  });
}

function refuse(cursor: Cursor, words: readonly string[], next: string | undefined, why: string): void {
  const found = words.find((w) => cursor.is(w) && (next === undefined || cursor.is(next, 1)));
  if (found !== undefined) fail(cursor.token, `'${found}${next === undefined ? '' : ` ${next}`}': ${why}`);
}

function withClause(cursor: Cursor): readonly CommonTable[] {
  return cursor.list(() => {
    const { start } = cursor.token;
    if (cursor.is('recursive') && cursor.isName(1))
      fail(cursor.token, 'recursive queries are not in the portable subset');
    const name = cursor.identifier('the name of a WITH query');
    const columns = cursor.is('(') ? nameList(cursor, `the columns of '${name.name}'`) : [];
    cursor.accept('as');
    const open = cursor.expect('(', `before the query of '${name.name}'`);
    const inner = query(cursor);
    cursor.expectClosing(open, `the query of '${name.name}'`);
    return { name, columns, query: inner, ...cursor.span(start) };
  });
}

function nameList(cursor: Cursor, what: string): readonly Identifier[] {
  const open = cursor.expect('(', `before ${what}`);
  const names = cursor.list(() => cursor.identifier('the name of a column'));
  cursor.expectClosing(open, what);
  return names;
}

/** INTERSECT binds tighter than UNION and EXCEPT, which go from left to right. */
function setOperation(cursor: Cursor, minimum: number): QueryBody {
  const { start } = cursor.token;
  let left = queryTerm(cursor);
  for (;;) {
    const key = cursor.token.key;
    const operator = key === 'minus' ? 'except' : key;
    if (operator !== 'union' && operator !== 'except' && operator !== 'intersect') return left;
    const binds = operator === 'intersect' ? 2 : 1;
    if (binds <= minimum) return left;
    cursor.next();
    const all = cursor.accept('all');
    if (!all) cursor.accept('distinct');
    const right = setOperation(cursor, binds);
    left = { kind: 'set', operator, all, left, right, ...cursor.span(start) };
  }
}

function queryTerm(cursor: Cursor): QueryBody {
  if (cursor.is('select')) return select(cursor);
  if (cursor.is('values')) return values(cursor);
  if (cursor.is('(')) {
    const open = cursor.next();
    const inner = query(cursor);
    cursor.expectClosing(open, 'the query');
    const bare =
      inner.with.length === 0 && inner.order.length === 0 && inner.limit === undefined && inner.offset === undefined;
    return bare ? inner.body : inner;
  }
  return cursor.unexpected("a query ('select', 'with' or 'values')");
}

function values(cursor: Cursor): Values {
  const { start } = cursor.next();
  const rows = cursor.list(() => {
    if (!cursor.is('(')) return [expression(cursor)];
    const open = cursor.next();
    const row = cursor.list(() => expression(cursor));
    cursor.expectClosing(open, "a row of 'values'");
    return row;
  });
  return { kind: 'values', rows, ...cursor.span(start) };
}

function select(cursor: Cursor): Select {
  const { start } = cursor.next();
  const distinct = cursor.accept('distinct');
  if (!distinct) cursor.accept('all');
  const items = cursor.list(() => selectItem(cursor));
  const from = cursor.accept('from') ? cursor.list(() => relation(cursor)) : [];
  const views = lateralViews(cursor);
  const where = cursor.accept('where') ? expression(cursor) : undefined;
  const group = cursor.acceptWords('group', 'by') ? groupBy(cursor) : undefined;
  const having = cursor.accept('having') ? expression(cursor) : undefined;
  const qualify = cursor.accept('qualify') ? expression(cursor) : undefined;
  return { kind: 'select', distinct, items, from, views, where, group, having, qualify, ...cursor.span(start) };
}

function selectItem(cursor: Cursor): SelectItem {
  const { start } = cursor.token;
  if (cursor.is('from'))
    fail(cursor.token, "expected a column before 'from'", "drop the comma before 'from', or name a column");
  const item = expression(cursor);
  const named = item.kind !== 'star' && (cursor.accept('as') || cursor.isName());
  const alias = named ? cursor.identifier('the name of a column') : undefined;
  return { expression: item, alias, ...cursor.span(start) };
}

function groupBy(cursor: Cursor): 'all' | readonly Expression[] {
  if (cursor.is('all') && !cursor.is('(', 1)) {
    cursor.next();
    return 'all';
  }
  for (const word of ['rollup', 'cube']) {
    if (cursor.is(word) && cursor.is('(', 1))
      fail(cursor.token, `'${word}' is not in the portable subset`, 'join the levels with union all');
  }
  refuse(cursor, ['grouping'], 'sets', 'it is not in the portable subset; join the levels with union all');
  return cursor.list(() => expression(cursor));
}

function relation(cursor: Cursor): Relation {
  const { start } = cursor.token;
  let left = relationTerm(cursor);
  for (;;) {
    const join = joinKind(cursor);
    if (join === undefined) return left;
    const right = relationTerm(cursor);
    let on: Expression | undefined;
    let using: readonly Identifier[] = [];
    if (cursor.accept('on')) on = expression(cursor);
    else if (cursor.accept('using')) using = nameList(cursor, "the columns of 'using'");
    const span = cursor.span(start);
    if (join !== 'cross' && on === undefined && using.length === 0) {
      fail(cursor.token, `this ${join} join has no condition`, "add 'on ...' or 'using (...)', or write 'cross join'");
    }
    if (join === 'cross' && (on !== undefined || using.length > 0))
      fail(span, 'a cross join takes no condition', "write 'join'");
    left = { kind: 'join', join, left, right, on, using, ...span };
  }
}

function joinKind(cursor: Cursor): JoinKind | undefined {
  if (cursor.is('natural'))
    fail(cursor.token, 'a natural join is not in the portable subset', "name the columns: 'using (...)'");
  const side = cursor.token.key;
  if (cursor.accept('join')) return 'inner';
  if (cursor.acceptWords('inner', 'join')) return 'inner';
  if (cursor.acceptWords('cross', 'join')) return 'cross';
  if (side === 'semi' || side === 'anti') {
    if (cursor.acceptWords(side, 'join')) return side;
  }
  if (side === 'left' || side === 'right' || side === 'full') {
    if (cursor.acceptWords(side, 'join') || cursor.acceptWords(side, 'outer', 'join')) return side;
    if (side === 'left' && cursor.acceptWords('left', 'semi', 'join')) return 'semi';
    if (side === 'left' && cursor.acceptWords('left', 'anti', 'join')) return 'anti';
    cursor.next();
    return cursor.unexpected(`'join' after '${side}'`);
  }
  return undefined;
}

function relationTerm(cursor: Cursor): Relation {
  const token = cursor.token;
  const { start } = token;
  if (token.kind === 'placeholder') {
    cursor.next();
    const written = alias(cursor);
    return { kind: 'table', id: token.text, alias: written, ...cursor.span(start) };
  }
  if (cursor.is('(')) {
    const open = cursor.next();
    if (cursor.is('select') || cursor.is('with') || cursor.is('values') || cursor.is('(')) {
      const inner = query(cursor);
      cursor.expectClosing(open, 'the subquery');
      const written = alias(cursor);
      return { kind: 'derived', query: inner, alias: written, ...cursor.span(start) };
    }
    const inner = relation(cursor);
    cursor.expectClosing(open, 'the join');
    return inner;
  }
  if (cursor.is('values')) {
    const body = values(cursor);
    const inner: Query = {
      kind: 'query',
      with: [],
      body,
      order: [],
      limit: undefined,
      offset: undefined,
      start: body.start,
      end: body.end,
    };
    const written = alias(cursor);
    return { kind: 'derived', query: inner, alias: written, ...cursor.span(start) };
  }
  if (cursor.is('lateral'))
    fail(token, 'lateral subqueries are not in the portable subset', "use 'lateral view explode(...)' or a join");
  const name = cursor.identifier('a table');
  if (cursor.is('(')) fail(name, `the table function '${name.name}' is not in the portable subset`);
  if (cursor.is('.')) {
    cursor.next();
    const second = cursor.identifier('the name of a table');
    fail(
      { start, end: second.end },
      `a table is written \${${name.name}.${second.name}}`,
      `write \${${name.name}.${second.name}}`,
    );
  }
  return { kind: 'named', name, alias: alias(cursor), ...cursor.span(start) };
}

const notAnAlias: ReadonlySet<string> = reserved;

function alias(cursor: Cursor): Alias | undefined {
  refuse(cursor, ['tablesample'], undefined, 'a random sample is not repeatable');
  refuse(cursor, ['pivot', 'unpivot'], undefined, "it is not in the portable subset; write 'case' in the aggregates");
  const explicit = cursor.accept('as');
  const token = cursor.token;
  if (!explicit && !(token.kind === 'quoted' || (token.kind === 'word' && !notAnAlias.has(token.key))))
    return undefined;
  const name = cursor.identifier('an alias');
  const columns = cursor.is('(') ? nameList(cursor, `the columns of '${name.name}'`) : [];
  return { name, columns };
}

function lateralViews(cursor: Cursor): readonly LateralView[] {
  const views: LateralView[] = [];
  while (cursor.is('lateral') && cursor.is('view', 1)) {
    const { start } = cursor.next();
    cursor.next();
    const outer = cursor.accept('outer');
    const generator = call(cursor);
    const name = cursor.identifier('the name of the lateral view');
    cursor.accept('as');
    const columns = cursor.isName() ? cursor.list(() => cursor.identifier('the name of a column')) : [];
    views.push({ outer, call: generator, name, columns, ...cursor.span(start) });
  }
  return views;
}
