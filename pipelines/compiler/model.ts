/** What the checks look at: definitions with their queries expanded and typed, before anything is emitted. */
import type { NormalTable, NormalTask } from '../definition';
import type { Diagnostic, Position } from '../plan';
import type { CheckedQuery } from '../sql';

export type Path = readonly PropertyKey[];

/** From a path in the definitions, or a place in a task's query, back to what an author wrote. */
export interface Places {
  at(path: Path): Position | undefined;
  inQuery(task: TaskModel, offset: number): Position | undefined;
}

/** A table by itself, whoever fills it. */
export interface Contract {
  readonly id: string;
  readonly path: Path;
  readonly normal: NormalTable;
}

export interface TableModel extends Contract {
  /** The tasks that fill it; exactly one where the definitions are right. */
  readonly writers: readonly TaskModel[];
}

/** A sum that a task's rows must have in common with its inputs. */
export interface ControlTotal {
  readonly name: string;
  readonly inputs: { readonly text: string; readonly checked: CheckedQuery };
  /** An aggregate over the task's rows, and what it is as a query of one row and one column. */
  readonly output: { readonly text: string; readonly checked: CheckedQuery };
}

export interface TaskModel {
  readonly id: string;
  readonly pipeline: string;
  /** Its place among the pipeline's tasks. */
  readonly index: number;
  readonly path: Path;
  readonly normal: NormalTask;
  /** The ids of tasks that the author put first. */
  readonly after: readonly string[];
  readonly reads: readonly string[];
  /** The query with its steps, as Spark SQL; absent for files and Python. */
  readonly query: { readonly text: string; readonly checked: CheckedQuery } | undefined;
  readonly totals: readonly ControlTotal[];
}

export interface Model {
  readonly tables: ReadonlyMap<string, TableModel>;
  readonly tasks: readonly TaskModel[];
  readonly places: Places;
}

/** One rule: what it looks for, and a definition (YAML) that keeps it and one that breaks it. */
export interface Rule {
  /** The code of its diagnostics. */
  readonly code: string;
  readonly good: string;
  readonly bad: string;
  check(model: Model): readonly Finding[];
}

export interface Finding {
  readonly path: Path;
  readonly message: string;
  readonly hint?: string | undefined;
  readonly severity?: 'error' | 'warning';
  /** Where the finding is in a task's query, when it is there. */
  readonly within?: { readonly task: TaskModel; readonly offset: number };
}

export function diagnose(rule: Pick<Rule, 'code'>, finding: Finding, places: Places): Diagnostic {
  const at = finding.within ? places.inQuery(finding.within.task, finding.within.offset) : undefined;
  return {
    code: rule.code,
    severity: finding.severity ?? 'error',
    message: finding.message,
    path: finding.path.map(String).join('.'),
    at: at ?? places.at(finding.path),
    hint: finding.hint,
  };
}
