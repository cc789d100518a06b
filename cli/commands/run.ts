/** `lakewright run`: runs the pipelines on this machine, on DuckDB. */
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { type CommonOptions, command, selectHelp } from '../command';
import { loadedEnvironment } from '../environment';
import { makeFolder } from '../folder';
import { parseInstant, parseRange } from '../instant';
import { colours, note, printJson } from '../output';
import { readProject } from '../project';
import { WrongUsage } from '../usage';

interface Options extends CommonOptions {
  readonly env?: string;
  readonly select?: string;
  readonly from?: string;
  readonly to?: string;
  readonly restate?: string;
  readonly workspace?: string;
}

export function runCommand(): Command {
  return command('run', 'run the pipelines on this machine; what succeeded before is left alone', [
    'run --to 2026-01-03',
    "run --select '+gold.daily_revenue' --to 2026-01-03",
    'run --restate 2026-01-01..2026-01-02',
  ])
    .option('--env <name>', 'the environment whose name the run bears')
    .option('--select <what>', selectHelp)
    .option('--from <instant>', 'intervals that end after it; without it all since the start of each pipeline')
    .option('--to <instant>', 'intervals that end by it; without it all until now')
    .option('--restate <from..to>', 'run these intervals again, even if they succeeded')
    .option('--workspace <folder>', 'tables, ledger and report (from lakewright.json)')
    .action(run);
}

async function run(options: Options): Promise<void> {
  const { json, select } = options;
  const range = rangeOf(options);
  const project = readProject(options.project);
  if (options.env !== undefined) loadedEnvironment(project, options.env);
  const { compiledPlan } = require('../compiled') as typeof import('../compiled');
  const compiled = compiledPlan(project, json);
  if (compiled === undefined) return;
  const { plan } = compiled;
  const { selectTasks } = require('../select') as typeof import('../select');
  const chosen = new Set(selectTasks(plan, select));
  const workspace =
    options.workspace === undefined ? resolve(project.folder, project.workspace) : given(options.workspace);
  const { localBindings } = require('../local_bindings') as typeof import('../local_bindings');
  const bindings = localBindings(plan, project, workspace, options.env ?? 'local');
  makeFolder(workspace, 'workspace');
  const { changedTasks, emptyColumns, runLocal } =
    require('../../pipelines/local') as typeof import('../../pipelines/local');
  const { progressOn } = require('../progress') as typeof import('../progress');
  const progress = await progressOn(process.stderr);
  resumable();
  const result = await runLocal({
    ...{ plan, bindings, workspace },
    ...range,
    select: (task) => chosen.has(task.id),
    now: () => new Date(),
    listener: json ? {} : progress.listener,
  });
  if (!json) await progress.finish();
  const { writeReport } = require('../report') as typeof import('../report');
  const reported = await writeReport(workspace, compiled, bindings.environment, result);
  const { data, report, problem } = reported;
  const changed = (await changedTasks(workspace, plan)).filter(({ task }) => chosen.has(task));
  const ran = result.tasks.filter(({ state }) => state === 'succeeded').map(({ task }) => task);
  const empty = await emptyColumns(workspace, plan, [...new Set(ran)]);
  const ok = result.state === 'succeeded' && problem === undefined;
  process.exitCode = ok ? 0 : 1;
  if (json) {
    printJson({ ok, ...result, changed, empty, report, ...(problem === undefined ? {} : { error: problem }) });
    return;
  }
  const notes = require('../run_notes') as typeof import('../run_notes');
  if (result.tasks.length === 0) note(notes.idleNote(plan, chosen, range.restate?.to ?? range.to ?? new Date()));
  else {
    if (result.tasks.every((t) => t.state === 'skipped' || t.state === 'spark-only'))
      note('nothing to do: every interval up to here succeeded before; this is how they ended');
    reported.show();
  }
  const told = [
    ...notes.filelessNotes(data, bindings.parameters),
    ...notes.emptyColumnNotes(empty),
    ...notes.changedNotes(changed),
  ];
  for (const text of told) note(`${colours.yellow('note')} ${text}`);
  if (problem !== undefined) note(`${colours.red(colours.bold('error'))} ${problem}`);
}

function given(workspace: string): string {
  if (workspace.trim() === '') throw new WrongUsage('--workspace: there is nothing in it', 'name a folder');
  return resolve(workspace);
}

function rangeOf({ from, to, restate }: Options): { from?: Date; to?: Date; restate?: { from: Date; to: Date } } {
  if (restate !== undefined) {
    if (from !== undefined || to !== undefined)
      throw new WrongUsage('--restate says from when to when: leave --from and --to out');
    return { restate: parseRange(restate, '--restate') };
  }
  const range = {
    ...(from === undefined ? {} : { from: parseInstant(from, '--from') }),
    ...(to === undefined ? {} : { to: parseInstant(to, '--to') }),
  };
  if (range.from !== undefined && range.to !== undefined && range.from >= range.to) {
    throw new WrongUsage(`--from ${from ?? ''} is not before --to ${to ?? ''}`);
  }
  return range;
}

/** A run that is stopped is taken up by the next one. */
function resumable(): void {
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const) {
    process.once(signal, () => {
      note('\nstopped; what was finished is kept, and the next run goes on from here');
      process.exit(code);
    });
  }
}
