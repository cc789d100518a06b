/** What a run did, for a terminal: a line per table, the totals, what failed and why, where the report is. */
import { createColors } from 'picocolors';
import type { ReportData, TaskState } from './data';
import { addFlows, score, written, type Flow } from './flow';
import { count, duration, percent, plural } from './format';
import { layersOf } from './layers';
import { clip } from './markup';
import { unaccounted, viewOfRuns, viewsOf, type TaskOutcome, type View } from './view';

export interface ScorecardOptions {
  /** Columns of the terminal; used between 72 and 110. */
  readonly width: number;
  /** Whether it takes colour: false where it is no terminal. */
  readonly colour: boolean;
  /** Ids of the runs to show; without them the newest interval. */
  readonly runs?: readonly string[];
  /** Where the report is, as a reader can open it. */
  readonly report?: string;
}

type Colours = ReturnType<typeof createColors>;

const heads = ['Rows in', 'Written', 'Quarantined', 'Score', 'Time'] as const;
const widths = [11, 11, 12, 7, 9] as const;

export function scorecard(data: ReportData, options: ScorecardOptions): string {
  const colours = createColors(options.colour);
  const view = options.runs === undefined ? viewsOf(data)[0] : viewOfRuns(data, new Set(options.runs));
  const width = Math.min(110, Math.max(72, options.width));
  const room = width - widths.reduce((sum, each) => sum + each, 0);
  const outcomes = view?.outcomes ?? [];
  const layers = layersOf(data).map(({ name }) => name);
  const layerOf = (outcome: TaskOutcome) => data.tables.find(({ id }) => id === outcome.task.writes)?.layer;
  return [
    '',
    `${colours.bold(plain(data.project))}  ${colours.dim(plain([view?.label ?? 'nothing ran', data.engine].join('  ')))}`,
    '',
    colours.dim(line('Table', heads, room)),
    ...layers
      .filter((layer) => outcomes.some((outcome) => layerOf(outcome) === layer))
      .flatMap((layer) => [
        colours.dim(plain(layer)),
        ...outcomes
          .filter((outcome) => layerOf(outcome) === layer)
          .flatMap((outcome) => tableLines(outcome, room, width, colours)),
      ]),
    colours.dim('─'.repeat(width)),
    ...totals(view, room, colours),
    '',
    ...verdict(outcomes, width, colours),
    ...(options.report === undefined ? [] : [`${colours.dim('Report')}  ${colours.cyan(plain(options.report))}`]),
    '',
  ].join('\n');
}

function tableLines(outcome: TaskOutcome, room: number, width: number, colours: Colours): readonly string[] {
  const { flow, state, seconds, failures } = outcome;
  const name = `  ${plain(shortName(outcome.task.writes))}`;
  const time = seconds > 0 ? duration(seconds) : '';
  if (flow === undefined)
    return [line(name, [stateWord(state), '', '', '', time], room, (text) => stateColour(state, colours)(text))];
  const outcomeText = state === 'failed' ? 'failed' : count(written(flow));
  const cells = [count(flow.in), outcomeText, count(setAside(flow)), scoreText(flow), time];
  const broken = failures.filter(({ severity }) => severity !== 'warning');
  const reasons = broken.map(({ rule, rows }) => `${count(rows)} ${plain(rule)}`).join(', ');
  return [
    line(name, cells, room, (text, index) => {
      if (index === 1 && state === 'failed') return colours.red(text);
      return index === 2 && setAside(flow) > 0 ? colours.yellow(text) : text;
    }),
    ...(reasons === '' ? [] : [colours.dim(clip(`    ${reasons}`, width))]),
  ];
}

function totals(view: View | undefined, room: number, colours: Colours): readonly string[] {
  const flow = addFlows((view?.outcomes ?? []).flatMap((outcome) => outcome.flow ?? []));
  if (view === undefined || flow === undefined) return [];
  const cells = [count(flow.in), count(written(flow)), count(setAside(flow)), scoreText(flow), duration(view.seconds)];
  return [colours.bold(line('Total', cells, room))];
}

