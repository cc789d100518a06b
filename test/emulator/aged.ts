/** Stacks as they were before the moves that they record. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

interface Stack {
  readonly moved?: readonly { readonly from: string; readonly to: string }[];
}

const idOf = (address: string): string => address.slice(address.indexOf('.') + 1);

/**
 * Gives everything in a synthesized folder its former address, in place.
 * @returns how many addresses that were
 */
export function aged(folder: string): number {
  let count = 0;
  for (const stack of readdirSync(join(folder, 'stacks'))) {
    const file = join(folder, 'stacks', stack, 'cdk.tf.json');
    let text = readFileSync(file, 'utf8');
    const { moved = [] } = JSON.parse(text) as Stack;
    for (const { from, to } of moved) {
      const [before, now] = [idOf(from), idOf(to)];
      text = text
        .replaceAll(`"${now}"`, `"${before}"`)
        .replaceAll(`${to}.`, `${from}.`)
        .replaceAll(`"${to}"`, `"${from}"`);
    }
    const { moved: _, ...rest } = JSON.parse(text) as Stack;
    writeFileSync(file, JSON.stringify(rest));
    count += moved.length;
  }
  return count;
}
