/** OVER (...): partition, order, frame. */
import { bind } from './expression';
import { errorAt } from '../issue';
import type { Binding } from './checker';
import type { BoundFrameBound, BoundSort, BoundWindow } from '../bound';
import type { FrameBound, SortItem, WindowSpecification } from '../syntax';

export function bindWindow(w: WindowSpecification, b: Binding): BoundWindow {
  const partition = w.partition.map((e) => bind(e, b));
  const order = w.order.map((s) => bindSort(s, b));
  if (w.frame === undefined) return { partition, order, frame: undefined };
  if (w.frame.unit === 'range' && (hasOffset(w.frame.from) || hasOffset(w.frame.to)) && order.length !== 1) {
    b.checker.issues.push(errorAt(w, 'wrong-frame', "a range with an offset needs exactly one 'order by'"));
  }
  if (order.length === 0 && w.frame.unit === 'rows') {
    b.checker.issues.push(errorAt(w, 'missing-order', "a frame of rows needs 'order by' in its window"));
  }
  return {
    partition,
    order,
    frame: { unit: w.frame.unit, from: frameBound(w.frame.from, b), to: frameBound(w.frame.to, b) },
  };
}

export function bindSort(s: SortItem, b: Binding): BoundSort {
  return {
    expression: bind(s.expression, b),
    descending: s.descending,
    nulls: s.nulls ?? (s.descending ? 'last' : 'first'),
  };
}

function hasOffset(bound: FrameBound): boolean {
  return 'offset' in bound;
}

function frameBound(bound: FrameBound, b: Binding): BoundFrameBound {
  if (!('offset' in bound)) return { kind: bound.kind };
  const { offset } = bound;
  if (offset.kind === 'interval') {
    return {
      kind: bound.kind,
      offset: { kind: 'interval', parts: offset.parts, type: { kind: 'void' }, nullable: false },
    };
  }
  if (offset.kind !== 'number')
    b.checker.issues.push(errorAt(offset, 'wrong-frame', 'the offset of a frame is a number or an interval'));
  return { kind: bound.kind, offset: bind(offset, b) };
}
