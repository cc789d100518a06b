import fc from 'fast-check';
import { order, type Ordered } from '../../../pipelines/compiler/order';

const task = (name: string, reads: readonly string[], after: readonly string[] = []): Ordered => ({
  id: `p/${name}`,
  pipeline: 'p',
  name,
  writes: name,
  reads,
  after,
});

test('a task comes after the tasks whose tables it reads', () => {
  const { ids } = order([task('gold.c', ['silver.b']), task('silver.b', ['bronze.a']), task('bronze.a', [])]);
  expect(ids).toEqual(['p/bronze.a', 'p/silver.b', 'p/gold.c']);
});

test('a task that reads its own table is no cycle', () => {
  expect(order([task('silver.b', ['silver.b'])])).toEqual({ ids: ['p/silver.b'], cycles: [] });
});

test('what an author puts first comes first', () => {
  expect(order([task('a.a', [], ['p/b.b']), task('b.b', [])]).ids).toEqual(['p/b.b', 'p/a.a']);
});

test('a cycle is told as the tasks along it', () => {
  const { ids, cycles } = order([task('x.a', ['x.c']), task('x.b', ['x.a']), task('x.c', ['x.b']), task('x.d', [])]);
  expect(ids).toEqual([]);
  expect(cycles).toEqual([['p/x.a', 'p/x.c', 'p/x.b']]);
});

test('ten thousand tasks in a row do not overflow the stack', () => {
  const tasks = Array.from({ length: 10_000 }, (_, i) => task(`x.t${i}`, i < 9_999 ? [`x.t${i + 1}`] : []));
  expect(order(tasks).ids[0]).toBe('p/x.t9999');
});

test('every order that is given respects every read', () => {
  fc.assert(
    fc.property(fc.array(fc.array(fc.nat({ max: 19 }), { maxLength: 4 }), { minLength: 1, maxLength: 20 }), (reads) => {
      // Task i reads only tasks below i, so there is no cycle; the input is reversed.
      const tasks = reads.map((r, i) =>
        task(
          `x.t${i}`,
          [...new Set(r.filter((n) => n < i))].map((n) => `x.t${n}`),
        ),
      );
      const { ids } = order([...tasks].reverse());
      const place = new Map(ids.map((id, i) => [id, i]));
      expect(ids).toHaveLength(tasks.length);
      for (const t of tasks) {
        for (const r of t.reads) expect(place.get(`p/${r}`)).toBeLessThan(place.get(t.id) ?? -1);
      }
    }),
  );
});
