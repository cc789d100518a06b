/** What it costs to load the kit: time of `require` and memory, each in a process of its own. `npx tsx bench/loading.ts` */
import { join } from 'node:path';
import * as z from 'zod';
import { compiledProject } from './compiled';
import { conditions, inProcess, median, spread } from './conditions';

const runs = 9;
const cases: readonly { readonly name: string; readonly modules: readonly string[]; readonly goal?: string }[] = [
  { name: 'nothing', modules: [] },
  { name: 'zod', modules: ['zod'] },
  { name: 'pipelines/definition', modules: ['pipelines/definition'] },
  { name: 'pipelines', modules: ['pipelines/definition', 'pipelines/compiler'], goal: '150 ms, 80 MB' },
  {
    name: 'pipelines, constructs and stacks',
    modules: ['pipelines/definition', 'pipelines/compiler', 'constructs/core', 'constructs/aws', 'stacks'],
    goal: '300 ms, 120 MB',
  },
];

const measured = z.object({ milliseconds: z.number(), processor: z.number(), megabytes: z.number() });
const probe = `
const begin = process.hrtime.bigint();
const used = process.cpuUsage();
for (const name of JSON.parse(process.argv[1])) require(name);
const milliseconds = Number(process.hrtime.bigint() - begin) / 1e6;
const { user, system } = process.cpuUsage(used);
console.log(JSON.stringify({ milliseconds, processor: (user + system) / 1e3, megabytes: process.memoryUsage().rss / 1e6 }));`;

const folder = compiledProject('loading');
console.log(`${conditions()}; ${runs} processes each, median (least to most)\n`);
for (const { name, modules, goal } of cases) {
  const paths = modules.map((module) =>
    module.includes('/') || module === 'stacks' ? join(folder, module) : require.resolve(module),
  );
  const results = Array.from({ length: runs }, () =>
    measured.parse(JSON.parse(inProcess(['-e', probe, JSON.stringify(paths)]))),
  );
  const time = spread(results.map(({ milliseconds }) => milliseconds));
  const processor = median(results.map((result) => result.processor)).toFixed(0);
  const memory = median(results.map(({ megabytes }) => megabytes)).toFixed(0);
  const figures = `${time.padEnd(20)} ms  ${processor.padStart(5)} ms of processor  ${memory.padStart(4)} MB`;
  console.log(`${name.padEnd(34)} ${figures}${goal === undefined ? '' : `   goal ${goal}`}`);
}
