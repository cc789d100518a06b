/** `lakewright validate`: everything that is wrong with the definitions, at once. */
import type { Command } from 'commander';
import type { Diagnostic, Plan } from '../../pipelines/plan';
import { type CommonOptions, command } from '../command';
import { printDiagnostics, shownDiagnostic } from '../diagnostics';
import type { LoadedEnvironment } from '../../environments';
import { deploymentProblems, loadedEnvironment } from '../environment';
import { colours, count, note, print, printJson } from '../output';
import { readProject } from '../project';

interface Options extends CommonOptions {
  readonly env?: string;
  readonly strict: boolean;
}

export function validateCommand(): Command {
  return command('validate', 'check the definitions; every mistake with its place, in one go', [
    'validate',
    'validate --env prod',
    'validate --json | jq .diagnostics[].message',
  ])
    .option('--env <name>', 'check this environment too, and that the definitions can be deployed to it')
    .option('--strict', 'warnings fail too', false)
    .action(validate);
}

async function validate({ json, project: folder, env, strict }: Options): Promise<void> {
  const project = readProject(folder);
  const { compileProject } = require('../compiled') as typeof import('../compiled');
  const { plan, diagnostics: found } = compileProject(project);
  const diagnostics = [
    ...found,
    ...(plan === undefined ? [] : await bound(plan)),
    ...(env === undefined ? [] : ofEnvironment(loadedEnvironment(project, env), plan)),
  ];
  const ok = !diagnostics.some((each) => strict || each.severity === 'error');
  process.exitCode = ok ? 0 : 1;
  const summary = {
    pipelines: Object.keys(plan?.pipelines ?? {}).length,
    tables: Object.keys(plan?.tables ?? {}).length,
    tasks: plan?.order.length ?? 0,
  };
  if (json) {
    printJson({ ok, diagnostics: diagnostics.map(shownDiagnostic), ...(plan === undefined ? {} : { summary }) });
    return;
  }
  printDiagnostics(diagnostics);
  if (plan?.order.length === 0) note(`the definitions have no task yet: ${project.definitions.join(', ')}`);
  if (!ok || plan === undefined) return;
  const what = [count(summary.pipelines, 'pipeline'), count(summary.tasks, 'task'), count(summary.tables, 'table')];
  print(`${colours.green('ok')} ${what.join(', ')}${env === undefined ? '' : `, environment '${env}'`}`);
}

function ofEnvironment({ environment, diagnostics }: LoadedEnvironment, plan: Plan | undefined): readonly Diagnostic[] {
  return [...diagnostics, ...(environment === undefined ? [] : deploymentProblems(plan, environment))];
}

/** DuckDB itself on what was lowered for it: the second check of the queries. */
function bound(plan: Plan): Promise<readonly Diagnostic[]> {
  const { bindPlan } = require('../../pipelines/local') as typeof import('../../pipelines/local');
  return bindPlan(plan);
}
