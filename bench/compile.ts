/**
 * A thousand pipelines of the example's shape: read, compiled in a fresh process, compiled again.
 * `npx tsx bench/compile.ts [pipelines]`; with `--profile` a CPU profile is left in .lakewright/bench.
 */
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { compiledProject } from './compiled';
import { conditions, inProcess, median, spread } from './conditions';

const runs = 3;
const seconds = z.object({ clock: z.number(), processor: z.number() });
const measured = z.object({
  tasks: z.number(),
  read: seconds,
  cold: seconds,
  warm: seconds,
  megabytes: z.number(),
});

/** The example as one file, with a suffix on the name of each of its tables and of its pipeline. */
function generated(example: string, suffix: string): string {
  const modules = readdirSync(example)
    .filter((file) => file.endsWith('.js'))
    .map((file) => {
      const source = readFileSync(join(example, file), 'utf8');
      const renamed = source.replace(/((?:table|pipeline)\)\('[a-z_.]+)'/g, `$1${suffix}'`);
      return `${JSON.stringify(`./${file.slice(0, -3)}`)}(require, exports) {\n${renamed}\n}`;
    });
  return `const modules = {\n${modules.join(',\n')}\n};
const loaded = {};
function load(name) {
  if (modules[name] === undefined) return require(name);
  if (loaded[name] === undefined) modules[name](load, (loaded[name] = {}));
  return loaded[name];
}
module.exports = load('./index');
`;
}

const pipelines = Number(process.argv.slice(2).find((argument) => /^\d+$/.test(argument)) ?? '1000');
const folder = compiledProject('compile');
const example = join(folder, 'examples', 'ecommerce');
const many = join(folder, 'examples', 'many');
mkdirSync(many);
cpSync(join(example, 'models'), join(many, 'models'), { recursive: true });
for (let index = 1; index <= pipelines; index++) {
  const name = String(index).padStart(4, '0');
  writeFileSync(join(many, `sales_${name}.js`), generated(example, `_${name}`));
}
const script = join(folder, 'bench', 'compile_thousand.js');
if (process.argv.includes('--profile')) {
  inProcess(['--cpu-prof', '--cpu-prof-dir', join(folder, '..'), script, many]);
} else {
  console.log(`${conditions()}; ${pipelines} pipelines; ${runs} processes, median (least to most)\n`);
  const results = Array.from({ length: runs }, () => measured.parse(JSON.parse(inProcess([script, many]))));
  const line = (name: 'read' | 'cold' | 'warm') => {
    const clock = spread(
      results.map((result) => result[name].clock),
      2,
    );
    return `${clock} s, ${median(results.map((result) => result[name].processor)).toFixed(2)} s of processor`;
  };
  console.log(`tasks   ${median(results.map(({ tasks }) => tasks))}`);
  console.log(`read    ${line('read')}`);
  console.log(`cold    ${line('cold')}   goal 3 s for 1,000`);
  console.log(`warm    ${line('warm')}   goal 0.3 s for 1,000`);
  console.log(`memory  ${median(results.map(({ megabytes }) => megabytes)).toFixed(0)} MB at its most`);
}
