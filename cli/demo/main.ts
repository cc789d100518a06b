/**
 * `npm run demo`: an online shop from its files to its report, and the infrastructure that would carry it; with Node
 * alone. Each start begins anew.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { generate, generateOptions } from '../../examples/ecommerce/generate';
import { runLocal } from '../../pipelines/local';
import { compileProject } from '../compiled';
import { printDiagnostics, shownPath } from '../diagnostics';
import { localBindings } from '../local_bindings';
import { colours, count, note, print } from '../output';
import { progressOn } from '../progress';
import { readProject } from '../project';
import { writeReport } from '../report';
import { synthesize } from './synthesize';

const root = join(__dirname, '..', '..');
const workspace = join(root, '.lakewright', 'demo');
/** Runs start at two in the morning, when a day's files are complete. */
const days = ['2026-01-02T02:00:00Z', '2026-01-03T02:00:00Z'];

async function demo(): Promise<number> {
  const started = performance.now();
  rmSync(workspace, { recursive: true, force: true });
  const landing = join(workspace, 'landing');
  const project = { ...readProject(root), parameters: { LANDING: landing } };
  delete process.env['LANDING'];

  const synthesis = synthesize(root, 'dev', join(workspace, 'cdktf.out'));

  const compiled = compileProject(project);
  const { plan } = compiled;
  if (plan === undefined) {
    printDiagnostics(compiled.diagnostics);
    return 1;
  }
  let failed = false;
  for (const [index, to] of days.entries()) {
    heading(`Day ${index + 1}: ${index === 0 ? 'the first load' : 'changes, late rows, duplicates and broken rows'}`);
    generate(landing, generateOptions.parse({ days: days.length, only: index + 1 }), ({ files }) => {
      const rows = Object.values(files).reduce((sum, file) => sum + file.rows, 0);
      note(`${rows.toLocaleString('en')} rows in ${shownPath(landing)}`);
    });
    const bindings = localBindings(plan, project, workspace, 'dev');
    const progress = await progressOn(process.stderr, { quiet: true });
    const run = { plan, bindings, workspace, to: new Date(to), now: () => new Date(), listener: progress.listener };
    const result = await runLocal(run);
    await progress.finish();
    failed ||= result.state === 'failed';
    const reported = await writeReport(workspace, { plan, lineage: () => compiled.lineage() }, 'dev', result);
    reported.show();
  }

  heading('Infrastructure of dev');
  const { stacks, problem } = await synthesis;
  if (problem !== undefined) {
    note(problem);
    return 1;
  }
  for (const { name, resources } of stacks) print(`${name.padEnd(40)} ${count(resources, 'resource')}`);
  print(colours.dim(`Terraform in ${shownPath(join(workspace, 'cdktf.out'))}`));

  heading('Look at it');
  print(`report  ${colours.bold(shownPath(join(workspace, 'report.html')))}`);
  print(colours.dim(`all of it in ${((performance.now() - started) / 1000).toFixed(1)} s`));
  return failed ? 1 : 0;
}

function heading(text: string): void {
  print(`\n${colours.bold(colours.cyan(text))}`);
}

void demo().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    note(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  },
);
