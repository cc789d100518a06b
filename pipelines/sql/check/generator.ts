/** explode and its kin: rows from an array or a map. */
import { bindCall } from './call';
import { findFunction } from '../functions';
import { formatType, type DataType } from '../types';
import { refused } from './expression';
import type { Binding } from './checker';
import type { BoundFrom, BoundRelation, RelationColumn } from '../bound';
import type { CallExpression, Identifier } from '../syntax';

export interface Generated {
  readonly from: BoundFrom & { readonly kind: 'unnest' };
}

/** Undefined when the call makes no rows (`quiet`) or is wrong, which is then reported. */
export function bindGenerator(
  call: CallExpression,
  naming: { readonly name: string; readonly columns: readonly Identifier[]; readonly outer: boolean },
  b: Binding,
  quiet = false,
): Generated | undefined {
  const fact = findFunction(call.name);
  if (fact?.kind !== 'generator') {
    if (!quiet)
      refused(
        b,
        call,
        'misplaced-generator',
        `'${call.name}' makes no rows`,
        undefined,
        'use explode, explode_outer or posexplode',
      );
    return undefined;
  }
  const bound = bindCall(call, b);
  const [list] = bound.kind === 'apply' ? bound.arguments : [];
  if (list === undefined) return undefined;
  const outer = naming.outer || fact.name.endsWith('_outer');
  const columns = generatedColumns(list.type, fact.name.startsWith('pos'), outer);
  if (naming.columns.length > 0 && naming.columns.length !== columns.length) {
    refused(
      b,
      call,
      'wrong-width',
      `'${call.name}' of ${formatType(list.type)} gives ${columns.length} columns, ${naming.columns.length} are named`,
    );
  }
  const relation: BoundRelation = {
    alias: naming.name,
    columns: columns.map((c, i) => ({ ...c, name: naming.columns[i]?.name ?? c.name })),
    source: { kind: 'generated', from: list },
    unknown: list.type.kind === 'void',
  };
  return { from: { kind: 'unnest', relation, list, outer } };
}

function generatedColumns(type: DataType, position: boolean, outer: boolean): readonly RelationColumn[] {
  const at: readonly RelationColumn[] = position ? [{ name: 'pos', type: { kind: 'int' }, nullable: outer }] : [];
  if (type.kind === 'map')
    return [
      ...at,
      { name: 'key', type: type.key, nullable: outer },
      { name: 'value', type: type.value, nullable: true },
    ];
  return [...at, { name: 'col', type: type.kind === 'array' ? type.element : { kind: 'void' }, nullable: true }];
}
