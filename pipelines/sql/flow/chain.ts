/** FROM as a chain: a first relation, then joins one after another. */
import { columnsIn, conjuncts, namesInterval } from './walk';
import { tableName } from '../print/query_text';
import type { Schema } from '../check/checker';
import type { ColumnExpression, Expression, JoinRelation, Relation, Select } from '../syntax';

export interface Chain {
  readonly first: Leaf;
  /** The whole of FROM, up to and with each join. */
  readonly joins: readonly JoinRelation[];
  /** False where a join has no condition, or its right side is itself a join: steps in between are then not counted. */
  readonly countable: boolean;
}
export type Leaf = Exclude<Relation, JoinRelation>;

export function chainOf(from: readonly Relation[]): Chain | undefined {
  const [head, ...others] = from;
  if (head === undefined) return undefined;
  const joins: JoinRelation[] = [];
  let relation = head;
  while (relation.kind === 'join') {
    joins.unshift(relation);
    relation = relation.left;
  }
  const countable =
    others.length === 0 && joins.every((j) => j.right.kind !== 'join' && (j.on !== undefined || j.using.length > 0));
  return { first: relation, joins, countable };
}

/** All relations of FROM that are no joins. */
export function leaves(relations: readonly Relation[]): readonly Leaf[] {
  return relations.flatMap((r) => (r.kind === 'join' ? leaves([r.left, r.right]) : [r]));
}

/** What its columns are qualified by. */
export function nameOf(r: Leaf): string {
  if (r.alias !== undefined) return r.alias.name.name;
  if (r.kind === 'table') return tableName(r.id);
  return r.kind === 'named' ? r.name.name : '';
}

export interface Split {
  /** Conditions on the first relation that name the interval: they say what a run is about, and drop nothing. */
  readonly window: readonly Expression[];
  /** The same on the right side of an inner join: there they say what is looked up. */
  readonly looked: ReadonlyMap<JoinRelation, readonly Expression[]>;
  readonly filters: readonly Expression[];
}

/**
 * The conditions of WHERE. Rows outside the interval are other runs' rows: they are not read, and not counted, since
 * counting them would read the whole table in each run.
 */
export function split(select: Select, chain: Chain, schema: Schema): Split {
  if (select.where === undefined) return { window: [], looked: new Map(), filters: [] };
  const all = conjuncts(select.where);
  const plain = chain.joins.every((j) => j.join !== 'right' && j.join !== 'full');
  if (!chain.countable || !plain) return { window: [], looked: new Map(), filters: all };
  const relations = [chain.first, ...chain.joins.flatMap((j) => leaves([j.right]))];
  // A column without a qualifier may be one that a lateral view makes.
  const lone = relations.length === 1 && select.views.length === 0;
  const about = (r: Leaf): readonly Expression[] =>
    all.filter((e) => namesInterval(e) && columnsIn(e).every((c) => isOf(c, r, relations, lone, schema)));
  const window = about(chain.first);
  const looked = new Map<JoinRelation, readonly Expression[]>();
  for (const join of chain.joins) {
    const [right] = leaves([join.right]);
    if (right === undefined || join.join !== 'inner') continue;
    const own = about(right).filter((e) => !window.includes(e));
    if (own.length > 0) looked.set(join, own);
  }
  const taken = new Set([...window, ...[...looked.values()].flat()]);
  return { window, looked, filters: all.filter((e) => !taken.has(e)) };
}

/** Whether a column is that relation's and no other's; false where that is not known. */
function isOf(
  { parts: [head, ...rest] }: ColumnExpression,
  r: Leaf,
  all: readonly Leaf[],
  lone: boolean,
  schema: Schema,
): boolean {
  if (head === undefined) return false;
  const name = head.name.toLowerCase();
  if (lone || (rest.length > 0 && name === nameOf(r).toLowerCase())) return true;
  if (rest.length > 0) return false;
  const has = (one: Leaf): boolean | undefined =>
    one.kind === 'table' && (one.alias?.columns.length ?? 0) === 0
      ? schema(one.id)?.some((c) => c.name.toLowerCase() === name)
      : undefined;
  return has(r) === true && all.every((other) => other === r || has(other) === false);
}
