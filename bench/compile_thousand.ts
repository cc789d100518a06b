/** One process of compile.ts: reads the definitions of a folder and compiles them, twice. Prints JSON. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { compile } from '../pipelines/compiler';
import { loadDefinitions } from '../pipelines/definition';

interface Timed<T> {
  readonly value: T;
  readonly seconds: { readonly clock: number; readonly processor: number };
}

function timed<T>(work: () => T): Timed<T> {
  const begin = performance.now();
  const used = process.cpuUsage();
  const value = work();
  const { user, system } = process.cpuUsage(used);
  return { value, seconds: { clock: (performance.now() - begin) / 1000, processor: (user + system) / 1e6 } };
}

const folder = process.argv[2] ?? '.';
const files = readdirSync(folder)
  .filter((file) => file.endsWith('.js'))
  .sort()
  .map((file) => join(folder, file));

const read = timed(() => loadDefinitions(files));
const cold = timed(() => compile(read.value.written, { domain: 'shop' }));
const warm = timed(() => compile(read.value.written, { domain: 'shop' }));
const wrong = [...read.value.diagnostics, ...cold.value.diagnostics].find(({ severity }) => severity === 'error');
if (cold.value.plan === undefined) throw new Error(`does not compile: ${wrong?.message ?? 'for no reason given'}`);
console.log(
  JSON.stringify({
    tasks: cold.value.plan.order.length,
    read: read.seconds,
    cold: cold.seconds,
    warm: warm.seconds,
    megabytes: process.resourceUsage().maxRSS / 1000,
  }),
);
