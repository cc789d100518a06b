/** After a run: the scorecard on the terminal and the report as a file. */
import type { RunResult } from '../pipelines/local';
import { aligned, count, note, print } from './output';
import { resultText } from './progress';

export function printSummary({ tasks }: RunResult): void {
  if (tasks.length === 0) {
    note('nothing to do: no interval of the selected tasks is in the range');
    return;
  }
  const states = new Map<string, number>();
  for (const { state } of tasks) states.set(state, (states.get(state) ?? 0) + 1);
  for (const task of tasks.filter((each) => each.error !== null)) note(resultText(task));
  print(aligned([...states].map(([state, number]) => [state, count(number, 'task')])));
}
