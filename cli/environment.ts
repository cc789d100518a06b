/** The environment that a caller names. */
import { join } from 'node:path';
import type { Environment, LoadedEnvironment } from '../environments';
import type { Diagnostic, Plan } from '../pipelines/plan';
import { printDiagnostics, shownDiagnostic } from './diagnostics';
import { printJson } from './output';
import type { Project } from './project';
import { WrongUsage } from './usage';

export function loadedEnvironment(project: Project, name: string): LoadedEnvironment {
  const { loadEnvironment } = require('../environments') as typeof import('../environments');
  const loaded = loadEnvironment(name, { folder: join(project.folder, project.environments) });
  const unknown = loaded.diagnostics.find((each) => each.code === 'unknown-environment');
  if (unknown !== undefined) throw new WrongUsage(`--env: ${unknown.message}`, unknown.hint);
  return loaded;
}

/** What of a Plan an environment on AWS has no place for, and what of the environment AWS does not take. */
export function deploymentProblems(plan: Plan | undefined, environment: Environment): readonly Diagnostic[] {
  const { environmentProblems } = require('../constructs/aws/facts') as typeof import('../constructs/aws/facts');
  const { awsBindings } = require('../pipelines/targets') as typeof import('../pipelines/targets');
  return [
    ...environmentProblems(environment),
    ...(plan === undefined ? [] : awsBindings(plan, environment).diagnostics),
  ];
}

/** The environment, or undefined after what is wrong with it was shown and the exit code was set. */
export function environmentOf(project: Project, name: string, json: boolean): Environment | undefined {
  const { environment, diagnostics } = loadedEnvironment(project, name);
  if (environment !== undefined) return environment;
  if (json) printJson({ ok: false, diagnostics: diagnostics.map(shownDiagnostic) });
  else printDiagnostics(diagnostics);
  process.exitCode = 1;
  return undefined;
}
