/** The gate: what each candidate row breaks, who goes on, and the counts of it. */
import type { PlanExpectation, Severity } from '../plan';
import { parseType, printCondition } from '../sql';
import { column, list, type Lowering, type Mode, names, passed, placeholder } from './context';
import { type Broken, statement } from './dialect';
import { quarantineTable } from './layout';
import type { Statement } from './program';

const severities: readonly { readonly severity: Severity; readonly column: string }[] = [
  { severity: 'warning', column: '_warnings' },
  { severity: 'error', column: '_errors' },
  { severity: 'critical', column: '_criticals' },
];

export function gate(of: Lowering, mode: Mode): Statement {
  const { dialect, layout } = of;
  const expectations = expectationsOf(of);
  const references = expectations.filter((e) => e.kind === 'reference');
  const joins = references.map((e, i) => {
    const to = dialect.quote(e.to);
    const known = `(SELECT DISTINCT ${to} AS _value, true AS _found FROM ${placeholder(e.table)}) AS r${String(i)}`;
    return `LEFT JOIN ${known} ON r${String(i)}._value = ${column(dialect, e.column, 'c')}`;
  });
  const judged = (p: (name: string) => string): readonly string[] =>
    severities.map((s) => {
      const mine = expectations.filter((e) => e.severity === s.severity);
      const broken = mine.map((e): Broken => ({ name: e.name, when: whenBroken(of, e, references, p) }));
      return `${dialect.brokenNames(broken)} AS ${s.column}`;
    });
  const arrived = names(layout.candidates);
  const flags = severities.map((s) => s.column);
  return statement(
    dialect,
    (p) =>
      `WITH _judged AS (SELECT ${list(dialect, arrived, 'c')}, ${judged(p).join(', ')} FROM lw_candidates AS c ${joins.join(' ')}) ` +
      `SELECT ${list(dialect, [...arrived, ...flags], 'j')}, ` +
      `CASE WHEN ${dialect.size('j._errors')} > 0 THEN false ELSE ${mode.superseded} END AS _superseded FROM _judged AS j ${mode.joins}`,
  );
}

/** The table's expectations, and those of the write mode: a version that begins at no time has no place in a history. */
function expectationsOf({ table, task }: Lowering): readonly PlanExpectation[] {
  if (task.mode.kind !== 'scd2') return table.expectations;
  const dated = {
    kind: 'not_null',
    name: 'effective_at_not_null',
    column: '_effective_at',
    severity: 'error',
  } as const;
  return [...table.expectations, dated];
}

function whenBroken(
  of: Lowering,
  e: PlanExpectation,
  references: readonly PlanExpectation[],
  parameter: (name: string) => string,
): string {
  const { dialect, layout } = of;
  switch (e.kind) {
    case 'not_null':
      return `${column(dialect, e.column, 'c')} IS NULL`;
    case 'reference':
      return `${column(dialect, e.column, 'c')} IS NOT NULL AND r${String(references.indexOf(e))}._found IS NULL`;
    case 'rule': {
      const columns = layout.candidates.map((c) => {
        const type = parseType(c.type);
        if (!type) throw new Error(`${of.table.id}.${c.name}: '${c.type}' is no Spark SQL type`);
        return { name: c.name, type, nullable: c.nullable };
      });
      return `NOT (${printCondition(e.rule, columns, { dialect: dialect.engine, qualifier: 'c', parameter })})`;
    }
  }
}

/** One row of counts; candidates = accepted + quarantined + superseded. */
export function measureGate({ dialect }: Lowering, mode: Mode): Statement {
  const rows = (when: string): string => `count(CASE WHEN ${when} THEN 1 END)`;
  return statement(
    dialect,
    (p) =>
      `SELECT count(*) AS candidates, ${rows(passed(dialect))} AS accepted, ` +
      `${rows(`${dialect.size('_errors')} > 0`)} AS quarantined, ${rows('_superseded')} AS superseded, ` +
      `${rows(`${dialect.size('_criticals')} > 0`)} AS critical, ` +
      `(${mode.ambiguous}) AS ambiguous, (${mode.outside(p)}) AS outside FROM lw_gated`,
  );
}

/** One row per broken rule: rule, severity, rows. */
export function measureRules({ dialect }: Lowering): Statement {
  const counts = severities.map(
    (s) =>
      `SELECT _rule AS rule, ${dialect.text(s.severity)} AS severity, count(*) AS ${dialect.quote('rows')} ` +
      `FROM ${dialect.exploded('lw_gated', s.column, '_rule')} AS _broken GROUP BY _rule`,
  );
  return statement(dialect, () => `SELECT * FROM (${counts.join(' UNION ALL ')}) AS _rules ORDER BY severity, rule`);
}

/** The rows that go on, as the target (scd2: the change table) takes them. */
export function accept(of: Lowering): Statement {
  const { dialect, layout } = of;
  const arrived = new Set(names(layout.candidates));
  return statement(dialect, (p) => {
    const value = (name: string): string => {
      if (arrived.has(name)) return column(dialect, name, 'g');
      switch (name) {
        case '_interval_start':
          return `${p('interval_start')} AS ${dialect.quote(name)}`;
        case '_run_id':
          return `${p('run_id')} AS ${dialect.quote(name)}`;
        case '_ingested_at':
        case '_loaded_at':
          return `${p('run_at')} AS ${dialect.quote(name)}`;
        default:
          throw new Error(`${of.task.id}: nothing gives column '${name}'`);
      }
    };
    return `SELECT ${names(layout.accepted).map(value).join(', ')} FROM lw_gated AS g WHERE ${passed(dialect, 'g')}`;
  });
}

/** Replaces the rows that this task quarantined for this interval. */
export function quarantine(of: Lowering): readonly Statement[] {
  const { dialect, layout, task } = of;
  const arrived = names(layout.candidates);
  const target = placeholder(quarantineTable(of.table.id));
  const columns = [...arrived, '_reasons', '_task', '_interval_start', '_run_id', '_quarantined_at'];
  return dialect.replaceWhere(
    target,
    columns.map((c) => dialect.quote(c)),
    (p) =>
      `SELECT ${list(dialect, arrived, 'g')}, g._errors AS _reasons, ${dialect.text(task.id)} AS _task, ` +
      `${p('interval_start')} AS _interval_start, ${p('run_id')} AS _run_id, ${p('run_at')} AS _quarantined_at ` +
      `FROM lw_gated AS g WHERE ${dialect.size('g._errors')} > 0`,
    (p) => `_task = ${dialect.text(task.id)} AND _interval_start = ${p('interval_start')}`,
  );
}
