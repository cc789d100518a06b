/** `lakewright lineage`: which column comes from which. */
import type { Command } from 'commander';
import type { PlanLineage } from '../../pipelines/compiler';
import { hintFor } from '../../pipelines/plan';
import { type CommonOptions, command, selectHelp } from '../command';
import { compiledPlan } from '../compiled';
import { colours, print, printJson } from '../output';
import { readProject } from '../project';
import { selectTasks } from '../select';
import { WrongUsage } from '../usage';

interface Options extends CommonOptions {
  readonly select?: string;
}

type TaskLineage = PlanLineage['tasks'][number];

export function lineageCommand(): Command {
  return command('lineage', 'show where tables and columns come from', [
    'lineage gold.daily_revenue.revenue',
    'lineage gold.fact_orders',
    "lineage --select 'silver.*' --json",
  ])
    .argument('[what]', 'a table (gold.daily_revenue) or a column (gold.daily_revenue.revenue)')
    .option('--select <what>', selectHelp)
    .action(lineage);
}

function lineage(what: string | undefined, { json, project: folder, select }: Options): void {
  const compiled = compiledPlan(readProject(folder), json);
  if (compiled === undefined) return;
  const { plan } = compiled;
  const all = compiled.lineage().tasks;
  const chosen = new Set(selectTasks(plan, select));
  const tasks = all.filter(({ task }) => chosen.has(task));
  if (what === undefined) {
    if (json) return printJson({ ok: true, tasks });
    return print(tasks.map((task) => taskText(task)).join('\n\n'));
  }
  const [layer = '', name, column, ...rest] = what.split('.');
  const ids = Object.keys(plan.tables);
  if (name === undefined || rest.length > 0) {
    const near = ids.filter((id) => id.endsWith(`.${what}`));
    throw new WrongUsage(
      `'${what}' is neither a table, as in gold.revenue, nor a column, as in gold.revenue.amount`,
      hintFor(what, near.length > 0 ? near : ids),
    );
  }
  const table = plan.tables[`${layer}.${name}`];
  if (table === undefined)
    throw new WrongUsage(`there is no table '${layer}.${name}'`, hintFor(`${layer}.${name}`, ids));
  const columns = [...table.columns, ...table.system].map((each) => each.name);
  if (column !== undefined && !columns.includes(column)) {
    throw new WrongUsage(`'${table.id}' has no column '${column}'`, hintFor(column, columns));
  }
  const traced = trace(tasks, table.id, column);
  if (json) return printJson({ ok: true, ...traced });
  print(treeText(traced, '', true));
}

interface Node {
  readonly table: string;
  readonly column?: string;
  readonly kind?: string;
  readonly completeness?: string;
  readonly from: readonly Node[];
}

/** What a table or column comes from, down to the files. A place that was met on the way is not followed again. */
function trace(
  tasks: readonly TaskLineage[],
  table: string,
  column: string | undefined,
  met: readonly string[] = [],
): Node {
  const key = `${table}.${column ?? ''}`;
  const writer = tasks.find(({ writes }) => writes === table);
  const here = {
    table,
    ...(column === undefined ? {} : { column }),
    ...(writer === undefined ? {} : { completeness: writer.completeness }),
  };
  if (writer === undefined || met.includes(key)) return { ...here, from: [] };
  const below = [...met, key];
  if (column === undefined) return { ...here, from: writer.reads.map((read) => trace(tasks, read, undefined, below)) };
  const edges = writer.edges.filter((edge) => edge.column === column);
  return {
    ...here,
    from: edges.map((edge) => ({ ...trace(tasks, edge.table, edge.source, below), kind: edge.kind })),
  };
}

function treeText(node: Node, indent: string, root: boolean): string {
  const name = node.column === undefined ? node.table : `${node.table}.${colours.bold(node.column)}`;
  const notes = [
    ...(node.kind === undefined || node.kind === 'identity' ? [] : [node.kind]),
    ...(node.completeness === undefined || node.completeness === 'exact' ? [] : [`${node.completeness} lineage`]),
  ];
  const line = `${name}${notes.length === 0 ? '' : colours.dim(` (${notes.join(', ')})`)}`;
  const children = node.from.map((child, i) => {
    const last = i === node.from.length - 1;
    return `${indent}${last ? '└─ ' : '├─ '}${treeText(child, `${indent}${last ? '   ' : '│  '}`, false)}`;
  });
  return [root ? line : line, ...children].join('\n');
}

function taskText({ task, writes, reads, completeness, edges }: TaskLineage): string {
  const byColumn = new Map<string, string[]>();
  for (const edge of edges) {
    if (edge.kind === 'filter' || edge.kind === 'join') continue;
    byColumn.set(edge.column, [...(byColumn.get(edge.column) ?? []), `${edge.table}.${edge.source}`]);
  }
  return [
    `${colours.bold(task)}${colours.dim(completeness === 'exact' ? '' : ` (${completeness})`)}`,
    `  ${writes} <- ${reads.length === 0 ? 'files' : reads.join(', ')}`,
    ...[...byColumn].map(([column, sources]) => `    ${column} <- ${sources.join(', ')}`),
  ].join('\n');
}
