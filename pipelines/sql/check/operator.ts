/** Arithmetic, comparison and logic. */
import { bind, bindBoolean, compare, refused } from './expression';
import { castTo, describe, poison } from './convert';
import {
  adjustedDecimal,
  asDecimal,
  decimalResult,
  isDatetime,
  isFloating,
  isIntegral,
  isNumeric,
  type Decimal,
} from '../coercion';
import { commonType } from '../coercion';
import { decimalLiteralType } from '../parse';
import { findFunction } from '../functions';
import { resolve } from '../functions/resolve';
import { formatType, type DataType } from '../types';
import type { Binding } from './checker';
import type { BoundExpression } from '../bound';
import type { BinaryOperator, Expression } from '../syntax';

/** An operator's fact applied to arguments that it must take; reports when it does not. */
export function operator(b: Binding, at: Expression, name: string, args: readonly BoundExpression[]): BoundExpression {
  const fact = findFunction(name);
  if (fact === undefined) throw new Error(`the operator '${name}' is not in the table of functions`);
  const found = resolve(fact, args.map(describe));
  if (found === undefined) {
    return refused(
      b,
      at,
      'wrong-type',
      `'${name}' cannot be applied to ${args.map((a) => formatType(a.type)).join(' and ')}`,
    );
  }
  const why = fact.refuse?.(args.map(describe));
  if (why !== undefined) return refused(b, at, 'not-portable', why, found.type);
  const converted = args.map((a, i) => castTo(a, found.casts[i] ?? a.type));
  return apply(name, converted, found.type);
}

function apply(name: string, args: readonly BoundExpression[], type: DataType): BoundExpression {
  const fact = findFunction(name);
  if (fact === undefined) throw new Error(`the operator '${name}' is not in the table of functions`);
  const nullable =
    typeof fact.nulls === 'function'
      ? fact.nulls(args)
      : fact.nulls === 'always' || (fact.nulls === 'any' && args.some((a) => a.nullable));
  return {
    kind: 'apply',
    fact,
    arguments: args,
    type,
    nullable,
    distinct: false,
    ignoreNulls: false,
    filter: undefined,
    over: undefined,
  };
}

export function bindUnary(e: Expression & { kind: 'unary' }, b: Binding): BoundExpression {
  if (e.operator === 'not') return operator(b, e, 'not', [bindBoolean(e.operand, b, "what 'not' negates")]);
  const operand = bind(e.operand, b);
  if (operand.type.kind === 'void') return poison;
  if (e.operator === '~') {
    if (!isIntegral(operand.type))
      return refused(b, e, 'wrong-type', `'~' takes a whole number, this is ${formatType(operand.type)}`);
    return apply('~', [operand], operand.type);
  }
  if (!isNumeric(operand.type))
    return refused(b, e, 'wrong-type', `'${e.operator}' takes a number, this is ${formatType(operand.type)}`);
  return e.operator === '+' ? operand : apply('negative', [operand], operand.type);
}

export function bindBinary(e: Expression & { kind: 'binary' }, b: Binding): BoundExpression {
  const op = e.operator;
  if (op === 'and' || op === 'or') {
    return operator(b, e, op, [
      bindBoolean(e.left, b, `what '${op}' joins`),
      bindBoolean(e.right, b, `what '${op}' joins`),
    ]);
  }
  if ((op === '+' || op === '-') && e.right.kind === 'interval') return shift(e, e.left, e.right, op, b);
  if (op === '+' && e.left.kind === 'interval') return shift(e, e.right, e.left, op, b);
  const left = bind(e.left, b);
  const right = bind(e.right, b);
  if (op === '||') return operator(b, e, left.type.kind === 'array' ? 'concat arrays' : '||', [left, right]);
  if (['=', '<>', '<', '<=', '>', '>=', '<=>'].includes(op)) return compareNumbers(e, op, left, right, b);
  if (isDatetime(left.type) || isDatetime(right.type)) return dates(e, op, left, right, b);
  return arithmetic(e, op, left, right, b);
}

