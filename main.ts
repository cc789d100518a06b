/**
 * The cdktf app: the environment that LAKEWRIGHT_ENV names (`dev` unless set) and the definitions that lakewright.json
 * names, as stacks. Runs by `npx cdktf synth`, or directly: `npx tsx main.ts`.
 */
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileProject } from './cli/compiled';
import { printDiagnostics } from './cli/diagnostics';
import { deploymentProblems } from './cli/environment';
import { placeLock } from './cli/lock/lock_file';
import { colours, note } from './cli/output';
import { readProject } from './cli/project';
import { App } from './constructs/core';
import { loadEnvironment } from './environments';
import { writeBundle } from './pipelines/bundle';
import type { Diagnostic } from './pipelines/plan';
import { environmentStacks } from './stacks';

export interface SynthOptions {
  readonly environment: string;
  /** A folder with a lakewright.json, or one below it. */
  readonly project: string;
  /** Where the stacks go; cdktf's own choice (CDKTF_OUTDIR, else cdktf.out) unless given. */
  readonly outdir?: string;
}

/** Synthesizes an environment. @returns what is wrong, or nothing; stacks are written only when nothing is */
export function synth(options: SynthOptions): readonly Diagnostic[] {
  const project = readProject(options.project);
  const { environment, diagnostics } = loadEnvironment(options.environment, {
    folder: join(project.folder, project.environments),
  });
  const compiled = compileProject(project);
  const all = [
    ...diagnostics,
    ...compiled.diagnostics,
    ...(environment === undefined ? [] : deploymentProblems(compiled.plan, environment)),
  ];
  if (environment === undefined || compiled.plan === undefined) return all;
  if (all.some((each) => each.severity === 'error')) return all;
  const bundle = join(project.folder, project.workspace, 'bundle');
  mkdirSync(join(project.folder, project.workspace), { recursive: true });
  const python = new Map(Object.entries(compiled.files).map(([path, source]) => [path, readFileSync(source)]));
  writeBundle(compiled.plan, python, bundle);
  const app = new App(options.outdir === undefined ? {} : { outdir: options.outdir });
  environmentStacks(app, environment, [{ plan: compiled.plan, bundle }]);
  app.synth();
  placeLock(
    project.folder,
    Object.values(app.manifest.stacks).map(({ workingDirectory }) => join(app.outdir, workingDirectory)),
  );
  return all;
}

if (require.main === module) {
  try {
    const diagnostics = synth({ environment: process.env['LAKEWRIGHT_ENV'] ?? 'dev', project: process.cwd() });
    printDiagnostics(diagnostics);
    if (diagnostics.some((each) => each.severity === 'error')) process.exitCode = 1;
  } catch (error) {
    if (process.env['LAKEWRIGHT_DEBUG'] !== undefined || !(error instanceof Error)) throw error;
    note(`${colours.red(colours.bold('error'))} ${error.message}`);
    process.exitCode = 1;
  }
}
