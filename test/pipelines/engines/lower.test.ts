import { compile } from '../../../pipelines/compiler';
import { readYaml } from '../../../pipelines/definition';
import { lowerTask, taskProgram, type EngineName, type Statement, type TaskProgram } from '../../../pipelines/engines';
import type { Plan } from '../../../pipelines/plan';

const yaml = `
table: bronze.a
columns: { id: string?, n: string?, at: string? }
---
table: silver.a
columns: { id: string, n: { type: int, min: 0 }, at: timestamp }
key: [id]
expect:
  before_the_end: { rule: at < current_timestamp(), severity: critical }
---
table: silver.plain
columns: { id: string, n: int }
key: [id]
---
table: gold.history
columns: { id: string, n: int? }
key: [id]
history: { surrogate_key: a_key }
---
table: gold.daily
columns: { day: date, n: bigint, id: { type: string?, references: { column: silver.a.id, severity: warning } } }
partition_by: [day]
---
table: gold.facts
columns: { id: string, at: timestamp }
---
table: gold.all
columns: { n: bigint }
---
pipeline: p
schedule: { daily: "00:00" }
tasks:
  - append: bronze.a
    from: { csv: "\${LANDING}/a/*.csv" }
  - merge: silver.a
    from: select id, try_cast(n as int) as n, try_cast(at as timestamp) as at from \${bronze.a}
    sequence_by: at
  - merge: silver.plain
    from: select id, n from \${silver.a}
  - scd2: gold.history
    from: select id, n, at from \${silver.a}
    effective_at: at
    sequence_by: n
  - overwrite_partitions: gold.daily
    from: select cast(at as date) as day, count(*) as n, min(id) as id from \${silver.a} group by cast(at as date)
  - incremental_by_interval: gold.facts
    from: select id, at from \${silver.a} where at >= \${interval.start} and at < \${interval.end}
    time: at
    lookback: 3 days
  - overwrite: gold.all
    from: select count(*) as n from \${silver.a}
`;
const { plan, diagnostics } = compile(readYaml(yaml, 'lower.yaml'), { domain: 'test' });
if (!plan) throw new Error(JSON.stringify(diagnostics));
const made: Plan = plan;

const statements = (p: TaskProgram): readonly Statement[] => [
  ...(p.source.kind === 'query' ? [p.source.query] : []),
  ...[p.gate, p.measure_gate, p.measure_rules, p.accept, p.measure_change, p.measure_after],
  ...[...p.quarantine, ...p.commit, ...p.changes],
  ...(p.touch ? [p.touch] : []),
  ...(p.versions ? [p.versions] : []),
];
const cases = made.order.flatMap((task) =>
  (['duckdb', 'spark'] as const).map((engine): readonly [string, EngineName] => [task, engine]),
);

describe.each(cases)('%s on %s', (task, engine) => {
  const program = lowerTask(made, task, engine);

  test('is what the schema of programs says, and survives JSON', () => {
    expect(taskProgram.parse(JSON.parse(JSON.stringify(program)))).toEqual(program);
  });

  test('declares exactly the parameters that its text names', () => {
    for (const { sql, parameters } of statements(program)) {
      const outsideLiterals = sql.replace(/'(?:[^'\\]|\\.|'')*'/g, "''");
      const mark = engine === 'spark' ? /(?<!:):([a-z_]\w*)/gi : /\$([a-z_]\w*)/gi;
      const named = [...outsideLiterals.matchAll(mark)].map((m) => m[1]);
      expect([...new Set(named)].sort()).toEqual(Object.keys(parameters).sort());
    }
  });

  test('names no table but its own and what it reads', () => {
    const own = program.relations.map((r) => r.table);
    const allowed = new Set([...own, ...program.reads]);
    for (const { sql } of statements(program)) {
      for (const [, id] of sql.matchAll(/\$\{([^}]+)\}/g)) expect(allowed).toContain(id);
    }
  });

  if (engine === 'spark') {
    test('writes each table in one statement, so that it is one commit', () => {
      expect(program.commit).toHaveLength(1);
      expect(program.quarantine).toHaveLength(1);
      expect(program.changes.length).toBeLessThanOrEqual(1);
    });
  }
});

test('an incremental query reads the window that is replaced: the interval with its lookback', () => {
  const { source, commit } = lowerTask(made, 'p/gold.facts', 'duckdb');
  if (source.kind !== 'query') throw new Error('no query');
  expect(Object.keys(source.query.parameters).sort()).toEqual(['interval_end', 'window_start']);
  expect(Object.keys(commit[0]?.parameters ?? {}).sort()).toEqual(['interval_end', 'window_start']);
});

test('now, in a rule, is the end of the interval', () => {
  expect(lowerTask(made, 'p/silver.a', 'spark').gate.parameters).toEqual({ interval_end: 'timestamp' });
});

test('a task that the plan has not is named, with those that it has', () => {
  expect(() => lowerTask(made, 'p/silver.b', 'spark')).toThrow(/no task 'p\/silver\.b'; it has p\/bronze\.a/);
});

test('a change that holds from no time is quarantined', () => {
  expect(lowerTask(made, 'p/gold.history', 'duckdb').gate.sql).toContain(
    `CASE WHEN c."_effective_at" IS NULL THEN 'effective_at_not_null' END`,
  );
});