/** A whole number literal is compared with a decimal as the decimal of its own digits; the result is the same. */
function compareNumbers(
  e: Expression & { kind: 'binary' },
  op: string,
  left: BoundExpression,
  right: BoundExpression,
  b: Binding,
): BoundExpression {
  return compare(b, e, op, left, right);
}

function shift(
  e: Expression,
  at: Expression,
  interval: Expression & { kind: 'interval' },
  op: '+' | '-',
  b: Binding,
): BoundExpression {
  const value = bind(at, b);
  const { type } = value;
  if (type.kind === 'void') return poison;
  if (!isDatetime(type)) {
    return refused(
      b,
      e,
      'wrong-type',
      `an interval can only be added to a date or timestamp, this is ${formatType(type)}`,
    );
  }
  const timed = interval.parts.some((p) => p.unit === 'hour' || p.unit === 'minute' || p.unit === 'second');
  const months = interval.parts.some((p) => p.unit === 'year' || p.unit === 'month');
  if (months && interval.parts.some((p) => p.unit !== 'year' && p.unit !== 'month')) {
    return refused(
      b,
      interval,
      'mixed-interval',
      'months and days in one interval are not portable',
      type,
      'add them one after the other',
    );
  }
  if (type.kind === 'date' && timed) {
    return refused(
      b,
      interval,
      'wrong-type',
      'hours, minutes and seconds cannot be added to a date',
      type,
      'cast it to a timestamp',
    );
  }
  const sign = op === '-' ? '-' : '';
  const parts = interval.parts.map((p) => ({ ...p, amount: String(Number(`${sign}1`) * Number(p.amount)) }));
  return apply('+ interval', [value, { kind: 'interval', parts, type: { kind: 'void' }, nullable: false }], type);
}

function dates(
  e: Expression & { kind: 'binary' },
  op: BinaryOperator,
  left: BoundExpression,
  right: BoundExpression,
  b: Binding,
): BoundExpression {
  const days = (type: DataType): boolean => type.kind === 'int' || type.kind === 'smallint' || type.kind === 'tinyint';
  if (left.type.kind === 'date' && days(right.type) && (op === '+' || op === '-')) {
    return operator(b, e, op === '+' ? 'date_add' : 'date_sub', [left, right]);
  }
  if (right.type.kind === 'date' && days(left.type) && op === '+') return operator(b, e, 'date_add', [right, left]);
  const types = `${formatType(left.type)} and ${formatType(right.type)}`;
  const hint = op === '-' ? 'datediff(end, start) gives days' : "add days with date_add or 'interval'";
  return refused(b, e, 'wrong-type', `'${op}' cannot be applied to ${types}`, undefined, hint);
}

function arithmetic(
  e: Expression,
  op: BinaryOperator,
  first: BoundExpression,
  second: BoundExpression,
  b: Binding,
): BoundExpression {
  const [left, right] = unstring(first, second);
  const bad = [left, right].find((x) => !isNumeric(x.type) && x.type.kind !== 'void');
  if (bad !== undefined || (first.type.kind === 'string' && second.type.kind === 'string')) {
    const hint =
      op === '+' && first.type.kind === 'string' && second.type.kind === 'string'
        ? "join strings with '||' or concat"
        : undefined;
    return refused(
      b,
      e,
      'wrong-type',
      `'${op}' takes numbers, these are ${formatType(first.type)} and ${formatType(second.type)}`,
      undefined,
      hint,
    );
  }
  if (op === '&' || op === '|' || op === '^') return bitwise(e, op, left, right, b);
  const untyped = left.type.kind === 'void' || right.type.kind === 'void';
  const decimals = op === '/' && untyped ? undefined : asDecimals(left, right);
  if (decimals !== undefined && (op !== 'div' || left.type.kind === 'decimal' || right.type.kind === 'decimal')) {
    return decimalArithmetic(e, op, left, right, decimals, b);
  }
  if (op === '/') return doubles('/', left, right);
  const shared = commonType(left.type, right.type);
  if (shared === undefined || shared.kind === 'void')
    return op === 'div'
      ? apply(op, [castTo(left, { kind: 'bigint' }), castTo(right, { kind: 'bigint' })], { kind: 'bigint' })
      : doubles(op, left, right);
  if (op === 'div') {
    if (!isIntegral(shared))
      return refused(
        b,
        e,
        'wrong-type',
        `'div' takes whole numbers, these are ${formatType(left.type)} and ${formatType(right.type)}`,
      );
    return nullableByZero(
      apply('div', [castTo(left, { kind: 'bigint' }), castTo(right, { kind: 'bigint' })], { kind: 'bigint' }),
    );
  }
  const result = apply(op, [castTo(left, shared), castTo(right, shared)], shared);
  return op === '%' ? nullableByZero(result) : result;
}

