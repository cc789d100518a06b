/** One process of synth.ts --platform: the stacks of a platform, from its Plans to JSON. Prints JSON. */
import { join } from 'node:path';
import { App } from '../constructs/core';
import { loadEnvironment } from '../environments';
import { environmentStacks } from '../stacks';
import { platform } from './platform';

const [folder = '.', outdir = '.', domains = '25', pipelines = '40'] = process.argv.slice(2);
const loaded = performance.now();
const { environment } = loadEnvironment('dev', { folder: join(folder, 'environments') });
if (environment === undefined) throw new Error('the environment is wrong');
const deployments = platform(Number(domains), Number(pipelines), join(outdir, '..', 'bundles'));
const planned = performance.now();
const used = process.cpuUsage();
const app = new App({ outdir });
environmentStacks(app, environment, deployments);
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
