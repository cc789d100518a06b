import { readFileSync } from 'node:fs';
import { normalise, type Written } from '../definition';
import { type Diagnostic, hintFor, type Plan, sha256, sortDiagnostics } from '../plan';
import type { SqlIssue } from '../sql';
import { rules } from './checks';
import { emit } from './emit';
import { lineageOf, type PlanLineage } from './lineage';
import { diagnose, type Model, type Places, type TaskModel } from './model';
import { queryCache, resolve } from './resolve';

export interface CompileOptions {
  /** Whose tables these are: part of the names of databases and roles. */
  readonly domain: string;
}

export interface Compiled {
  /** Absent where a diagnostic is an error. */
  readonly plan: Plan | undefined;
  readonly diagnostics: readonly Diagnostic[];
  /** Users' files of the bundle: path there -> path on disk. */
  readonly files: Readonly<Record<string, string>>;
  /** Worked out when it is asked for. */
  lineage(): PlanLineage;
}

const cache = queryCache();

/** Definitions to the Plan. Never throws for what an author wrote: everything wrong is in the diagnostics, all at once. */
export function compile(written: readonly Written[], { domain }: CompileOptions): Compiled {
  const normal = normalise(written);
  const places: Places = {
    at: normal.locate,
    inQuery: (task, offset) => normal.locateSql(task.pipeline, task.index, offset),
  };
  const model = resolve(normal.definitions, places, cache);
  const diagnostics = sortDiagnostics([
    ...normal.diagnostics,
    ...sqlDiagnostics(model),
    ...rules.flatMap((rule) => rule.check(model).map((finding) => diagnose(rule, finding, places))),
  ]);
  const failed = diagnostics.some((d) => d.severity === 'error');
  const digests = new Map<string, string>();
  const digest = (path: string): string => {
    const found = digests.get(path) ?? sha256(readFileSync(normal.files[path] ?? path));
    digests.set(path, found);
    return found;
  };
  return {
    plan: failed ? undefined : emit(domain, normal.definitions, model, digest),
    diagnostics,
    files: normal.files,
    lineage: () => lineageOf(model),
  };
}

/** What the SQL checker says of each query, at the place in the author's text. */
function sqlDiagnostics(model: Model): readonly Diagnostic[] {
  return model.tasks.flatMap((task) =>
    (task.query?.checked.issues ?? []).map((issue) =>
      diagnose(
        issue,
        {
          path: [...task.path, 'from'],
          message: issue.message,
          hint: issue.hint ?? tableHint(issue, task, model),
          severity: issue.severity,
          within: { task, offset: issue.start },
        },
        model.places,
      ),
    ),
  );
}

/** The checker of one query does not know what other tables there are. */
function tableHint(issue: SqlIssue, task: TaskModel, model: Model): string | undefined {
  if (issue.code !== 'unknown-table') return undefined;
  const written = task.query?.text.slice(issue.start, issue.end).replace(/^\$\{|\}$/g, '') ?? '';
  return hintFor(written, model.tables.keys());
}
