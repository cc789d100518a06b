/** After a run: the report as a file, and the scorecard on the terminal. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Compiled } from '../pipelines/compiler';
import type { RunResult } from '../pipelines/local';
import type { Plan } from '../pipelines/plan';
import { attemptsOfRun } from './attempts_of_run';
import { shownPath } from './diagnostics';
import { colours, print } from './output';

export interface Reported {
  /** The path of the HTML file. */
  readonly report: string;
  /** Prints the scorecard of the run; of the newest interval where it changed nothing. */
  show(): void;
}

/** Writes `report.html` into the workspace, from all that its ledger knows. */
export async function writeReport(
  workspace: string,
  { plan, lineage }: { readonly plan: Plan; readonly lineage: Compiled['lineage'] },
  environment: string,
  result: RunResult,
): Promise<Reported> {
  const { readReportData } = require('../pipelines/local') as typeof import('../pipelines/local');
  const { renderReport, scorecard } =
    require('../pipelines/local/report') as typeof import('../pipelines/local/report');
  const data = await readReportData(workspace, plan, { environment, lineage: lineage() });
  const report = join(workspace, 'report.html');
  writeFileSync(report, await renderReport(data));
  const width = process.stdout.isTTY && process.stdout.columns > 0 ? process.stdout.columns : 100;
  const { data: told, runs } = attemptsOfRun(data, result);
  const options = { width, colour: colours.isColorSupported, report: shownPath(report) };
  return {
    report,
    show: () => print(scorecard(told, runs === undefined ? options : { ...options, runs })),
  };
}
