/**
 * Our stacks beside the same resources in plain cdktf, each in a process of its own: the example's, or with
 * `--platform 25x40` those of 25 domains of 40 small pipelines each. `npx tsx bench/synth.ts`
 */
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { canonicalJson } from '../pipelines/plan';
import { compiledProject } from './compiled';
import { conditions, inProcess, median, spread } from './conditions';

const runs = process.argv.includes('--platform') ? 3 : 7;
const measured = z.object({
  load: z.number(),
  plan: z.number(),
  stacks: z.number(),
  processor: z.number(),
  megabytes: z.number(),
});
const stackFile = z.object({
  resource: z.record(z.string(), z.record(z.string(), z.record(z.string(), z.unknown()))).default({}),
});

const folder = compiledProject('synth');
const out = { ours: join(folder, '..', 'ours'), bare: join(folder, '..', 'bare') };
for (const left of Object.values(out)) rmSync(left, { recursive: true, force: true });
const environment = { CHECKPOINT_DISABLE: '1' };
const platform = process.argv[process.argv.indexOf('--platform') + 1];
const script = process.argv.includes('--platform')
  ? [join(folder, 'bench', 'platform_ours.js'), folder, out.ours, ...(platform?.split('x') ?? [])]
  : [join(folder, 'bench', 'synth_ours.js'), folder, out.ours];
const ours = () => inProcess(script, environment);
const bare = () => inProcess([join(folder, 'bench', 'synth_bare.js'), out.ours, out.bare], environment);

ours();
bare();
const [wanted, made] = [resourcesIn(out.ours), resourcesIn(out.bare)];
const differing = [...wanted].filter(([address, resource]) => made.get(address) !== resource);
if (differing.length > 0 || wanted.size !== made.size) {
  throw new Error(`not the same resources: ${differing.map(([address]) => address).join(', ')}`);
}
console.log(
  `${conditions()}; ${wanted.size} resources, equal in both; ${runs} processes each, in turn, median (least to most)\n`,
);
const results = { ours: [] as z.output<typeof measured>[], bare: [] as z.output<typeof measured>[] };
for (let run = 0; run < runs; run++) {
  results.ours.push(measured.parse(JSON.parse(ours())));
  results.bare.push(measured.parse(JSON.parse(bare())));
}
for (const name of ['ours', 'bare'] as const) {
  const of = (key: 'load' | 'plan' | 'stacks') => spread(results[name].map((result) => result[key]));
  const processor = median(results[name].map((result) => result.processor)).toFixed(0);
  const memory = median(results[name].map(({ megabytes }) => megabytes)).toFixed(0);
  console.log(
    `${name}   load ${of('load')} ms   plan and bundle ${of('plan')} ms   stacks ${of('stacks')} ms, ${processor} of processor   ${memory} MB`,
  );
}

/** Resources as JSON by stack and address. */
function resourcesIn(folderOfStacks: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const stack of readdirSync(join(folderOfStacks, 'stacks'))) {
    const file = readFileSync(join(folderOfStacks, 'stacks', stack, 'cdk.tf.json'), 'utf8');
    for (const [type, all] of Object.entries(stackFile.parse(JSON.parse(file)).resource)) {
      for (const [id, resource] of Object.entries(all)) {
        found.set(`${stack}/${type}.${id}`, canonicalJson({ ...resource, '//': undefined }));
      }
    }
  }
  return found;
}
