/** Progress of a run, as it happens: a line per interval that moves on a terminal, else a line per task. */
import type { RunListener, TaskResult } from '../pipelines/local';
import { colours, note } from './output';

export interface Progress {
  readonly listener: RunListener;
  /** Waits until all is drawn. */
  finish(): Promise<void>;
}

/** More intervals than a terminal has lines are told task by task. */
const mostIntervals = 30;

/** @param how `quiet`: says nothing where it cannot move */
export async function progressOn(
  stream: NodeJS.WriteStream,
  how: { readonly quiet?: boolean } = {},
): Promise<Progress> {
  if (!stream.isTTY || stream.columns < 40)
    return how.quiet === true ? { listener: {}, finish: () => Promise.resolve() } : byLine();
  const { Listr } = await import('listr2');
  let drawing: Progress | undefined;
  const listener: RunListener = {
    planned: (items) => {
      const intervals = [...new Set(items.map(({ interval }) => interval.end))];
      drawing = intervals.length > mostIntervals || items.length === 0 ? byLine() : moving(intervals);
      drawing.listener.planned?.(items);
    },
    taskStarted: (...what) => drawing?.listener.taskStarted?.(...what),
    taskPhase: (...what) => drawing?.listener.taskPhase?.(...what),
    taskFinished: (result) => drawing?.listener.taskFinished?.(result),
  };
  return { listener, finish: async () => drawing?.finish() };

  function moving(intervals: readonly string[]): Progress {
    interface Line {
      total: number;
      done: number;
      failed: number;
      doing: string;
      start: string;
      draw: () => void;
      end: () => void;
    }
    const lines = new Map<string, Line>(
      intervals.map((end) => [
        end,
        { total: 0, done: 0, failed: 0, doing: '', start: '', draw: () => {}, end: () => {} },
      ]),
    );
    const title = (end: string, line: Line) =>
      `${shortTime(line.start)} .. ${shortTime(end)}  ${line.done}/${line.total}${line.failed > 0 ? `, ${line.failed} failed` : ''}  ${colours.dim(line.doing)}`;
    const listr = new Listr(
      [...lines].map(([end, line]) => ({
        title: end,
        task: (_context: unknown, task: { title: string }) =>
          new Promise<void>((resolve, reject) => {
            line.draw = () => {
              task.title = title(end, line);
            };
            line.end = () => {
              line.draw();
              if (line.failed > 0) reject(new Error(''));
              else resolve();
            };
            line.draw();
            if (line.done === line.total) line.end();
          }),
      })),
      { exitOnError: false, renderer: 'default', rendererOptions: { showErrorMessage: false, collapseErrors: true } },
    );
    let drawn: Promise<unknown> = Promise.resolve();
    return {
      listener: {
        planned: (items) => {
          for (const { interval } of items) {
            const line = lines.get(interval.end);
            if (line === undefined) continue;
            line.total++;
            if (line.start === '' || interval.start < line.start) line.start = interval.start;
          }
          drawn = listr.run();
        },
        taskStarted: (task, interval) => tell(interval.end, task),
        taskPhase: (task, interval, phase) => tell(interval.end, `${task} ${phase}`),
        taskFinished: (result) => {
          const line = lines.get(result.interval.end);
          if (line === undefined) return;
          line.done++;
          if (result.state === 'failed' || result.state === 'blocked') line.failed++;
          line.doing = '';
          line.draw();
          if (line.done === line.total) line.end();
        },
      },
      finish: async () => {
        for (const line of lines.values()) line.end();
        await drawn;
      },
    };

    function tell(end: string, doing: string): void {
      const line = lines.get(end);
      if (line === undefined) return;
      line.doing = doing;
      line.draw();
    }
  }
}

function byLine(): Progress {
  let total = 0;
  let done = 0;
  return {
    listener: {
      planned: (items) => {
        total = items.length;
      },
      taskFinished: (result) => {
        done++;
        if (result.state !== 'skipped') note(`[${done}/${total}] ${resultText(result)}`);
      },
    },
    finish: () => Promise.resolve(),
  };
}

export function resultText({ task, interval, state, counts, timings, error }: TaskResult): string {
  const milliseconds = Object.values(timings).reduce((sum, each) => sum + each, 0);
  const rows = ['accepted', 'quarantined', 'superseded'].flatMap((name) => {
    const value = counts[name];
    return value === undefined || (value === 0 && name !== 'accepted') ? [] : [`${value.toLocaleString('en')} ${name}`];
  });
  const parts = [
    `${shortTime(interval.start)} ${task}`,
    state,
    ...rows,
    ...(milliseconds > 0
      ? [milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`]
      : []),
  ];
  return `${parts.join('  ')}${error === null ? '' : `\n    ${error.replaceAll('\n', '\n    ')}`}`;
}

/** `2026-01-01 02:00`; seconds only where there are some. */
function shortTime(iso: string): string {
  return iso.replace('T', ' ').replace(/(:00)?(\.\d+)?Z$/, '');
}
