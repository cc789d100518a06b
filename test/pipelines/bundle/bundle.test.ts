import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { bundle, writeBundle } from '../../../pipelines/bundle';
import { canonicalJson, type Plan, sha256 } from '../../../pipelines/plan';
import { planOf, sixModes, table, task } from '../../oracle/six_modes';

const plan = sixModes('${LANDING}/*.jsonl');
const folders: string[] = [];
const folder = (): string => {
  const made = mkdtempSync(join(tmpdir(), 'lakewright-bundle-'));
  folders.push(made);
  return made;
};
afterAll(() => {
  for (const made of folders) rmSync(made, { recursive: true });
});

const scored = table('gold.scores', 'python', { kind: 'overwrite' }, { columns: [] });
const source = new TextEncoder().encode('def f(inputs, context): ...\n');
const code = new Map([['python/score.py', source]]);
const score = task(
  'gold.scores',
  [],
  { kind: 'overwrite' },
  { kind: 'python', file: 'python/score.py', inputs: [], digest: sha256(source), function: 'f' },
);
const withPython: Plan = planOf([scored], [score]);

test('a bundle has the plan, a program for each task, the runtime and its entry point', () => {
  expect([...bundle(plan, new Map()).files.keys()]).toEqual([
    'main.py',
    'manifest.json',
    'plan.json',
    ...plan.order.map((t) => `programs/${t.replace('/', '__')}.json`).sort(),
    'runtime.zip',
    'units.json',
  ]);
});

test('the same plan gives the same bytes in any folder', () => {
  const [here, there] = [folder(), folder()];
  const first = writeBundle(plan, new Map(), here);
  const second = writeBundle(structuredClone(plan), new Map(), there);
  expect(second.digest).toBe(first.digest);
  for (const path of first.files.keys()) {
    expect(readFileSync(join(here, path)).equals(readFileSync(join(there, path)))).toBe(true);
  }
});

test('bytes do not depend on the zone or the clock of the machine', () => {
  const zone = process.env['TZ'];
  const plain = bundle(plan, new Map()).digest;
  process.env['TZ'] = 'Pacific/Auckland';
  expect(bundle(plan, new Map()).digest).toBe(plain);
  if (zone === undefined) delete process.env['TZ'];
  else process.env['TZ'] = zone;
});

test('the manifest holds the digest of every other file, and its own is the bundle’s', () => {
  const made = bundle(withPython, code);
  const manifest = made.files.get('manifest.json') ?? new Uint8Array();
  expect(made.digest).toBe(sha256(manifest));
  const others = [...made.files].filter(([path]) => path !== 'manifest.json');
  expect(JSON.parse(strFromU8(manifest))).toEqual({
    version: 1,
    files: Object.fromEntries(others.map(([path, content]) => [path, sha256(content)])),
  });
  expect(sha256(made.files.get('plan.json') ?? '')).toBe(sha256(canonicalJson(withPython)));
});

test('a change of one query changes its program, the plan and the manifest alone', () => {
  const changed = structuredClone(plan);
  const body = changed.tasks['modes/silver.overwritten']?.body;
  if (body?.kind !== 'sql') throw new Error('expected a query');
  body.query = body.query.replace('_corrupt is null', '_corrupt is null and seq > 1');
  const before = bundle(plan, new Map()).files;
  const after = bundle(changed, new Map()).files;
  const differing = [...after.keys()].filter((p) => sha256(after.get(p) ?? '') !== sha256(before.get(p) ?? ''));
  expect(differing).toEqual(['manifest.json', 'plan.json', 'programs/modes__silver.overwritten.json']);
});

test('the runtime travels whole, and nothing but Python', () => {
  const zip = unzipSync(bundle(plan, new Map()).files.get('runtime.zip') ?? new Uint8Array());
  expect(Object.keys(zip)).toContain('lakewright_runtime/entry.py');
  expect(Object.keys(zip)).toContain('lakewright_runtime/ledger/dynamodb.py');
  expect(Object.keys(zip).filter((path) => !path.endsWith('.py'))).toEqual([]);
});

test('a Python file that is not given is named', () => {
  expect(() => bundle(withPython, new Map())).toThrow(
    "task 'modes/gold.scores' runs 'python/score.py', which was not given; given: none",
  );
});

test('an earlier bundle is replaced, with the files that the new one lacks', () => {
  const out = folder();
  writeBundle(withPython, code, out);
  writeBundle(plan, new Map(), out);
  expect(readdirSync(join(out, 'programs'))).not.toContain('modes__gold.scores.json');
});

test('a folder that holds something else is left alone', () => {
  const out = folder();
  writeFileSync(join(out, 'thesis.txt'), 'years of work');
  expect(() => writeBundle(plan, new Map(), out)).toThrow('is not empty and holds no bundle');
  expect(readdirSync(out)).toEqual(['thesis.txt']);
});
