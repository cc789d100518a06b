import fc from 'fast-check';
import { alias, as_of, env, interval, raw, ref, sql, table } from '../../../pipelines/definition';
import { checkQuery } from '../../../pipelines/sql';

const orders = table('silver.orders', { columns: { order_id: 'string', order: 'int', ordered_at: 'timestamp' } });
const dim = table('gold.dim', { columns: { id: 'string' }, key: ['id'], history: { surrogate_key: 'dim_key' } });
const o = alias(orders, 'o');

test('references render as YAML has them, reserved words quoted', () => {
  expect(sql`select ${orders.order_id}, ${orders.order} from ${orders}`.text).toBe(
    'select order_id, `order` from ${silver.orders}',
  );
  expect(sql`select ${o.order_id}, ${o.order} from ${o}`.text).toBe(
    'select o.order_id, o.`order` from ${silver.orders} as o',
  );
  expect(sql`select ${dim.dim_key}, ${dim.valid_from} from ${dim}`.text).toBe(
    'select dim_key, valid_from from ${gold.dim}',
  );
  expect(sql`select ${interval.end} where ${interval.contains(o.ordered_at)}`.text).toBe(
    'select ${interval.end} where o.ordered_at >= ${interval.start} and o.ordered_at < ${interval.end}',
  );
  expect(sql`on ${as_of(alias(dim, 'd'), o.ordered_at)}`.text).toBe(
    "on d.valid_from <= o.ordered_at and o.ordered_at < coalesce(d.valid_to, timestamp '9999-12-31 00:00:00')",
  );
  expect(env('LANDING')).toBe('${LANDING}');
});

test('indentation of the program goes, that of the query stays; a nested query is indented as its place', () => {
  const inner = sql`
    select a
      from t`;
  const outer = sql`
    with x as (
      ${inner}
    )
    select * from x
  `;
  expect(outer.text).toBe('with x as (\n  select a\n    from t\n)\nselect * from x');
});

test('values are literals', () => {
  expect(sql`${1} ${-2.5} ${10n} ${true} ${['a', 'b']} ${[1, 2]}`.text).toBe("1 -2.5 10 true 'a', 'b' 1, 2");
  expect(sql`${new Date('2026-01-02T03:04:05Z')}`.text).toBe("timestamp '2026-01-02 03:04:05.000'");
});

test('a text is one literal whatever it holds: it cannot end itself', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string(), fc.constantFrom("'", "\\'", '\\', "' or 1=1 --", '${silver.orders}', 'a\nb')),
      (value) => {
        const checked = checkQuery(sql`select ${value} as a`.text, () => undefined);
        const references = /(?<!\$)\$\{/.test(value);
        if (!references) expect(checked.issues).toEqual([]);
        if (!references) expect(checked.columns).toHaveLength(1);
        expect(checked.reads).toEqual([]);
      },
    ),
    { numRuns: 300 },
  );
});

test('what JavaScript makes one escape is not escaped in the query; the rest is the query’s own', () => {
  expect(sql`select \`a b\`, '\d+\n', '\${x}'`.text).toBe("select `a b`, '\\d+\\n', '$${x}'");
});

test('slips are told where they happen', () => {
  const odd = orders as unknown as Record<string, string>;
  expect(() => sql`select ${odd['nope'] as string} from ${orders}`).toThrow(
    /query\.test\.ts:\d+: value 1 of sql`...` is undefined \(a misspelt column\?\)/,
  );
  expect(() => `select * from ${odd as unknown as string}`).toThrow(
    'silver.orders is in a plain template string: write sql`...`',
  );
  expect(() => `select ${orders.order_id as unknown as string}`).toThrow(
    'silver.orders.order_id is in a plain template string',
  );
  for (const bad of [NaN, Infinity, null, {}, [], [null], () => 1, new Date(NaN)]) {
    expect(() => sql`select ${bad as never}`).toThrow(/value 1 of sql`...` is /);
  }
});

test('a table by its name alone has any column', () => {
  const some = ref('silver.some') as unknown as Record<string, never>;
  expect(sql`select ${some['anything'] ?? ''} from ${ref('silver.some')} ${raw('x')}`.text).toBe(
    'select anything from ${silver.some} x',
  );
});
