/** Every construct, in every variant, by terraform on the emulated AWS: validated, applied, unchanged, destroyed. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import type { App } from '../../constructs/core';
import { examplesModule, families, newApp, rootModule } from '../constructs/aws/root_modules';
import type { Family } from '../constructs/aws/variant';
import { variants } from '../constructs/aws/variants';
import { Emulator } from './emulator';
import { notEmulated } from './not_emulated';
import { Terraform } from './terraform';

jest.setTimeout(20 * 60_000);

const account = '111122223333';
const keys = { removalPolicy: 'destroy', allowDestroy: true } as const;
let emulator: Emulator;
const folders = new Map<Family, string>();
let examples: string;

beforeAll(async () => {
  emulator = await Emulator.start(account);
  Object.assign(process.env, emulator.variables());
  const s3 = new S3Client({ region: 'eu-central-1', endpoint: emulator.endpoint, forcePathStyle: true });
  const configuration = { LocationConstraint: 'eu-central-1' } as const;
  await s3.send(new CreateBucketCommand({ Bucket: 'acme-state', CreateBucketConfiguration: configuration }));
  for (const family of families)
    folders.set(
      family,
      synthesized(family, (app) => rootModule(app, family, keys)),
    );
  examples = synthesized('examples', examplesModule);
});

function synthesized(name: string, build: (app: App) => unknown): string {
  const outdir = mkdtempSync(join(tmpdir(), 'lakewright-modules-'));
  const app = newApp(outdir);
  build(app);
  app.synth();
  return join(outdir, 'stacks', name);
}

afterAll(async () => {
  await emulator.stop();
});

const tried = families.filter((family) => variants.some((variant) => variant.family === family));

describe.each(tried)('%s', (family) => {
  let terraform: Terraform;

  test('is valid and applies', async () => {
    terraform = new Terraform(folders.get(family) ?? '', emulator, Object.keys(notEmulated));
    await terraform.init();
    await terraform.validate();
    await terraform.apply();
  });

  test('a second plan changes nothing', async () => {
    expect(await terraform.plan()).toEqual([]);
  });

  test('is destroyed', async () => {
    await terraform.destroy();
    expect((await terraform.plan()).every(({ actions }) => actions.join() === 'create')).toBe(true);
  });
});

test('the examples of the docs apply together, and a second plan changes nothing', async () => {
  const terraform = new Terraform(examples, emulator, Object.keys(notEmulated));
  await terraform.init();
  await terraform.validate();
  await terraform.apply();
  expect(await terraform.plan()).toEqual([]);
});

test('at most one resource type in ten is left out, each with its reason', () => {
  const used = new Set(families.flatMap((family) => Terraform.typesIn(folders.get(family) ?? '')));
  const left = Object.keys(notEmulated);
  expect(left.filter((type) => !used.has(type))).toEqual([]);
  expect(left.length).toBeLessThanOrEqual(used.size / 10);
});
