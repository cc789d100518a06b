/** Decimal arithmetic with Spark's precision, scale and rounding (half up), exact in DuckDB's 128-bit integers. */
import { duckdbType } from '../types';
import type { RenderCall } from './fact';

export function decimalProduct(call: RenderCall): string {
  const [left = '', right = ''] = call.arguments;
  const [type] = call.types;
  // DuckDB multiplies two decimals of up to 18 digits in 64 bits, even where the product needs more.
  if (type?.kind === 'decimal')
    return `CAST((CAST(${left} AS DECIMAL(38,${type.scale})) * ${right}) AS ${duckdbType(call.type)})`;
  return `CAST((${left} * ${right}) AS ${duckdbType(call.type)})`;
}

/** An expression that is used more than once, bound to a name when it is more than a name itself. */
export function bindOnce(values: readonly string[], build: (names: readonly string[]) => string): string {
  if (values.every((v) => v.length <= 40)) return build(values);
  const fields = values.map((v, i) => `v${i}: ${v}`).join(', ');
  return `list_transform([{${fields}}], lambda lw: ${build(values.map((_, i) => `lw.v${i}`))})[1]`;
}

/**
 * Division in unscaled integers: quotient and remainder first, so that only the remainder is scaled up, then half up on
 * the last digit. Division by zero is an error.
 */
export function decimalDivision(call: RenderCall): string {
  const [left, right] = call.types;
  const type = call.type;
  if (left?.kind !== 'decimal' || right?.kind !== 'decimal' || type.kind !== 'decimal')
    throw new Error('decimals divide decimals');
  return divideUnscaled(
    call.arguments[0] ?? '',
    left.scale,
    call.arguments[1] ?? '',
    right.scale,
    type.scale,
    duckdbType(type),
  );
}

export function divideUnscaled(
  a: string,
  scaleA: number,
  b: string,
  scaleB: number,
  scale: number,
  target: string,
): string {
  const shift = scale - scaleA + scaleB;
  return bindOnce([a, b], ([x = '', y = '']) => {
    const n = `abs(${unscaled(x, scaleA)})`;
    const d = `abs(${unscaled(y, scaleB)})`;
    const power = `CAST(1${'0'.repeat(shift)} AS HUGEINT)`;
    const whole = `(${n} // ${d}) * ${power}`;
    const part = `((${n} % ${d}) * ${power} * 2 + ${d}) // (${d} * 2)`;
    const value = `(${whole} + ${part}) * (CASE WHEN (${x} < 0) <> (${y} < 0) THEN -1 ELSE 1 END)`;
    const scaled = scaledDown(value, scale, target);
    return `CASE WHEN ${y} = 0 AND ${x} IS NOT NULL THEN CAST(error('division by zero') AS ${target}) ELSE ${scaled} END`;
  });
}

/** The digits of a decimal as an integer. */
function unscaled(text: string, scale: number): string {
  return scale === 0 ? `CAST(${text} AS HUGEINT)` : `CAST(replace(CAST(${text} AS VARCHAR), '.', '') AS HUGEINT)`;
}

/** An integer of digits as a decimal with that many behind the point: times the smallest decimal of that scale. */
function scaledDown(value: string, scale: number, target: string): string {
  if (scale === 0) return `CAST(${value} AS ${target})`;
  return `CAST((CAST(${value} AS DECIMAL(38,0)) * CAST('0.${'1'.padStart(scale, '0')}' AS DECIMAL(${scale},${scale}))) AS ${target})`;
}
