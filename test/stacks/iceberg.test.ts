/** What the stacks of a domain hold for its Iceberg tables, and that those of others hold nothing of it. */
import { inFormat } from '../oracle/formats';
import { fixturePlan } from './plan_fixture';
import { environmentOf, stackText, synthesize } from './synthesized';

const environment = environmentOf('dev');
const pipelines = (...tables: readonly string[]): string =>
  stackText(synthesize(environment, [inFormat(fixturePlan(), 'iceberg', tables)]), environment, 'pipelines-shop');

test('jobs get the format, bindings the catalogue, and readers may look tables up', () => {
  const text = pipelines('silver.orders');
  for (const part of ['iceberg-spark3-runtime.jar', 'FindTables', String.raw`\"catalogue\": \"glue_catalog\"`]) {
    expect(text).toContain(part);
  }
});

test('a domain without Iceberg tables has none of it', () => {
  expect(pipelines()).not.toMatch(/iceberg|glue_catalog|FindTables/);
});