function verdict(outcomes: readonly TaskOutcome[], width: number, colours: Colours): readonly string[] {
  const failed = outcomes.filter(({ state }) => state === 'failed');
  const blocked = outcomes.filter(({ state }) => state === 'blocked');
  const spark = outcomes.filter(({ state }) => state === 'spark-only');
  const unbalanced = outcomes.filter((outcome) => outcome.unbalanced.length > 0);
  const names = (of: readonly TaskOutcome[]) => of.map(({ task }) => plain(task.writes)).join(', ');
  return [
    ...failed.flatMap(({ task, errors }) => [
      `${colours.red('✗')} ${colours.bold(plain(task.id))} failed`,
      ...errors.flatMap((error) => error.split('\n').map((text) => `    ${clip(plain(text), 600)}`)),
    ]),
    ...(blocked.length > 0 ? [clip(`${colours.dim('○')} blocked: ${names(blocked)}`, width * 3)] : []),
    // What waits for a failure needs no other reason.
    ...(failed.length > 0 ? [] : reasons(blocked)).map((text) => `    ${clip(plain(text), 600)}`),
    ...unbalanced.flatMap(({ task, unbalanced: sums }) =>
      sums.map(({ name }) => `${colours.red('✗')} ${plain(task.id)}: the rows of its ${name} do not add up`),
    ),
    ...(spark.length > 0 ? [`${colours.dim('○')} on Spark only: ${names(spark)}`] : []),
    ...undeclared(outcomes, width, colours),
    ...(failed.length === 0 && unbalanced.length === 0 && unaccounted(outcomes) === 0
      ? [success(outcomes, colours)]
      : []),
  ];
}

/** Rows that joins added: not lost, but perhaps not wanted. */
function undeclared(outcomes: readonly TaskOutcome[], width: number, colours: Colours): readonly string[] {
  const steps = outcomes.flatMap(({ task, undeclared: all }) => all.map((step) => ({ task, step })));
  if (steps.length === 0) return [];
  return [
    ...steps.map(({ task, step }) => {
      const rows = `${plural(step.unaccounted, 'row')} more than came in`;
      return clip(`${colours.yellow('!')} ${plain(task.id)}: ${rows} at ${plain(step.text)}`, width * 3);
    }),
    '    declare what each join may find: joins: { c: many_to_one } fails the run, one_to_many or many_to_many allows it',
  ];
}

function reasons(outcomes: readonly TaskOutcome[]): readonly string[] {
  return [...new Set(outcomes.flatMap(({ errors }) => errors))];
}

function success(outcomes: readonly TaskOutcome[], colours: Colours): string {
  const flow = addFlows(outcomes.flatMap((outcome) => outcome.flow ?? []));
  if (flow === undefined) return `${colours.green('✓')} Nothing was left to do.`;
  const parts = [
    [written(flow), 'written'],
    [flow.unchanged, 'unchanged'],
    [flow.superseded, 'superseded'],
    [flow.quarantined, 'quarantined'],
    [flow.rejected, 'rejected'],
  ] as const;
  const sum = parts.filter(([rows]) => rows > 0).map(([rows, word]) => `${count(rows)} ${word}`);
  return `${colours.green('✓')} Every row is accounted for: ${plural(flow.in, 'row')} in${sum.length > 0 ? ` = ${sum.join(' + ')}` : ''}`;
}

function line(
  name: string,
  cells: readonly string[],
  room: number,
  paint: (text: string, index: number) => string = (text) => text,
): string {
  const padded = cells.map((cell, index) =>
    cell === '' ? ' '.repeat(widths[index] ?? 0) : paint(cell.padStart(widths[index] ?? 0), index),
  );
  return `${clip(name, room).padEnd(room)}${padded.join('')}`.trimEnd();
}

function setAside(flow: Flow): number {
  return flow.quarantined + flow.rejected;
}

function scoreText(flow: Flow): string {
  const share = score(flow);
  return share === undefined ? '–' : percent(share);
}

function stateWord(state: TaskState | undefined): string {
  return state === 'spark-only' ? 'on Spark' : (state ?? '');
}

function stateColour(state: TaskState | undefined, colours: Colours): (text: string) => string {
  return state === 'failed' ? colours.red : colours.dim;
}

function shortName(id: string): string {
  return id.slice(id.indexOf('.') + 1);
}

/** Without what a terminal would obey. */
function plain(text: string): string {
  return text.replace(/[\u0000-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/g, '·');
}
