import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type GeneratedDay, entities, generate, generateOptions } from '../../../examples/ecommerce/generate';

let landing = '';
beforeEach(() => {
  landing = mkdtempSync(join(tmpdir(), 'lakewright-landing-'));
});
afterEach(() => rmSync(landing, { recursive: true, force: true }));

function run(options: object, into = landing): readonly GeneratedDay[] {
  const days: GeneratedDay[] = [];
  generate(into, generateOptions.parse({ orders: 300, customers: 200, products: 50, ...options }), (day) =>
    days.push(day),
  );
  return days;
}

/** `orders/2026-01-01.json` to the digest of its bytes. */
function digests(): Record<string, string> {
  const files = readdirSync(landing, { recursive: true, encoding: 'utf8', withFileTypes: true }).filter((f) =>
    f.isFile(),
  );
  const paths = files.map((file) => join(file.parentPath, file.name)).sort();
  const digest = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex').slice(0, 16);
  return Object.fromEntries(paths.map((path) => [path.slice(landing.length + 1), digest(path)]));
}

const lines = (path: string) => readFileSync(join(landing, path), 'utf8').trimEnd().split('\n');
const orderIds = (path: string) => new Set(lines(path).map((line) => /"order_id":"(\w+)"/.exec(line)?.[1]));

test('a seed gives these bytes, here and everywhere', () => {
  run({ seed: 7 });
  expect(digests()).toMatchInlineSnapshot(`
    {
      "customers/2026-01-01.csv": "11a7132c4f1ca7e9",
      "customers/2026-01-02.csv": "6660a843f9140b51",
      "order_items/2026-01-01.csv": "efd31c75b88db1f3",
      "order_items/2026-01-02.csv": "a9b154d00e4b739b",
      "orders/2026-01-01.json": "8f211e23d0ed59b0",
      "orders/2026-01-02.json": "77147f53ae1ec426",
      "payments/2026-01-01.json": "6763dd7771e648d2",
      "payments/2026-01-02.json": "e0a7294fca0d4d38",
      "products/2026-01-01.csv": "d00adf092cf26760",
      "products/2026-01-02.csv": "bc755139efb1f825",
    }
  `);
});

test('another seed gives other bytes', () => {
  run({ seed: 7 });
  const first = digests();
  run({ seed: 8 });
  const second = digests();
  expect(Object.keys(second)).toEqual(Object.keys(first));
  for (const file of Object.keys(first)) expect(second[file]).not.toBe(first[file]);
});

test('a day alone has the bytes that it has among the others', () => {
  run({ days: 4 });
  const all = digests();
  rmSync(landing, { recursive: true });
  run({ days: 4, only: 4 });
  expect(digests()).toEqual(Object.fromEntries(Object.entries(all).filter(([file]) => file.includes('2026-01-04'))));
});

test('without faults every row is whole and comes once', () => {
  const days = run({ late: 0, duplicates: 0, broken: 0 });
  for (const day of days) {
    for (const entity of entities) expect(day.files[entity]).toMatchObject({ duplicates: 0, broken: 0 });
  }
  for (const line of lines('orders/2026-01-02.json')) expect(() => JSON.parse(line) as unknown).not.toThrow();
  const payments = lines('payments/2026-01-02.json');
  expect(new Set(payments).size).toBe(payments.length);
  expect(lines('order_items/2026-01-01.csv').every((line) => line.split(',').length === 5)).toBe(true);
});

test('day two brings late orders, with the time of day one', () => {
  run({ late: 0.2 });
  const before = orderIds('orders/2026-01-01.json');
  const late = lines('orders/2026-01-02.json').filter(
    (line) => line.includes('"ordered_at":"2026-01-01') && !before.has(/"order_id":"(\w+)"/.exec(line)?.[1]),
  );
  expect(late.length).toBeGreaterThan(20);
  run({ late: 0 });
  const punctual = orderIds('orders/2026-01-01.json');
  expect(punctual.size).toBe(300);
  expect([...orderIds('orders/2026-01-02.json')].filter((id) => !punctual.has(id))).toHaveLength(300);
});

test('day two changes customers and products of day one, and orders go on', () => {
  run({ late: 0, duplicates: 0, broken: 0 });
  const known = new Set(lines('customers/2026-01-01.csv').map((line) => line.split(',')[0]));
  const seen = lines('customers/2026-01-02.csv').slice(1);
  expect(seen.filter((line) => known.has(line.split(',')[0])).length).toBeGreaterThanOrEqual(6);
  expect(seen.filter((line) => !known.has(line.split(',')[0])).length).toBe(2);
  expect(lines('products/2026-01-02.csv').slice(1).length).toBe(1);
  expect(
    lines('orders/2026-01-02.json').some((line) => /"shipped","currency":"\w+","ordered_at":"2026-01-01/.test(line)),
  ).toBe(true);
});

test('a change that is late comes after one that it precedes', () => {
  run({ customers: 2000, late: 0.1, duplicates: 0, broken: 0 });
  const key = (line: string) => line.split(',')[0] ?? '';
  const time = (line: string) => line.split(',').at(-1) ?? '';
  const before = new Map(lines('customers/2026-01-01.csv').map((line) => [key(line), time(line)]));
  const overtaken = lines('customers/2026-01-02.csv').filter((line) => time(line) < (before.get(key(line)) ?? ''));
  expect(overtaken.length).toBeGreaterThan(0);
});

test('broken and repeated rows are as frequent as asked and counted', () => {
  const [day] = run({ orders: 3000, days: 1, broken: 0.1, duplicates: 0.05 });
  const { rows, broken, duplicates } = day?.files.orders ?? { rows: 0, broken: 0, duplicates: 0 };
  expect(broken / rows).toBeCloseTo(0.1, 1);
  expect(duplicates / rows).toBeCloseTo(0.05, 1);
  const text = lines('orders/2026-01-01.json').join('\n');
  expect(text).toContain('"status":"teleported"');
  expect(lines('orders/2026-01-01.json').some((line) => !line.endsWith('}'))).toBe(true);
  expect(lines('order_items/2026-01-01.csv').some((line) => line.split(',').length !== 5)).toBe(true);
});

test('a payment is what its order costs, in the currency of the order', () => {
  run({ late: 0, duplicates: 0, broken: 0, days: 1 });
  const payment = lines('payments/2026-01-01.json').map(
    (line) => JSON.parse(line) as { order_id: string; amount: number },
  );
  const euros = new Set(
    lines('orders/2026-01-01.json')
      .filter((line) => line.includes('"EUR"'))
      .map((line) => /"order_id":"(\w+)"/.exec(line)?.[1]),
  );
  const totals = new Map<string, number>();
  for (const line of lines('order_items/2026-01-01.csv').slice(1)) {
    const [order = '', , , quantity, price] = line.split(',');
    totals.set(order, (totals.get(order) ?? 0) + Number(quantity) * Math.round(Number(price) * 100));
  }
  const inEuros = payment.filter((each) => euros.has(each.order_id));
  expect(inEuros.length).toBeGreaterThan(100);
  for (const { order_id, amount } of inEuros) expect(Math.round(amount * 100)).toBe(totals.get(order_id));
});

test('a folder that is a file is an error, and no half file is left', () => {
  writeFileSync(join(landing, 'payments'), '');
  expect(() => run({})).toThrow(/EEXIST|ENOTDIR/);
  expect(readdirSync(landing, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.part'))).toEqual(
    [],
  );
});
