/** Which column comes from which, across the whole Plan. Worked out on demand from the queries. */
import type { LineageEdge } from '../sql';
import type { Model } from './model';

export interface TaskLineage {
  readonly task: string;
  readonly writes: string;
  readonly reads: readonly string[];
  /** exact: every column is followed; partial: some are not; opaque: a body that cannot be read, such as Python. */
  readonly completeness: 'exact' | 'partial' | 'opaque';
  readonly edges: readonly LineageEdge[];
}

export interface PlanLineage {
  readonly tasks: readonly TaskLineage[];
}

export function lineageOf(model: Model): PlanLineage {
  return {
    tasks: model.tasks.map((task) => {
      const base = { task: task.id, writes: task.normal.of, reads: task.reads };
      if (!task.query) {
        const opaque = 'python' in task.normal.from;
        return { ...base, completeness: opaque ? ('opaque' as const) : ('exact' as const), edges: [] };
      }
      return { ...base, ...task.query.checked.lineage() };
    }),
  };
}
