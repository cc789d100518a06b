/** `lakewright compile`: definitions to the Plan and the bundle that ships. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { type CommonOptions, command } from '../command';
import { printDiagnostics, shownDiagnostic, shownPath } from '../diagnostics';
import { deploymentProblems, environmentOf } from '../environment';
import { makeFolder } from '../folder';
import { aligned, colours, count, print, printJson } from '../output';
import { readProject } from '../project';
import { Failure } from '../usage';

interface Options extends CommonOptions {
  readonly out: string;
  readonly env?: string;
}

export function compileCommand(): Command {
  return command('compile', 'write the Plan and the bundle that ships, the same bytes on every machine', [
    'compile --out build/bundle',
    'compile --env prod --out build/bundle',
  ])
    .option('--out <folder>', 'a new folder, or one that holds an earlier bundle', '.lakewright/bundle')
    .option('--env <name>', 'write its bindings too: <folder>.<name>.json')
    .action(compile);
}

function compile({ json, project: folder, out, env }: Options): void {
  const project = readProject(folder);
  const environment = env === undefined ? undefined : environmentOf(project, env, json);
  if (env !== undefined && environment === undefined) return;
  const { compiledPlan } = require('../compiled') as typeof import('../compiled');
  const compiled = compiledPlan(project, json);
  if (compiled === undefined) return;
  const { plan, files, diagnostics } = compiled;
  const { writeBundle } = require('../../pipelines/bundle') as typeof import('../../pipelines/bundle');
  makeFolder(out, '--out');
  const python = new Map(Object.entries(files).map(([path, source]) => [path, readFileSync(source)]));
  const bundle = written();
  const bindings = environment === undefined ? undefined : writeBindings();
  if (json) {
    printJson({
      ok: true,
      out,
      digest: bundle.digest,
      ...(bindings === undefined ? {} : { bindings }),
      tasks: plan.order.map((id) => ({ id, ...plan.tasks[id]?.digests })),
      units: Object.keys(plan.units),
      diagnostics: diagnostics.map(shownDiagnostic),
    });
    return;
  }
  printDiagnostics(diagnostics);
  const rows = Object.values(plan.units).map((unit) => [
    unit.id,
    unit.tasks.length,
    unit.compute,
    unit.after.join(', '),
  ]);
  print(`${aligned(rows, ['unit', 'tasks', 'compute', 'after'])}\n`);
  print(`${colours.green('ok')} ${count(bundle.files.size, 'file')} in ${shownPath(out)}, digest ${bundle.digest}`);
  if (bindings !== undefined) print(`   bindings in ${shownPath(bindings)}`);

  function written(): ReturnType<typeof writeBundle> {
    try {
      return writeBundle(plan, python, out);
    } catch (error) {
      if (error instanceof Error && 'code' in error) throw error;
      throw new Failure(`--out: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  function writeBindings(): string | undefined {
    if (environment === undefined) return undefined;
    const { awsBindings } = require('../../pipelines/targets') as typeof import('../../pipelines/targets');
    const { inWords, readableJson } = require('../../pipelines/plan') as typeof import('../../pipelines/plan');
    const bound = awsBindings(plan, environment);
    const problems = deploymentProblems(plan, environment);
    if (bound.bindings === undefined || problems.length > 0) throw new Failure(problems.map(inWords).join('\n'));
    const path = `${out}.${environment.name}.json`;
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, readableJson(bound.bindings));
    return path;
  }
}
