/** One process of synth.ts: the example's stacks of `dev`, from definitions to JSON. Prints JSON. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileProject } from '../cli/compiled';
import { readProject } from '../cli/project';
import { App } from '../constructs/core';
import { loadEnvironment } from '../environments';
import { writeBundle } from '../pipelines/bundle';
import { environmentStacks } from '../stacks';

const loaded = performance.now();
const [folder = '.', outdir = '.'] = process.argv.slice(2);
const project = readProject(folder);
const { environment } = loadEnvironment('dev', { folder: join(folder, 'environments') });
const compiled = compileProject(project);
if (environment === undefined || compiled.plan === undefined) throw new Error('the example does not compile');
const bundle = join(outdir, '..', 'bundle');
const python = new Map(Object.entries(compiled.files).map(([path, source]) => [path, readFileSync(source)]));
writeBundle(compiled.plan, python, bundle);
const planned = performance.now();
const used = process.cpuUsage();
const app = new App({ outdir });
environmentStacks(app, environment, [{ plan: compiled.plan, bundle }]);
app.synth();
const done = performance.now();
const { user, system } = process.cpuUsage(used);
console.log(
  JSON.stringify({
    load: loaded,
    plan: planned - loaded,
    stacks: done - planned,
    processor: (user + system) / 1000,
    megabytes: process.resourceUsage().maxRSS / 1000,
  }),
);
