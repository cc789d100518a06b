/**
 * Spark's implicit casts in ANSI mode, and its decimal arithmetic.
 * Facts: https://spark.apache.org/docs/3.5.3/sql-ref-ansi-compliance.html and the golden types in test/pipelines/sql.
 */
import { integralDigits, sameType, type DataType } from './types';

export type Decimal = DataType & { readonly kind: 'decimal' };

const numericOrder: readonly string[] = ['tinyint', 'smallint', 'int', 'bigint', 'float', 'double'];

export function isIntegral(type: DataType): boolean {
  return type.kind in integralDigits;
}

export function isFloating(type: DataType): boolean {
  return type.kind === 'float' || type.kind === 'double';
}

export function isNumeric(type: DataType): boolean {
  return isIntegral(type) || isFloating(type) || type.kind === 'decimal';
}

export function isDatetime(type: DataType): boolean {
  return type.kind === 'date' || type.kind === 'timestamp' || type.kind === 'timestamp_ntz';
}

export function isAtomic(type: DataType): boolean {
  return type.kind !== 'array' && type.kind !== 'map' && type.kind !== 'struct';
}

/** The decimal that holds every value of an integral type: int is decimal(10,0). */
export function asDecimal(type: DataType): Decimal | undefined {
  if (type.kind === 'decimal') return type;
  const digits = integralDigits[type.kind];
  return digits === undefined ? undefined : { kind: 'decimal', precision: digits, scale: 0 };
}

/** Where both have no room in 38 digits, whole digits are kept and the scale gives way, to 6 at the least. */
export function adjustedDecimal(precision: number, scale: number): Decimal {
  if (precision <= 38) return { kind: 'decimal', precision, scale };
  const whole = precision - scale;
  return { kind: 'decimal', precision: 38, scale: Math.max(38 - whole, Math.min(scale, 6)) };
}

/** Cut off at 38 digits without giving up scale. */
export function boundedDecimal(precision: number, scale: number): Decimal {
  return { kind: 'decimal', precision: Math.min(precision, 38), scale: Math.min(scale, 38) };
}

export function decimalResult(operator: string, a: Decimal, b: Decimal): Decimal {
  const [p1, s1, p2, s2] = [a.precision, a.scale, b.precision, b.scale];
  switch (operator) {
    case '*':
      return adjustedDecimal(p1 + p2 + 1, s1 + s2);
    case '/': {
      const scale = Math.max(6, s1 + p2 + 1);
      return adjustedDecimal(p1 - s1 + s2 + scale, scale);
    }
    case '%':
      return adjustedDecimal(Math.min(p1 - s1, p2 - s2) + Math.max(s1, s2), Math.max(s1, s2));
    default: {
      const scale = Math.max(s1, s2);
      return adjustedDecimal(Math.max(p1 - s1, p2 - s2) + scale + 1, scale);
    }
  }
}

function widerDecimal(a: Decimal, b: Decimal): Decimal {
  const scale = Math.max(a.scale, b.scale);
  return boundedDecimal(Math.max(a.precision - a.scale, b.precision - b.scale) + scale, scale);
}

/** The type that two values of one column, branch or comparison share; undefined when Spark finds none. */
export function commonType(a: DataType, b: DataType): DataType | undefined {
  if (sameType(a, b)) return a;
  if (a.kind === 'void') return b;
  if (b.kind === 'void') return a;
  if (isNumeric(a) && isNumeric(b)) return commonNumeric(a, b);
  if (isDatetime(a) && isDatetime(b)) {
    return a.kind === 'timestamp' || b.kind === 'timestamp' ? { kind: 'timestamp' } : { kind: 'timestamp_ntz' };
  }
  if (a.kind === 'string') return withString(b);
  if (b.kind === 'string') return withString(a);
  return commonNested(a, b);
}

function commonNumeric(a: DataType, b: DataType): DataType {
  if (isFloating(a) || isFloating(b)) return a.kind === 'float' && b.kind === 'float' ? a : { kind: 'double' };
  if (a.kind !== 'decimal' && b.kind !== 'decimal') {
    return numericOrder.indexOf(a.kind) >= numericOrder.indexOf(b.kind) ? a : b;
  }
  const [x, y] = [asDecimal(a), asDecimal(b)];
  return x === undefined || y === undefined ? { kind: 'double' } : widerDecimal(x, y);
}

function withString(other: DataType): DataType | undefined {
  if (isIntegral(other)) return { kind: 'bigint' };
  if (isNumeric(other)) return { kind: 'double' };
  return isAtomic(other) ? other : undefined;
}

function commonNested(a: DataType, b: DataType): DataType | undefined {
  if (a.kind === 'array' && b.kind === 'array') {
    const element = commonType(a.element, b.element);
    return element === undefined ? undefined : { kind: 'array', element };
  }
  if (a.kind === 'map' && b.kind === 'map') {
    const key = commonType(a.key, b.key);
    const value = commonType(a.value, b.value);
    return key === undefined || value === undefined ? undefined : { kind: 'map', key, value };
  }
  if (a.kind === 'struct' && b.kind === 'struct' && a.fields.length === b.fields.length) {
    const fields = a.fields.map((f, i) => {
      const other = b.fields[i];
      if (other === undefined || other.name.toLowerCase() !== f.name.toLowerCase()) return undefined;
      const type = commonType(f.type, other.type);
      return type === undefined ? undefined : { name: f.name, type, nullable: f.nullable || other.nullable };
    });
    return fields.every((f) => f !== undefined) ? { kind: 'struct', fields } : undefined;
  }
  return undefined;
}

/** Whether an argument of `from` may stand where a function takes `to`. */
export function castsImplicitly(from: DataType, to: DataType): boolean {
  if (sameType(from, to) || from.kind === 'void') return true;
  if (from.kind === 'string') return isAtomic(to) && to.kind !== 'binary';
  if (to.kind === 'string') return isAtomic(from) && !isFloating(from) && from.kind !== 'binary';
  if (isNumeric(from) && isNumeric(to)) {
    if (to.kind === 'double') return true;
    return sameType(commonNumeric(from, to), to);
  }
  if (isDatetime(from) && isDatetime(to)) return true;
  if (from.kind === 'array' && to.kind === 'array') return castsImplicitly(from.element, to.element);
  return false;
}
