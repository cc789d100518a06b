import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parts } from '../../lint/edges';
import { refusal } from '../../lint/import_edges';

const allowed: readonly [from: string, specifier: string][] = [
  ['pipelines/compiler/order.ts', '../plan'],
  ['pipelines/compiler/checks/cycle.ts', '../../definition'],
  ['pipelines/sql/functions/text.ts', '../parser'],
  ['pipelines/sql/functions/text.ts', '../../plan/index'],
  ['constructs/aws/state_machine.ts', '../../pipelines/targets'],
  ['constructs/aws/emr.ts', '../../pipelines/engines/releases'],
  ['constructs/aws/bucket.ts', '@cdktf/provider-aws/lib/s3-bucket'],
  ['stacks/storage.ts', '../constructs/aws/bucket'],
  ['cli/run.ts', '../pipelines/local'],
  ['cli/report.ts', '../pipelines/local/report'],
  ['pipelines/local/report_data.ts', './report/data'],
  ['index.ts', './pipelines/definition'],
  ['test/pipelines/sql/tokens.test.ts', '../../../pipelines/sql/tokens'],
];

const refused: readonly [from: string, specifier: string, why: RegExp][] = [
  ['pipelines/plan/schema.ts', '../definition', /plan may not import pipelines\/definition; it may import no other/],
  ['pipelines/sql/parser.ts', '../engines', /sql may not import pipelines\/engines; it may import pipelines\/plan/],
  ['pipelines/compiler/order.ts', '../plan/schema', /by its index/],
  ['pipelines/local/runner.ts', '../compiler', /may not import pipelines\/compiler/],
  ['constructs/aws/emr.ts', '../../pipelines/engines', /may not import pipelines\/engines;/],
  ['constructs/aws/emr.ts', '../../pipelines/compiler', /may not import pipelines\/compiler/],
  ['pipelines/targets/asl.ts', 'cdktf', /never imports cdktf/],
  ['pipelines/targets/asl.ts', '@cdktf/provider-aws/lib/s3-bucket', /never imports cdktf/],
  ['constructs/aws/bucket.ts', '@cdktf/provider-aws', /by resource/],
  ['constructs/aws/bucket.ts', '@cdktf/provider-aws/lib', /by resource/],
  ['cli/run.ts', '../pipelines/local/ledger', /by its index, not 'pipelines\/local\/ledger'/],
  ['main.ts', './pipelines/local/ledger', /by its index/],
  ['pipelines/local/report/render.ts', '../ledger', /report may not import pipelines\/local;/],
];

test.each(allowed)('%s may import %s', (from, specifier) => {
  expect(refusal(from, specifier)).toBeUndefined();
});

test.each(refused)('%s may not import %s', (from, specifier, why) => {
  expect(refusal(from, specifier)).toMatch(why);
});

test('every part, and all that one may import, is there', () => {
  const named = Object.entries(parts).flatMap(([name, { may }]) => [name, ...(may === 'all' ? [] : may)]);
  const root = join(__dirname, '..', '..');
  expect(named.filter((name) => !existsSync(join(root, name)) && !existsSync(join(root, `${name}.ts`)))).toEqual([]);
});
