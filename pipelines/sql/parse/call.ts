/** Function calls: arguments, filter, window. */
import { didYouMean } from '../../plan';
import { fail } from './token';
import { expression, sortItem } from './expression';
import type { Cursor } from './cursor';
import type { CallExpression, Expression, FrameBound, WindowFrame, WindowSpecification } from '../syntax';

export function call(cursor: Cursor): CallExpression {
  const at = cursor.next();
  const name = at.key;
  const { start } = at;
  const open = cursor.expect('(', `after '${name}'`);
  const distinct = cursor.accept('distinct');
  if (!distinct) cursor.accept('all');
  const parsed = cursor.is(')') ? [] : callArguments(cursor, name);
  let ignoreNulls = nullTreatment(cursor) ?? false;
  // `tri_cast(x as int)`: the two casts alone have an `as` in them, and are no functions that a name could be near.
  if (cursor.is('as')) {
    const hint = didYouMean(name, ['cast', 'try_cast']) ?? "'as' belongs in cast(x as type) and try_cast(x as type)";
    fail(at, `'${name}' takes no 'as'`, hint);
  }
  cursor.expectClosing(open, `the call of '${name}'`);
  ignoreNulls = nullTreatment(cursor) ?? ignoreNulls;
  let filter: Expression | undefined;
  if (cursor.is('filter') && cursor.is('(', 1)) {
    cursor.next();
    const opened = cursor.next();
    cursor.expect('where', "after 'filter ('");
    filter = expression(cursor);
    cursor.expectClosing(opened, "'filter'");
  }
  const over = cursor.accept('over') ? window(cursor) : undefined;
  return {
    kind: 'call',
    name,
    at: { start: at.start, end: at.end },
    arguments: parsed,
    distinct,
    ignoreNulls,
    filter,
    over,
    ...cursor.span(start),
  };
}

/** `extract(year from d)` and `trim(both x from y)` take their words; all else is a list. */
function callArguments(cursor: Cursor, name: string): readonly Expression[] {
  if (name === 'extract' && cursor.is('from', 1)) {
    const field = cursor.next();
    cursor.next();
    return [{ kind: 'string', value: field.key, start: field.start, end: field.end }, expression(cursor)];
  }
  if (name === 'trim' && (cursor.is('both') || cursor.is('leading') || cursor.is('trailing')) && !cursor.is(')', 1)) {
    fail(cursor.token, `'trim(${cursor.token.key} ...)' is not in the portable subset`, 'write btrim, ltrim or rtrim');
  }
  return cursor.list(() => expression(cursor));
}

function nullTreatment(cursor: Cursor): boolean | undefined {
  if (cursor.acceptWords('ignore', 'nulls')) return true;
  if (cursor.acceptWords('respect', 'nulls')) return false;
  return undefined;
}

export function window(cursor: Cursor): WindowSpecification {
  const { start } = cursor.token;
  if (cursor.isName())
    fail(cursor.token, 'named windows are not in the portable subset', "write the window after 'over' in parentheses");
  const open = cursor.expect('(', "after 'over'");
  const partition = cursor.acceptWords('partition', 'by') ? cursor.list(() => expression(cursor)) : [];
  const order = cursor.acceptWords('order', 'by') ? cursor.list(() => sortItem(cursor)) : [];
  const frame = cursor.is('rows') || cursor.is('range') ? windowFrame(cursor) : undefined;
  cursor.expectClosing(open, 'the window');
  return { partition, order, frame, ...cursor.span(start) };
}

function windowFrame(cursor: Cursor): WindowFrame {
  const unit = cursor.next().key === 'rows' ? 'rows' : 'range';
  if (!cursor.accept('between')) return { unit, from: frameBound(cursor), to: { kind: 'current_row' } };
  const from = frameBound(cursor);
  cursor.expect('and', 'between the bounds of the frame');
  return { unit, from, to: frameBound(cursor) };
}

function frameBound(cursor: Cursor): FrameBound {
  if (cursor.acceptWords('unbounded', 'preceding')) return { kind: 'unbounded_preceding' };
  if (cursor.acceptWords('unbounded', 'following')) return { kind: 'unbounded_following' };
  if (cursor.acceptWords('current', 'row')) return { kind: 'current_row' };
  const offset = expression(cursor, 4);
  if (cursor.accept('preceding')) return { kind: 'preceding', offset };
  if (cursor.accept('following')) return { kind: 'following', offset };
  return cursor.unexpected("'preceding' or 'following'");
}
