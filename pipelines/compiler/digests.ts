/**
 * The two digests of a task. The semantic one covers what the data depends on, and nothing else: it decides what has
 * to be rebuilt. The payload one covers every byte.
 */
import { canonicalJson, type PlanTable, type PlanTask, sha256 } from '../plan';
import { canonicalCondition, canonicalQuery } from '../sql';

/** Changes when the meaning of the digest does; an old ledger's digests then stay comparable among themselves. */
const ALGORITHM = 's1';

/** Reformatting a query, renaming the task, or moving it to other compute does not change it. */
export function semanticDigest(task: Omit<PlanTask, 'digests'>, table: PlanTable): string {
  const body =
    task.body.kind === 'sql'
      ? { kind: 'sql', query: canonicalQuery(task.body.query) }
      : task.body.kind === 'python'
        ? { kind: 'python', digest: task.body.digest, function: task.body.function, inputs: task.body.inputs }
        : task.body;
  const contract = {
    columns: table.columns.map(({ name, type, nullable }) => ({ name, type, nullable })),
    key: table.key,
    partition_by: table.partition_by,
    history: table.history,
    // A warning changes no row.
    expectations: table.expectations
      .filter((e) => e.severity !== 'warning')
      .map((e) => (e.kind === 'rule' ? { ...e, rule: canonicalCondition(e.rule) } : e)),
  };
  return `${ALGORITHM}:${sha256(canonicalJson({ body, contract, mode: task.mode }))}`;
}

export function payloadDigest(task: Omit<PlanTask, 'digests'>, table: PlanTable): string {
  return sha256(canonicalJson({ task, table }));
}
