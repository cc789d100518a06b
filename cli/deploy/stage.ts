/** Progress of a step that takes long: a line that moves on a terminal, else a line when it is done. */
import { colours, note } from '../output';

export interface Line {
  /** Replaces what stands behind the title; says nothing where no line moves. */
  readonly tell: (what: string) => void;
  /** The same, and on a line of its own where no line moves. */
  readonly say: (what: string) => void;
}

type Work<T> = (line: Line) => Promise<T>;

/** @param quiet says nothing: standard output is for a program */
export async function stage<T>(title: string, quiet: boolean, work: Work<T>): Promise<T> {
  const { isTTY, columns } = process.stdout;
  if (quiet || !isTTY || columns < 40) {
    const result = await work({ tell: () => {}, say: note });
    if (!quiet) note(`${title}  done`);
    return result;
  }
  const { Listr } = await import('listr2');
  let result: Promise<T> | undefined;
  const list = new Listr(
    [
      {
        title,
        task: async (_context: unknown, task: { title: string }) => {
          const tell = (what: string): void => {
            task.title = `${title}  ${colours.dim(what)}`;
          };
          result = work({ tell, say: tell });
          await result;
          task.title = title;
        },
      },
    ],
    // The signals are ours: terraform has to be waited for. What fails is told at the end, once.
    { registerSignalListeners: false, exitOnError: false, rendererOptions: { showErrorMessage: false } },
  );
  await list.run();
  if (result === undefined) throw new Error(`${title}: nothing came of it`);
  return result;
}
