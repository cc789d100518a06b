import { units } from '../../../pipelines/compiler/units';
import type { PlanTask } from '../../../pipelines/plan';

const task = (name: string, options: Partial<PlanTask> = {}): PlanTask => ({
  id: `p/${name}`,
  pipeline: 'p',
  name,
  writes: name,
  reads: [],
  body: { kind: 'sql', query: 'select 1' },
  mode: { kind: 'overwrite' },
  portability: 'portable',
  compute: 'small',
  retries: 0,
  timeout_seconds: 60,
  parameters: [],
  digests: { semantic: '', payload: '' },
  ...options,
});
const layerOf = (table: string): string => table.split('.')[0] ?? '';
const shape = (all: ReturnType<typeof units>): unknown => all.map((u) => [u.id, u.tasks, u.after]);

test('one unit per pipeline and layer', () => {
  const tasks = [task('bronze.a'), task('bronze.b'), task('silver.c'), task('gold.d')];
  const before = new Map([
    ['p/silver.c', ['p/bronze.a']],
    ['p/gold.d', ['p/silver.c', 'p/bronze.b']],
  ]);
  expect(shape(units(tasks, layerOf, before))).toEqual([
    ['p-bronze', ['p/bronze.a', 'p/bronze.b'], []],
    ['p-silver', ['p/silver.c'], ['p-bronze']],
    ['p-gold', ['p/gold.d'], ['p-bronze', 'p-silver']],
  ]);
});

test('other compute is another unit, named for it', () => {
  const tasks = [task('gold.a'), task('gold.b', { compute: 'large' })];
  expect(units(tasks, layerOf, new Map()).map((u) => u.id)).toEqual(['p-gold', 'p-gold-large']);
});

test('a layer that needs itself through another is parted, so that units have no cycle', () => {
  const tasks = [task('gold.a'), task('silver.b'), task('gold.c')];
  const before = new Map([
    ['p/silver.b', ['p/gold.a']],
    ['p/gold.c', ['p/silver.b']],
  ]);
  expect(shape(units(tasks, layerOf, before))).toEqual([
    ['p-gold', ['p/gold.a'], []],
    ['p-silver', ['p/silver.b'], ['p-gold']],
    ['p-gold-2', ['p/gold.c'], ['p-silver']],
  ]);
});

test('two tasks that would close a cycle between their units are kept apart', () => {
  // silver.b needs gold.a; gold.d needs silver.c: one unit a layer would need each other.
  const tasks = [task('gold.a'), task('silver.b'), task('silver.c'), task('gold.d')];
  const before = new Map([
    ['p/silver.b', ['p/gold.a']],
    ['p/gold.d', ['p/silver.c']],
  ]);
  const all = units(tasks, layerOf, before);
  const after = new Map(all.map((u) => [u.id, u.after]));
  const reaches = (from: string, to: string): boolean =>
    (after.get(from) ?? []).some((n) => n === to || reaches(n, to));
  for (const u of all) expect(reaches(u.id, u.id)).toBe(false);
});

test('a unit may take as long as its tasks may take together', () => {
  expect(units([task('gold.a'), task('gold.b')], layerOf, new Map())[0]?.timeout_seconds).toBe(120);
});
