/** Implicit casts between bound expressions. */
import { commonType } from '../coercion';
import { sameType, type DataType } from '../types';
import type { BoundExpression, Typed } from '../bound';
import type { Argument } from '../functions/fact';

/** Null of no type; also what stands for an expression that was reported. */
export const poison: BoundExpression = { kind: 'literal', value: null, type: { kind: 'void' }, nullable: true };

export function castTo(e: BoundExpression, type: DataType): BoundExpression {
  if (sameType(e.type, type)) return e;
  const nullable = e.nullable || (e.type.kind === 'string' && type.kind !== 'string');
  return { kind: 'cast', operand: e, mode: 'implicit', type, nullable };
}

/** The type that all share, or undefined. */
export function common(values: readonly Typed[], withStrings: boolean): DataType | undefined {
  let shared: DataType | undefined = { kind: 'void' };
  for (const { type } of values) {
    if (shared === undefined) return undefined;
    const mixes: boolean =
      (shared.kind === 'string') !== (type.kind === 'string') && shared.kind !== 'void' && type.kind !== 'void';
    shared = mixes && !withStrings ? undefined : commonType(shared, type);
  }
  return shared;
}

/** What a signature may look at. */
export function describe(e: BoundExpression): Argument {
  return {
    type: e.type,
    nullable: e.nullable,
    literal: e.kind === 'literal' ? e.value : undefined,
    name: e.kind === 'column' || e.kind === 'field' ? e.name : undefined,
  };
}
