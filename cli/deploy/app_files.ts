/** What cdktf synth wrote, read with care: the folder may be half written, or something else. */
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { shownPath } from '../diagnostics';
import { WrongUsage } from '../usage';
import type { AppStack } from './app';

const hint = 'name a folder that cdktf synth wrote, such as cdktf.out';

const manifestSchema = z.object({
  stacks: z.record(
    z.string(),
    z.object({ name: z.string(), workingDirectory: z.string(), dependencies: z.array(z.string()).default([]) }),
  ),
});

const backendSchema = z.object({
  terraform: z.object({ backend: z.object({ s3: z.object({ bucket: z.string(), key: z.string() }) }) }),
});

const resourcesSchema = z.object({
  resource: z.record(z.string(), z.record(z.string(), z.looseObject({ name: z.unknown().optional() }))).default({}),
});

export function readManifest(app: string): z.output<typeof manifestSchema>['stacks'] {
  const found = statSync(app, { throwIfNoEntry: false });
  if (found === undefined) throw new WrongUsage(`--app: '${shownPath(app)}' is not there`, hint);
  if (!found.isDirectory()) throw new WrongUsage(`--app: '${shownPath(app)}' is a file, not a folder`, hint);
  const file = join(app, 'manifest.json');
  if (statSync(file, { throwIfNoEntry: false }) === undefined)
    throw new WrongUsage(`--app: '${shownPath(app)}' holds no manifest.json`, hint);
  const { stacks } = read(file, manifestSchema, 'the stacks of an app');
  if (Object.keys(stacks).length === 0) throw new WrongUsage(`--app: '${shownPath(file)}' names no stacks`, hint);
  return stacks;
}

/** Where the stack of this folder keeps its state; undefined where that is no bucket. */
export function readBackend(folder: string): { readonly bucket: string; readonly key: string } | undefined {
  const stack = read(join(folder, 'cdk.tf.json'), z.record(z.string(), z.unknown()), 'a stack');
  return backendSchema.safeParse(stack).data?.terraform.backend.s3;
}

/** What the stack of this folder makes of a type and gives a name. */
export function readNamed(
  folder: string,
  type: string,
): readonly { readonly address: string; readonly name: string }[] {
  const { resource } = read(join(folder, 'cdk.tf.json'), resourcesSchema, 'a stack');
  return Object.entries(resource[type] ?? {}).flatMap(([id, { name }]) =>
    typeof name === 'string' ? [{ address: `${type}.${id}`, name }] : [],
  );
}

/** What a construct wrote beside the things of a type, for `deploy` to read: under the key `about`, of that shape. */
export function readDeclared<T>(
  { name: stack, folder }: Pick<AppStack, 'name' | 'folder'>,
  type: string,
  about: string,
  shape: z.ZodType<T>,
): readonly { readonly address: string; readonly name: string; readonly declared: T }[] {
  const { resource } = read(join(folder, 'cdk.tf.json'), resourcesSchema, 'a stack');
  return Object.entries(resource[type] ?? {}).flatMap(([id, { '//': said, ...properties }]) => {
    const declared = z.record(z.string(), z.unknown()).safeParse(said).data?.[about];
    const name = properties['cluster_name'] ?? properties.name;
    if (declared === undefined || typeof name !== 'string') return [];
    const address = `${type}.${id}`;
    const { data } = shape.safeParse(declared);
    if (data !== undefined) return [{ address, name, declared: data }];
    throw new WrongUsage(
      `--app: '${stack}' does not say the ${about} of ${address} as expected`,
      'synthesize the app anew, with the version of Lakewright that deploys it',
    );
  });
}

function read<T>(file: string, schema: z.ZodType<T>, what: string): T {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const why =
      error instanceof Error && 'code' in error && error.code === 'ENOENT' ? 'is not there' : 'cannot be read';
    throw new WrongUsage(`--app: '${shownPath(file)}' ${why}; expected ${what}`, hint);
  }
  const wrong = (why: string): WrongUsage =>
    new WrongUsage(`--app: '${shownPath(file)}' ${why}; expected ${what}, as cdktf synth writes it`, hint);
  if (text.trim() === '') throw wrong('is empty');
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    throw wrong('is no JSON, or ends too early');
  }
  const { data: good, error } = schema.safeParse(data);
  if (good !== undefined) return good;
  const [first] = error?.issues ?? [];
  throw wrong(`is not as expected at '${first?.path.join('.') ?? ''}': ${first?.message ?? ''}`);
}
