/** Where a Plan's things are on this machine. */
import { statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Bindings, type Plan, hintFor } from '../pipelines/plan';
import { shownPath } from './diagnostics';
import type { Project } from './project';
import { WrongUsage } from './usage';

/** Parameters come from the process environment, else from the project file, else from the definitions' defaults. */
export function localBindings(plan: Plan, project: Project, workspace: string, environment: string): Bindings {
  const parameters = parameterValues(plan, project);
  refuseMissingFolders(plan, parameters);
  return {
    version: 1,
    environment,
    tier: 'dev',
    tables: Object.fromEntries(
      Object.keys(plan.tables).map((id) => [id, { location: join(workspace, 'tables', ...id.split('.')), name: id }]),
    ),
    parameters,
    ledger: { kind: 'duckdb', path: join(workspace, 'ledger.duckdb') },
    catalogue: { kind: 'none' },
  };
}

function parameterValues(plan: Plan, project: Project): Record<string, string> {
  const values: Record<string, string> = {};
  const unset: string[] = [];
  for (const name of plan.parameters) {
    const set = process.env[name];
    const written = project.parameters[name] ?? plan.defaults?.[name];
    if (set !== undefined && set !== '') values[name] = set;
    else if (written !== undefined)
      values[name] = /^\.\.?\//.test(written) ? resolve(project.folder, written) : written;
    else unset.push(name);
  }
  if (unset.length > 0) {
    const names = unset.map((name) => `'${name}'`).join(', ');
    const users = Object.values(plan.tasks).filter((task) => unset.some((name) => task.parameters.includes(name)));
    const near = unset.map((name) => hintFor(name, [...Object.keys(process.env), ...Object.keys(project.parameters)]));
    throw new WrongUsage(
      `no value for ${names}, which ${users.map((task) => task.id).join(', ')} ${users.length === 1 ? 'needs' : 'need'}`,
      near.find((hint) => hint?.startsWith('did you mean')) ??
        `set it: ${unset[0] ?? ''}=... lakewright run, or in lakewright.json under "parameters"`,
    );
  }
  return values;
}

/** A folder that a whole path begins with has to be there: without it every ingest would succeed with no rows. */
function refuseMissingFolders(plan: Plan, parameters: Readonly<Record<string, string>>): void {
  for (const { id, body } of Object.values(plan.tasks)) {
    const name = body.kind === 'ingest' ? /^\$\{([A-Z_][A-Z0-9_]*)\}\//.exec(body.path)?.[1] : undefined;
    const folder = name === undefined ? undefined : parameters[name];
    const found = folder === undefined ? undefined : statSync(folder, { throwIfNoEntry: false });
    if (name === undefined || folder === undefined || found?.isDirectory()) continue;
    const why = found === undefined ? 'there is no such folder' : 'that is a file';
    const example =
      name === 'LANDING' ? `; 'lakewright generate-data --out ${shownPath(folder)}' writes an example's` : '';
    throw new WrongUsage(
      `${name} is '${shownPath(folder)}', and ${why}: ${id} reads files below it`,
      `set ${name} to the folder that files are delivered to, in lakewright.json or for one run: ${name}=... lakewright run${example}`,
    );
  }
}
