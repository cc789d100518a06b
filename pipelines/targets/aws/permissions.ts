/** What each role needs, from the Plan; with the reason for each statement. */
import type { Environment } from '../../../environments';
import type { Plan, PlanTask, PlanUnit } from '../../plan';
import { shippedPythons } from './compute';
import type { AwsFacts, OpaqueIds } from './facts';
import { orchestrationPermissions, schedulePermissions } from './orchestration';
import { Places } from './places';
import { metricsNamespace } from './runtime_metrics';
import { reasonsOf, s3Statements, unique } from './s3_statements';
import { ofTasks, usedServices } from './service_use';
import type { Statement } from './statement';
import { type Access, accessesOf } from './table_access';

export interface DerivedStatement extends Statement {
  /** Who makes the request: the runtime, which a test observes, or a service on its behalf, which a table of facts says. */
  readonly by: 'runtime' | 'service';
  /** Why, one sentence each: task, table and need. */
  readonly reasons: readonly string[];
}

export interface DerivedRole {
  readonly name: string;
  /** The services that take the role. */
  readonly trusts: readonly string[];
  /** Who else takes it, and when: statements of its trust policy. */
  readonly trust?: readonly Statement[];
  /** The layer of the Plan whose tasks run with it; absent for orchestration. */
  readonly layer?: string;
  /** The one unit that runs with it, where each has its own. */
  readonly unit?: string;
  readonly statements: readonly DerivedStatement[];
}

/** Roles by (domain, layer), or by execution unit, for the jobs; then those of the state machines and of the schedules. */
export function permissions(
  plan: Plan,
  environment: Environment,
  facts: AwsFacts,
  ids: OpaqueIds,
): readonly DerivedRole[] {
  const places = Places.of(plan, environment);
  return [
    ...places
      .sharedRoles(Object.values(plan.units))
      .map((units) => jobRole(plan, environment, places, units, facts, ids)),
    orchestrationPermissions(plan, environment, places, facts, ids),
    ...schedulePermissions(plan, places),
  ];
}

/** One pipeline of a Plan, for what its tasks alone need: roles are shared by the pipelines of a domain. */
export function planOfPipeline(plan: Plan, pipeline: string): Plan {
  const of = <T extends { readonly pipeline: string }>(all: Readonly<Record<string, T>>): Record<string, T> =>
    Object.fromEntries(Object.entries(all).filter(([, each]) => each.pipeline === pipeline));
  const pipelines = Object.fromEntries(Object.entries(plan.pipelines).filter(([, { name }]) => name === pipeline));
  return { ...plan, pipelines, tasks: of(plan.tasks), units: of(plan.units) };
}

/** What the jobs of the units that share a role need. */
function jobRole(
  plan: Plan,
  environment: Environment,
  places: Places,
  units: readonly [PlanUnit, ...PlanUnit[]],
  facts: AwsFacts,
  ids: OpaqueIds,
): DerivedRole {
  const [first] = units;
  const tasks = units.flatMap((unit) => unit.tasks).flatMap((id) => plan.tasks[id] ?? []);
  const accesses = tasks.flatMap((task) => accessesOf(plan, environment, places, task));
  const used = usedServices(units, places, environment, ids);
  const trust = used.flatMap(({ service, use }) => facts.jobServices[service].trust(use));
  return {
    name: places.jobRole(first),
    trusts: used.flatMap(({ service }) => facts.jobServices[service].trusts),
    ...(trust.length === 0 ? {} : { trust }),
    layer: first.layer,
    ...(environment.roles.per === 'unit' ? { unit: first.id } : {}),
    statements: [
      ...s3Statements(places, accesses, facts),
      bundleStatement(places, tasks),
      ...pythonStatements(places, units, environment),
      ...ledgerStatements(places, tasks, facts),
      ...metricsStatements(places, environment, tasks, facts),
      ...catalogueStatements(places, accesses, facts),
      ...keyStatements(places, environment, tasks, accesses, facts, ids),
      ...onceEach(used.flatMap((each) => ofTasks(each, facts.jobServices[each.service].job(each.use)))),
    ],
  };
}

/** Two services may ask for the same: then it is said once, with the reasons of both. */
function onceEach(statements: readonly DerivedStatement[]): readonly DerivedStatement[] {
  const byContent = new Map<string, DerivedStatement>();
  for (const statement of statements) {
    const { reasons, ...content } = statement;
    const text = JSON.stringify(content);
    const before = byContent.get(text);
    byContent.set(text, { ...content, reasons: [...(before?.reasons ?? []), ...reasons] });
  }
  return [...byContent.values()];
}

function bundleStatement(places: Places, tasks: readonly PlanTask[]): DerivedStatement {
  const { bundle, bindings } = places;
  return {
    sid: 'ReadBundle',
    actions: ['s3:GetObject'],
    resources: [
      `${places.bucketArn(bundle.bucket)}/${bundle.prefix}/*`,
      `${places.bucketArn(bindings.bucket)}/${bindings.prefix}`,
    ],
    by: 'runtime',
    reasons: [`${taskNames(tasks)}: the statements to run, and where the tables are`],
  };
}

