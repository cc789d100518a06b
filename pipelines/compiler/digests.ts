/**
 * The two digests of a task. The semantic one covers what the data depends on, and nothing else: it decides what has
 * to be rebuilt. The payload one covers every byte.
 */
import { canonicalJson, type PlanTable, type PlanTask, sha256 } from '../plan';

/** Changes when the meaning of the digest does; an old ledger's digests then stay comparable among themselves. */
const ALGORITHM = 's1';

/** Queries and rules are canonical in the Plan: reformatting a query, renaming the task, or moving it to other compute does not change it. */
export function semanticDigest(task: Omit<PlanTask, 'digests'>, table: PlanTable): string {
  // Where a Python file lies and what runs it changes no row; what is in it does.
  const body = task.body.kind === 'python' ? { ...task.body, file: undefined, requires_python: undefined } : task.body;
  const contract = {
    columns: table.columns.map(({ name, type, nullable }) => ({ name, type, nullable })),
    key: table.key,
    partition_by: table.partition_by,
    history: table.history,
    // A warning changes no row.
    expectations: table.expectations.filter((e) => e.severity !== 'warning'),
  };
  return `${ALGORITHM}:${sha256(canonicalJson({ body, contract, mode: task.mode }))}`;
}

export function payloadDigest(task: Omit<PlanTask, 'digests'>, table: PlanTable): string {
  return sha256(canonicalJson({ task, table }));
}
