/** After a run: the report as a file, and the scorecard on the terminal. */
import { renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Compiled } from '../pipelines/compiler';
import type { RunResult } from '../pipelines/local';
import type { ReportData } from '../pipelines/local/report';
import type { Plan } from '../pipelines/plan';
import { attemptsOfRun } from './attempts_of_run';
import { fileErrorText } from './command';
import { shownPath } from './diagnostics';
import { colours, print } from './output';

export interface Reported {
  readonly data: ReportData;
  /** The path of the HTML file; undefined where it could not be written. */
  readonly report: string | undefined;
  /** Why it could not. */
  readonly problem: string | undefined;
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
  const path = join(workspace, 'report.html');
  const problem = replaceFile(path, await renderReport(data));
  const report = problem === undefined ? path : undefined;
  const width = process.stdout.isTTY && process.stdout.columns > 0 ? process.stdout.columns : 100;
  const { data: told, runs } = attemptsOfRun(data, result);
  const options = {
    ...{ width, colour: colours.isColorSupported },
    ...(report === undefined ? {} : { report: shownPath(report) }),
    ...(runs === undefined ? {} : { runs }),
  };
  return { data, report, problem, show: () => print(scorecard(told, options)) };
}

/** All or nothing: an earlier file stays where the new one finds no room. */
function replaceFile(path: string, text: string): string | undefined {
  const made = `${path}.new`;
  try {
    writeFileSync(made, text);
    renameSync(made, path);
    return undefined;
  } catch (error) {
    if (statSync(made, { throwIfNoEntry: false })?.isFile()) rmSync(made);
    return `the report was not written: ${fileErrorText(error, path)}; the run itself is kept`;
  }
}
