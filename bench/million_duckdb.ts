/** One process of million.ts: the example over one day's files, on DuckDB. Prints JSON. */
import { join } from 'node:path';
import { compileProject } from '../cli/compiled';
import { readProject } from '../cli/project';
import { runLocal } from '../pipelines/local';

const [folder = '.', landing = '.', workspace = '.', from = '', to = ''] = process.argv.slice(2);

async function main(): Promise<void> {
  const compiled = compileProject(readProject(folder));
  if (compiled.plan === undefined) throw new Error('the example does not compile');
  const { plan } = compiled;
  const begin = performance.now();
  const result = await runLocal({
    plan,
    bindings: {
      version: 1,
      environment: 'bench',
      tier: 'dev',
      tables: Object.fromEntries(
        Object.keys(plan.tables).map((id) => [id, { location: join(workspace, id), name: id }]),
      ),
      parameters: { LANDING: landing },
      ledger: { kind: 'duckdb', path: join(workspace, 'ledger.duckdb') },
      catalogue: { kind: 'none' },
    },
    workspace,
    from: new Date(from),
    to: new Date(to),
    now: () => new Date(),
    listener: {},
  });
  console.log(
    JSON.stringify({
      startUp: begin / 1000,
      run: (performance.now() - begin) / 1000,
      processor: processorSeconds(),
      megabytes: process.resourceUsage().maxRSS / 1000,
      state: result.state,
      tasks: Object.fromEntries(result.tasks.map(({ task, timings }) => [task, sum(Object.values(timings)) / 1000])),
    }),
  );
}

function processorSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

void main();
