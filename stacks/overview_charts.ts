/** What an environment's overview shows beside its alarms: what its stacks are made of. */
import {
  AlertTopic,
  AuditTrail,
  BackupPlan,
  ClusterTemplate,
  DataLakeStorage,
  type DashboardSection,
  type EnvironmentStack,
  GlueJob,
  Network,
  RunLedger,
} from '../constructs/aws';
import { dashboardLimits } from '../constructs/aws/facts';
import type { Chart, Construct, Metric } from '../constructs/core';
import { readCharts } from './passed_charts';

type Made<T> = abstract new (...args: never[]) => T;

/** A heading and charts, three in a row, for each part that the stacks have. */
export function overviewSections(
  stack: EnvironmentStack,
  watched: readonly EnvironmentStack[],
): readonly DashboardSection[] {
  const all = watched.flatMap((each) => each.node.findAll());
  const made = <T extends Construct>(type: Made<T>): readonly T[] =>
    all.filter((each): each is T => each instanceof type);
  const charts = <T extends Construct & { readonly charts: readonly Chart[] }>(type: Made<T>): readonly Chart[] =>
    made(type).flatMap((each) => each.charts);
  const sections: readonly (readonly [heading: string, charts: readonly Chart[]])[] = [
    ['Clusters and Glue', [...charts(ClusterTemplate), ...glueCharts(made(GlueJob))]],
    ['Lake and ledger', [...charts(RunLedger), ...charts(DataLakeStorage), ...charts(BackupPlan)]],
    ['Network', made(Network).flatMap((network) => readCharts(stack, 'network', network.charts))],
    ['Alerts and audit', [...charts(AlertTopic), ...charts(AuditTrail)]],
  ];
  return sections.flatMap(([heading, shown]) =>
    shown.length === 0 ? [] : [{ text: `## ${heading}`, charts: shown, perRow: 3 as const }],
  );
}

/** A line for each job, however many there are: what its alarms are about. */
function glueCharts(jobs: readonly GlueJob[]): readonly Chart[] {
  const titles = {
    failed: 'Errors of Glue jobs',
    'tasks-failed': 'Failed tasks of Glue jobs',
    'heap-full': 'Heap of Glue drivers',
  };
  if (jobs.length === 0) return [];
  return Object.entries(titles).map(([rule, title]) => ({
    title,
    metrics: jobs
      .flatMap(({ alarms, jobName }): readonly Metric[] =>
        alarms.flatMap(({ name, metric }) => (name === rule ? [{ ...metric, label: jobName }] : [])),
      )
      .slice(0, dashboardLimits.metricsOfWidget),
  }));
}
