/** Loads a project's definitions and compiles them. */
import { readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Compiled } from '../pipelines/compiler';
import { type Diagnostic, type Plan, hintFor, sortDiagnostics } from '../pipelines/plan';
import { printDiagnostics, shownDiagnostic } from './diagnostics';
import { filesOf } from './glob';
import { printJson } from './output';
import { type Project, projectFile } from './project';
import { WrongUsage } from './usage';

/** What the project's definitions come to, with the diagnostics of reading them. */
export function compileProject(project: Project): Compiled {
  const files = definitionFiles(project);
  if (files.some((file) => file.endsWith('.ts'))) registerTypeScript();
  const { loadDefinitions } = require('../pipelines/definition') as typeof import('../pipelines/definition');
  const { compile } = require('../pipelines/compiler') as typeof import('../pipelines/compiler');
  const loaded = loadDefinitions(files);
  const compiled = compile(loaded.written, { domain: project.domain });
  const diagnostics = sortDiagnostics([...loaded.diagnostics, ...compiled.diagnostics]);
  return { ...compiled, diagnostics, plan: hasErrors(diagnostics) ? undefined : compiled.plan };
}

/** The Plan, or undefined after the diagnostics were shown and the exit code was set. */
export function compiledPlan(project: Project, json: boolean): (Compiled & { plan: Plan }) | undefined {
  const compiled = compileProject(project);
  const { plan, diagnostics } = compiled;
  if (plan !== undefined) return { ...compiled, plan };
  if (json) printJson({ ok: false, diagnostics: diagnostics.map(shownDiagnostic) });
  else printDiagnostics(diagnostics);
  process.exitCode = 1;
  return undefined;
}

export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((each) => each.severity === 'error');
}

/** Absolute, each once, in the order of the patterns. */
export function definitionFiles(project: Project): readonly string[] {
  const found = new Set<string>();
  for (const pattern of project.definitions) {
    const files = filesOf(project.folder, pattern);
    if (files.length === 0) {
      throw new WrongUsage(
        `${projectFile}: definitions: no file matches '${pattern}'`,
        nearestFile(project.folder, pattern),
      );
    }
    for (const file of files) found.add(resolve(project.folder, file));
  }
  return [...found];
}

function nearestFile(folder: string, pattern: string): string | undefined {
  try {
    const siblings = readdirSync(resolve(folder, dirname(pattern)));
    return hintFor(
      pattern,
      siblings.map((name) => join(dirname(pattern), name)),
    );
  } catch {
    return `there is no folder '${dirname(pattern)}'`;
  }
}

/** So that definitions in TypeScript can be required. Not when the process has it already. */
function registerTypeScript(): void {
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- the only way to ask, and what tsx itself fills
  if (require.extensions['.ts'] !== undefined) return;
  const { register } = require('tsx/cjs/api') as typeof import('tsx/cjs/api');
  register();
}