function pythonStatements(
  places: Places,
  units: readonly PlanUnit[],
  environment: Environment,
): readonly DerivedStatement[] {
  const shipped = shippedPythons(units, places, environment);
  if (shipped.length === 0) return [];
  const needing = units.filter((unit) => unit.requires_python !== undefined).map((unit) => unit.id);
  return [
    {
      sid: 'ReadPython',
      actions: ['s3:GetObject'],
      resources: shipped.map(({ location }) => `${places.bucketArn(location.bucket)}/${location.prefix}`),
      by: 'runtime',
      reasons: [`${needing.join(', ')}: Python ${shipped.map(({ version }) => version).join(', ')}`],
    },
  ];
}

function ledgerStatements(places: Places, tasks: readonly PlanTask[], facts: AwsFacts): readonly DerivedStatement[] {
  return facts
    .ledger(
      places.ledgerArn,
      tasks.map((task) => task.id),
      tasks.map((task) => task.writes),
    )
    .map((s) => ({
      ...s,
      by: 'runtime' as const,
      reasons: tasks.map(({ id, writes }) => `${id}: claims ${writes}, and keeps heartbeats and results of its runs`),
    }));
}

function metricsStatements(
  places: Places,
  environment: Environment,
  tasks: readonly PlanTask[],
  facts: AwsFacts,
): readonly DerivedStatement[] {
  if (environment.monitoring.metrics === 'none') return [];
  return [
    {
      ...facts.sendMetrics(metricsNamespace(places.naming)),
      sid: 'SendMetrics',
      by: 'runtime',
      reasons: [`${taskNames(tasks)}: rows, tasks and durations when a job ends`],
    },
  ];
}

function catalogueStatements(
  places: Places,
  accesses: readonly Access[],
  facts: AwsFacts,
): readonly DerivedStatement[] {
  const written = accesses.filter((access) => access.kind === 'write' && access.table !== undefined);
  const own = new Set(written.map(({ table }) => table));
  // A Delta table is read by its location; where an Iceberg table is, the catalogue says.
  const found = accesses.filter(
    ({ kind, table, format }) => kind === 'read' && format === 'iceberg' && !own.has(table),
  );
  const tables = (of: readonly Access[]) =>
    of.map(({ table, location }) => ({
      database: places.database((table ?? '').split('.')[0] ?? ''),
      name: location.prefix.slice(location.prefix.indexOf('/') + 1),
    }));
  const register = facts.catalogue(places.naming, tables(written));
  const find = facts.findTables(places.naming, tables(found));
  return [
    ...(written.length === 0
      ? []
      : [{ ...register, sid: 'RegisterTables', by: 'runtime' as const, reasons: reasonsOf(written) }]),
    ...(found.length === 0 ? [] : [{ ...find, sid: 'FindTables', by: 'runtime' as const, reasons: reasonsOf(found) }]),
  ];
}

function keyStatements(
  places: Places,
  environment: Environment,
  tasks: readonly PlanTask[],
  accesses: readonly Access[],
  facts: AwsFacts,
  ids: OpaqueIds,
): readonly DerivedStatement[] {
  const bundle = places.bucketArn(places.bundle.bucket);
  const arns = (kind: Access['kind']): readonly string[] =>
    unique(accesses.filter((access) => access.kind === kind).map((access) => places.bucketArn(access.location.bucket)));
  const read = unique([...arns('read'), bundle]);
  const write = arns('write');
  const readOnly = read.filter((bucket) => !write.includes(bucket));
  const statement = (
    sid: string,
    actions: readonly string[],
    buckets: readonly string[],
  ): readonly DerivedStatement[] =>
    buckets.length === 0
      ? []
      : [
          {
            ...facts.keyUse(actions, ids.dataKeyArn, buckets, environment.region),
            sid,
            by: 'service',
            reasons: [
              ...keyReasons(accesses.filter(({ location }) => buckets.includes(places.bucketArn(location.bucket)))),
              ...(buckets.includes(bundle) ? [`${taskNames(tasks)}: S3 asks KMS for the data keys of the bundle`] : []),
            ],
          },
        ];
  return [
    ...statement('DecryptObjects', facts.decrypt, readOnly),
    ...statement('EncryptObjects', facts.encrypt, write),
    ...facts.ledgerKeyUse(ids.dataKeyArn, environment.region).map((s) => ({
      ...s,
      by: 'service' as const,
      reasons: [`${taskNames(tasks)}: DynamoDB asks KMS for the key of the ledger`],
    })),
  ];
}

const keyReasons = (accesses: readonly Access[]): readonly string[] =>
  unique(accesses.map(({ task, table }) => `${task}: S3 asks KMS for the data keys of ${table ?? 'files'}`));

const taskNames = (tasks: readonly PlanTask[]): string => tasks.map((task) => task.id).join(', ');
