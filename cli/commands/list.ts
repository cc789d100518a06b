/** `lakewright list`: what there is. */
import { join } from 'node:path';
import { Argument, type Command } from 'commander';
import type { Plan, PlanTask } from '../../pipelines/plan';
import { type CommonOptions, command, selectHelp } from '../command';
import { compiledPlan } from '../compiled';
import { aligned, note, print, printJson } from '../output';
import { readProject } from '../project';
import { selectTasks } from '../select';
import { WrongUsage } from '../usage';
import { type Listing, vocabularies, vocabulary } from '../vocabulary';

const kinds = [
  ...(['pipelines', 'tasks', 'tables', 'schedules', 'units', 'parameters', 'environments'] as const),
  ...vocabularies,
] as const;
type Kind = (typeof kinds)[number];

interface Options extends CommonOptions {
  readonly select?: string;
  readonly compare: boolean;
}

export function listCommand(): Command {
  return command('list', 'list pipelines, tasks, tables and more', [
    'list',
    "list tasks --select 'gold.* +fact_orders'",
    'list tables --json',
    'list functions',
    'list environments --compare',
  ])
    .addArgument(new Argument('[what]', 'what to list').choices(kinds).default('pipelines'))
    .option('--select <what>', selectHelp)
    .option('--compare', 'of environments: what differs between them, in their files and in their stacks', false)
    .action(list);
}

async function list(kind: Kind, { json, project: folder, select, compare }: Options): Promise<void> {
  const project = readProject(folder);
  if (compare && kind !== 'environments') {
    throw new WrongUsage(`--compare: found ${kind}; expected environments`, 'lakewright list environments --compare');
  }
  if (kind === 'environments') {
    const { environmentNames } = require('../../environments') as typeof import('../../environments');
    const names = environmentNames(join(project.folder, project.environments));
    if (compare && names.length > 0) {
      const { comparedEnvironments } = require('../environments') as typeof import('../environments');
      show(await comparedEnvironments(project, names));
      return;
    }
    show({ header: ['environment'], rows: names.map((name) => [name]), items: names.map((name) => ({ name })) });
    return;
  }
  const compiled = compiledPlan(project, json);
  if (compiled === undefined) return;
  if (kind === 'functions' || kind === 'transformers' || kind === 'connectors') {
    show(vocabulary[kind]());
    return;
  }
  const { plan } = compiled;
  const tasks = selectTasks(plan, select).flatMap((id) => plan.tasks[id] ?? []);
  show(listings[kind](plan, tasks));

  function show({ header, rows, items }: Listing): void {
    if (json) printJson({ ok: true, [kind]: items });
    else if (rows.length === 0)
      note(`there are no ${kind}${kind === 'environments' ? ` in '${project.environments}'` : ''}`);
    else print(aligned(rows, header));
  }
}

const listings: Record<
  Exclude<Kind, 'environments' | (typeof vocabularies)[number]>,
  (plan: Plan, tasks: readonly PlanTask[]) => Listing
> = {
  pipelines: (plan, tasks) => {
    const items = chosenPipelines(plan, tasks);
    return {
      header: ['pipeline', 'tasks', 'schedule', 'owner', 'description'],
      rows: items.map((each) => [
        each.name,
        each.tasks.length,
        scheduleText(each.schedule),
        each.owner ?? '',
        each.description ?? '',
      ]),
      items,
    };
  },
  tasks: (plan, tasks) => ({
    header: ['task', 'kind', 'mode', 'engine', 'reads'],
    rows: tasks.map((task) => [task.id, task.body.kind, task.mode.kind, task.portability, task.reads.join(', ')]),
    items: tasks,
  }),
  tables: (plan, tasks) => {
    const written = new Set(tasks.map((task) => task.writes));
    const items = Object.values(plan.tables).filter((table) => written.has(table.id));
    return {
      header: ['table', 'columns', 'rules', 'key', 'owner', 'description'],
      rows: items.map((table) => [
        table.id,
        table.columns.length,
        table.expectations.length,
        table.key.join(', '),
        table.owner ?? '',
        table.description ?? '',
      ]),
      items,
    };
  },
  schedules: (plan, tasks) => {
    const items = chosenPipelines(plan, tasks).flatMap(({ name, schedule, start }) =>
      schedule === undefined ? [] : [{ pipeline: name, ...schedule, start }],
    );
    return {
      header: ['pipeline', 'cron', 'time zone', 'start'],
      rows: items.map((each) => [each.pipeline, each.cron, each.timezone, each.start ?? '']),
      items,
    };
  },
  units: (plan, tasks) => {
    const chosen = new Set(tasks.map((task) => task.id));
    const items = Object.values(plan.units).filter((unit) => unit.tasks.some((id) => chosen.has(id)));
    return {
      header: ['unit', 'tasks', 'compute', 'after'],
      rows: items.map((unit) => [unit.id, unit.tasks.length, unit.compute, unit.after.join(', ')]),
      items,
    };
  },
  parameters: (plan, tasks) => {
    const items = plan.parameters.flatMap((name) => {
      const users = tasks.filter((task) => task.parameters.includes(name)).map((task) => task.id);
      const fallback = plan.defaults?.[name];
      return users.length === 0
        ? []
        : [{ name, ...(fallback === undefined ? {} : { default: fallback }), tasks: users }];
    });
    return {
      header: ['parameter', 'default', 'tasks'],
      rows: items.map((each) => [each.name, each.default ?? '', each.tasks.join(', ')]),
      items,
    };
  },
};

function chosenPipelines(plan: Plan, tasks: readonly PlanTask[]): readonly Plan['pipelines'][string][] {
  const chosen = new Set(tasks.map((task) => task.pipeline));
  return Object.values(plan.pipelines).filter((each) => chosen.has(each.name));
}

function scheduleText(schedule: Plan['pipelines'][string]['schedule']): string {
  return schedule === undefined ? 'by hand' : `${schedule.cron} ${schedule.timezone}`;
}
