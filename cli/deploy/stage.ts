/** Progress of a step that takes long: a line that moves on a terminal, else a line when it is done. */
import { colours, note } from '../output';

/** @param tell replaces what stands behind the title */
type Work<T> = (tell: (what: string) => void) => Promise<T>;

/** @param quiet says nothing: standard output is for a program */
export async function stage<T>(title: string, quiet: boolean, work: Work<T>): Promise<T> {
  const { isTTY, columns } = process.stdout;
  if (quiet || !isTTY || columns < 40) {
    const result = await work(() => {});
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
          result = work((what) => {
            task.title = `${title}  ${colours.dim(what)}`;
          });
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
