import { join } from 'node:path';
import { compileProject } from '../../cli/compiled';
import { readProject } from '../../cli/project';
import { selectTasks } from '../../cli/select';
import { WrongUsage } from '../../cli/usage';
import type { Plan } from '../../pipelines/plan';

let plan: Plan;
beforeAll(() => {
  const compiled = compileProject(readProject(join(__dirname, '..', '..')));
  if (compiled.plan === undefined) throw new Error(JSON.stringify(compiled.diagnostics));
  plan = compiled.plan;
});

const selected = (expression: string | undefined) =>
  selectTasks(plan, expression).map((id) => id.replace('sales/', ''));

test('without an expression it is all, in the order of the Plan', () => {
  expect(selectTasks(plan, undefined)).toEqual(plan.order);
});

test('a name is a table, with or without its layer, or a task', () => {
  expect(selected('silver.orders')).toEqual(['silver.orders']);
  expect(selected('fact_orders')).toEqual(['gold.fact_orders']);
  expect(selected('sales/gold.fact_orders')).toEqual(['gold.fact_orders']);
});

test('a star stands for any part of a name', () => {
  expect([...selected('bronze.*')].sort()).toEqual(
    ['customers', 'order_items', 'orders', 'payments', 'products'].map((name) => `bronze.${name}`),
  );
});

test('+ before a name adds all that it needs, in the order of the Plan', () => {
  const all = selected('+fact_orders');
  expect(all).toEqual(
    expect.arrayContaining(['bronze.orders', 'silver.orders', 'gold.dim_customer', 'gold.fact_orders']),
  );
  expect(all).not.toContain('gold.daily_revenue');
  expect(all.indexOf('bronze.orders')).toBeLessThan(all.indexOf('silver.orders'));
});

test('+ after a name adds all that needs it', () => {
  expect(selected('fact_order_items+')).toEqual(['gold.fact_order_items', 'gold.daily_revenue']);
});

test('several are all of them together, each once', () => {
  expect(selected('silver.orders silver.orders fact_order_items+')).toHaveLength(3);
});

test('tags, layers and pipelines', () => {
  expect(selected('tag:product=shop')).toHaveLength(plan.order.length);
  expect(selected('tag:product')).toHaveLength(plan.order.length);
  expect(selected('layer:silver')).toHaveLength(5);
  expect(selected('pipeline:sales')).toHaveLength(plan.order.length);
});

test.each([
  ['fact_ordes', "did you mean 'fact_orders'?"],
  ['tagg:x', "did you mean 'tag'?"],
])('%s is refused with the nearest name', (expression, hint) => {
  expect(() => selectTasks(plan, expression)).toThrow(WrongUsage);
  expect(() => selectTasks(plan, expression)).toThrow(expect.objectContaining({ hint }));
});

test.each(['tag:product=bank', 'layer:platinum', ' '])("'%s' matches nothing, which is wrong usage", (expression) => {
  expect(() => selectTasks(plan, expression)).toThrow(WrongUsage);
});

test.each([
  ['+', "'+' names nothing"],
  ['layer:slver', "did you mean 'silver'?"],
  ['pipeline:sale', "did you mean 'sales'?"],
])('%s is told with what there is of its kind', (expression, says) => {
  const told = (): string => {
    try {
      return selected(expression).join();
    } catch (error) {
      return error instanceof WrongUsage ? `${error.message} ${error.hint ?? ''}` : String(error);
    }
  };
  expect(told()).toContain(says);
});
