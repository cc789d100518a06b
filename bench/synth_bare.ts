/** One process of synth.ts: the same resources and files as plain cdktf, one constructor call each. Prints JSON. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TerraformElement } from 'cdktf';
import { App, AssetType, TerraformAsset, TerraformStack } from 'cdktf';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import * as z from 'zod';

const blocks = z.record(z.string(), z.record(z.string(), z.record(z.string(), z.unknown())));
const stackFile = z.object({ resource: blocks.default({}), data: blocks.default({}) });
/** Keys below these are the user's own. */
const maps = new Set(['tags', 'tags_all', 'variables', 'parameters', 'runtime_configuration']);

type Block = new (scope: TerraformStack, id: string, config: Readonly<Record<string, unknown>>) => TerraformElement;
interface Wanted {
  readonly stack: string;
  /** Folders of files that go with the stack, as `assets/<what>/<version>`. */
  readonly assets: readonly { readonly what: string; readonly version: string; readonly path: string }[];
  readonly blocks: readonly {
    readonly type: string;
    readonly id: string;
    readonly make: Block;
    readonly config: Readonly<Record<string, unknown>>;
    readonly after: unknown;
  }[];
}

const [source = '.', outdir = '.'] = process.argv.slice(2);
// Reading and loading is not what is compared: every class is loaded before the clock starts.
const wanted = readdirSync(join(source, 'stacks')).sort().map(readStack);
const loaded = performance.now();
const used = process.cpuUsage();
const app = new App({ outdir });
for (const { stack: name, assets, blocks: all } of wanted) {
  const stack = new TerraformStack(app, name);
  for (const { what, version, path } of assets)
    new TerraformAsset(stack, what, { path, type: AssetType.DIRECTORY, assetHash: version });
  new AwsProvider(stack, 'aws', { region: 'eu-central-1' });
  for (const { type, id, make, config, after } of all) {
    const made = new make(stack, `${type}.${id}`, config);
    made.overrideLogicalId(id);
    if (after !== undefined && 'addOverride' in made && typeof made.addOverride === 'function')
      made.addOverride('depends_on', after);
  }
}
app.synth();
const done = performance.now();
const { user, system } = process.cpuUsage(used);
console.log(
  JSON.stringify({
    load: loaded,
    plan: 0,
    stacks: done - loaded,
    processor: (user + system) / 1000,
    megabytes: process.resourceUsage().maxRSS / 1000,
  }),
);

function readStack(stack: string): Wanted {
  const { resource, data } = stackFile.parse(
    JSON.parse(readFileSync(join(source, 'stacks', stack, 'cdk.tf.json'), 'utf8')),
  );
  const of = (group: z.output<typeof blocks>, prefix: string) =>
    Object.entries(group).flatMap(([type, all]) =>
      Object.entries(all).map(([id, { '//': _, depends_on: after, ...config }]) => ({
        ...{ type, id, after },
        make: classOf(type, prefix),
        config: camel(config) as Readonly<Record<string, unknown>>,
      })),
    );
  return { stack, assets: assetsOf(stack), blocks: [...of(resource, ''), ...of(data, 'data-')] };
}

function assetsOf(stack: string): Wanted['assets'] {
  const folder = join(source, 'stacks', stack, 'assets');
  if (!existsSync(folder)) return [];
  return readdirSync(folder).flatMap((what) =>
    readdirSync(join(folder, what)).map((version) => ({ what, version, path: join(folder, what, version) })),
  );
}

function classOf(type: string, prefix: string): Block {
  const name = `${prefix}${type.replace(/_/g, '-').replace(/^aws-/, prefix === '' ? '' : 'aws-')}`;
  const module = require(`@cdktf/provider-aws/lib/${name}`) as Readonly<Record<string, unknown>>;
  const found = Object.values(module).find((value) => typeof value === 'function' && 'tfResourceType' in value);
  if (found === undefined) throw new Error(`no class for ${type}`);
  // Every class of the provider is made like this.
  return found as unknown as Block;
}

/** `server_side_encryption` to `serverSideEncryption`, at every depth. */
function camel(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(camel);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [
      key.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase()),
      maps.has(key) ? each : camel(each),
    ]),
  );
}
