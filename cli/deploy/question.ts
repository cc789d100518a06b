/** Asks whoever sits at the terminal. */
import { createInterface } from 'node:readline';
import type { Interrupt } from './interrupt';

/**
 * @returns whether yes was typed
 * @throws when it was asked to stop meanwhile
 */
export async function agrees(interrupt: Interrupt): Promise<boolean> {
  const asking = createInterface({ input: process.stdin, output: process.stderr });
  const answer = new Promise<boolean>((resolve) => {
    asking.once('close', () => resolve(false));
    asking.once('SIGINT', () => asking.close());
    // The terminal was closed: its reads fail.
    process.stdin.once('error', () => asking.close());
    asking.question('\nApply? Only yes is taken: ', (typed) => {
      resolve(typed.trim() === 'yes');
      asking.close();
    });
  });
  try {
    return await interrupt.unlessStopped(answer);
  } finally {
    asking.close();
  }
}
