/** The names that a declared cardinality may have: the alias of a join's right side, alone and with its block. */
import { leaves, nameOf } from './chain';
import { blockName } from './block';
import type { Query, QueryBody, Relation } from '../syntax';

/** `c`, and `paid.c` for a join in a WITH query or subquery `paid`; sorted. */
export function joinNames(query: Query): readonly string[] {
  const names = new Set<string>();
  const ofQuery = (q: Query, block: string): void => {
    for (const table of q.with) ofQuery(table.query, table.name.name);
    ofBody(q.body, block);
  };
  const ofBody = (body: QueryBody, block: string): void => {
    if (body.kind === 'query') ofQuery(body, block);
    else if (body.kind === 'set') {
      ofBody(body.left, block);
      ofBody(body.right, block);
    } else if (body.kind === 'select') body.from.forEach((r) => ofRelation(r, block));
  };
  const ofRelation = (r: Relation, block: string): void => {
    if (r.kind === 'derived') return ofQuery(r.query, blockName(block, nameOf(r)));
    if (r.kind !== 'join') return;
    const [right] = leaves([r.right]);
    if (right !== undefined && r.right.kind !== 'join') {
      const name = nameOf(right);
      names.add(name).add(block === '' ? name : `${block}.${name}`);
    }
    ofRelation(r.left, block);
    ofRelation(r.right, block);
  };
  ofQuery(query, '');
  return [...names].sort();
}