/** Spark's analyzer calls a quotient nullable. */
function nullableByZero(e: BoundExpression): BoundExpression {
  return { ...e, nullable: true };
}

function doubles(op: string, left: BoundExpression, right: BoundExpression): BoundExpression {
  const type: DataType = { kind: 'double' };
  const result = apply(op, [castTo(left, type), castTo(right, type)], type);
  return op === '/' || op === '%' ? nullableByZero(result) : result;
}

/** A string beside a whole number is a bigint, beside another number a double. */
function unstring(left: BoundExpression, right: BoundExpression): readonly [BoundExpression, BoundExpression] {
  if (left.type.kind === 'string' && isNumeric(right.type)) {
    return [castTo(left, isIntegral(right.type) ? { kind: 'bigint' } : { kind: 'double' }), right];
  }
  if (right.type.kind === 'string' && isNumeric(left.type)) {
    return [left, castTo(right, isIntegral(left.type) ? { kind: 'bigint' } : { kind: 'double' })];
  }
  return [left, right];
}

function bitwise(
  e: Expression,
  op: string,
  left: BoundExpression,
  right: BoundExpression,
  b: Binding,
): BoundExpression {
  const shared = commonType(left.type, right.type);
  if (shared === undefined || !isIntegral(shared)) {
    return refused(
      b,
      e,
      'wrong-type',
      `'${op}' takes whole numbers, these are ${formatType(left.type)} and ${formatType(right.type)}`,
    );
  }
  return apply(op, [castTo(left, shared), castTo(right, shared)], shared);
}

/** Both sides as decimals, when one is and the other is no floating number; a literal brings just its own digits. */
function asDecimals(left: BoundExpression, right: BoundExpression): readonly [Decimal, Decimal] | undefined {
  if (left.type.kind !== 'decimal' && right.type.kind !== 'decimal') return undefined;
  if (isFloating(left.type) || isFloating(right.type)) return undefined;
  const a = exactDecimal(left) ?? asDecimal(right.type);
  const b = exactDecimal(right) ?? asDecimal(left.type);
  return a === undefined || b === undefined ? undefined : [a, b];
}

function exactDecimal(e: BoundExpression): Decimal | undefined {
  if (e.kind === 'literal' && typeof e.value === 'string' && isIntegral(e.type)) return decimalLiteralType(e.value);
  return asDecimal(e.type);
}

function decimalArithmetic(
  e: Expression,
  op: BinaryOperator,
  left: BoundExpression,
  right: BoundExpression,
  types: readonly [Decimal, Decimal],
  b: Binding,
): BoundExpression {
  const [a, c] = types;
  if (op === 'div')
    return refused(b, e, 'wrong-type', "'div' takes whole numbers", undefined, 'cast, or use floor(a / b)');
  const type = decimalResult(op, a, c);
  if (op === '*' && a.scale + c.scale > 38) {
    const message = `the product of ${formatType(a)} and ${formatType(c)} has more than 38 digits behind the point`;
    return refused(b, e, 'not-portable', message, type, 'cast one of them to fewer digits');
  }
  if (op === '*' || op === '/') {
    const result = apply(op, [castTo(left, a), castTo(right, c)], type);
    return op === '/' ? nullableByZero(result) : { ...result, nullable: true };
  }
  const wide =
    op === '%'
      ? adjustedDecimal(
          Math.max(a.precision - a.scale, c.precision - c.scale) + Math.max(a.scale, c.scale),
          Math.max(a.scale, c.scale),
        )
      : type;
  const result = apply(op, [castTo(left, wide), castTo(right, wide)], type);
  return { ...result, nullable: op === '%' || result.nullable };
}
