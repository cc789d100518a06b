/** Every construct, in every variant, by terraform on the emulated AWS: validated, applied, unchanged, destroyed, logs made again. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { App } from '../../constructs/core';
import { examplesModule, families, newApp, rootModule } from '../constructs/aws/root_modules';
import { variants } from '../constructs/aws/variants';
import { type Cycle, cycle, inTurn } from './cycle';
import { notEmulated } from './not_emulated';
import { Terraform } from './terraform';

jest.setTimeout(25 * 60_000);

/** terraform waits for most of its time, so more than one fits on a core. */
const atOnce = 3;
const keys = { removalPolicy: 'destroy', allowDestroy: true } as const;
const leftOut = Object.keys(notEmulated);
const tried = families.filter((family) => variants.some((variant) => variant.family === family));
const folders = new Map<string, string>();
const cycles = new Map<string, Promise<Cycle>>();
const types = new Set<string>();

/** All are begun at once; a test waits for its own. */
beforeAll(() => {
  for (const family of tried)
    folders.set(
      family,
      synthesized(family, (app) => rootModule(app, family, keys)),
    );
  folders.set('examples', synthesized('examples', examplesModule));
  for (const folder of folders.values()) for (const type of Terraform.typesIn(folder)) types.add(type);
  const turn = inTurn(atOnce);
  for (const [name, folder] of folders) {
    const begun = turn(() => cycle(folder, leftOut, name !== 'examples'));
    // Its own test tells of the failure.
    begun.catch(() => undefined);
    cycles.set(name, begun);
  }
});

function synthesized(name: string, build: (app: App) => unknown): string {
  const outdir = mkdtempSync(join(tmpdir(), 'lakewright-modules-'));
  const app = newApp(outdir);
  build(app);
  app.synth();
  return join(outdir, 'stacks', name);
}

const cycleOf = (name: string): Promise<Cycle> => cycles.get(name) ?? Promise.reject(new Error(`no module '${name}'`));

test('there are at most six root modules', () => {
  expect(folders.size).toBeLessThanOrEqual(6);
});

describe.each(tried)('%s', (family) => {
  test('is valid and applies', async () => {
    await expect(cycleOf(family)).resolves.toBeDefined();
  });

  test('a second plan changes nothing', async () => {
    expect((await cycleOf(family)).second).toEqual([]);
  });

  test('is destroyed', async () => {
    const { after = [] } = await cycleOf(family);
    expect(after.length).toBeGreaterThan(0);
    expect(after.filter(({ actions }) => actions.join() !== 'create')).toEqual([]);
  });

  test('leaves no log group behind: they are made again', async () => {
    expect((await cycleOf(family)).again).toBeGreaterThan(0);
  });
});

test('the examples of the docs apply together, and a second plan changes nothing', async () => {
  expect((await cycleOf('examples')).second).toEqual([]);
});

test('at most one resource type in ten is left out, each with its reason', () => {
  expect(leftOut.filter((type) => !types.has(type))).toEqual([]);
  expect(leftOut.length).toBeLessThanOrEqual(types.size / 10);
});
