/**
 * Writes test/pipelines/sql/golden/: what Spark's analyzer and evaluation say of every example in the table of
 * functions. Run it after changing examples: `npx tsx test/engines/sql/record.ts [family...]`.
 */
import { writeFileSync } from 'node:fs';
import { evaluate } from '../client';
import { startServer } from '../server';
import { exampleFamilies, goldenFile, sparkText, type Golden } from '../../pipelines/sql/examples';

async function record(): Promise<void> {
  if (process.env['LAKEWRIGHT_SPARK_PORT'] === undefined) {
    const { port } = await startServer();
    process.env['LAKEWRIGHT_SPARK_PORT'] = String(port);
  }
  const wanted = process.argv.slice(2);
  for (const [family, examples] of exampleFamilies()) {
    if (wanted.length > 0 && !wanted.includes(family)) continue;
    const queries = examples.map(sparkText);
    const answers = await evaluate(queries);
    const all = examples.map((example, i): Golden => ({ example, sql: queries[i] ?? '', ...answers[i] }));
    writeFileSync(goldenFile(family), `[\n${all.map((g) => `  ${JSON.stringify(g)}`).join(',\n')}\n]\n`);
    process.stdout.write(`${family}: ${all.length} examples\n`);
  }
}

void record();
