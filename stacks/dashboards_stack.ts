import { Alarms, Dashboard, type DashboardSection, EnvironmentStack, pagesOf } from '../constructs/aws';
import { dashboardLimits, dashboardUrl } from '../constructs/aws/facts';
import { arn, type Construct, type Chart, resourceName } from '../constructs/core';
import type { Environment } from '../environments';
import type { Plan } from '../pipelines/plan';
import { Places, profileOf } from '../pipelines/targets';
import { applicationIdOf } from './job_services';
import { overviewSections } from './overview_charts';
import { domainCharts, pipelineCharts, rowCharts } from './pipeline_charts';

/**
 * An overview: alarms, a line for each domain, a chart of jobs per compute profile of EMR Serverless, and what the other stacks are
 * made of. A dashboard for each domain, in pages where one does not take it: a section per pipeline. Where it is asked for, a
 * dashboard for each pipeline too.
 */
export class DashboardsStack extends EnvironmentStack {
  private readonly withRows: boolean;

  /** @param watched stacks whose alarms and charts are shown */
  constructor(
    scope: Construct,
    environment: Environment,
    plans: readonly Plan[],
    watched: readonly EnvironmentStack[] = [],
  ) {
    super(scope, environment, 'dashboards');
    this.withRows = environment.monitoring.metrics !== 'none';
    const domains = plans.map((plan) => ({ plan, pages: this.domain(plan) }));
    for (const { plan } of environment.monitoring.dashboards === 'pipeline' ? domains : []) this.pipelines(plan);
    const links = domains.map(({ plan, pages }) => `${plan.domain}: ${pages.join(' ')}`);
    const names = domains.map(({ plan }) => plan.domain);
    new Dashboard(this, 'overview', {
      dashboardName: resourceName(this.naming, 'overview'),
      region: environment.region,
      sections: [
        { text: [`# ${environment.project} ${environment.name}`, links.join(' · ')].join('\n') },
        { alarms: watched.flatMap(alarmArns).slice(0, dashboardLimits.alarmsOfWidget * mostAlarmWidgets) },
        ...(this.withRows
          ? [{ charts: domainCharts(this.naming, names.slice(0, dashboardLimits.metricsOfWidget)) }]
          : []),
        { charts: this.jobCharts(plans) },
        ...overviewSections(this, watched),
      ],
    });
  }

  /** @returns links to its pages */
  private domain(plan: Plan): readonly string[] {
    const places = Places.of(plan, this.environment);
    const sections = Object.keys(plan.pipelines)
      .sort()
      .map((pipeline) => ({
        text: `## ${pipeline}`,
        charts: pipelineCharts(places, pipeline, this.withRows),
        perRow: 4 as const,
      }));
    const pages = pagesOf(sections);
    const name = (page: number): string =>
      resourceName(this.naming, page === 0 ? plan.domain : `${plan.domain}-${page + 1}`);
    const links = pages.map((_, page) => this.link(String(page + 1), name(page)));
    pages.forEach((page, i) => {
      const others = [this.link('overview', resourceName(this.naming, 'overview')), ...(pages.length > 1 ? links : [])];
      new Dashboard(this, name(i).slice(resourceName(this.naming, '').length), {
        dashboardName: name(i),
        region: this.environment.region,
        sections: [{ text: `# ${plan.domain}\n${others.join(' · ')}` }, ...page],
      });
    });
    return links;
  }

  private pipelines(plan: Plan): void {
    const places = Places.of(plan, this.environment);
    for (const pipeline of Object.keys(plan.pipelines).sort()) {
      const written = Object.values(plan.tasks).flatMap((task) => (task.pipeline === pipeline ? [task.writes] : []));
      const tables = this.withRows ? this.environment.monitoring.tables.filter((table) => written.includes(table)) : [];
      const sections: readonly DashboardSection[] = [
        { text: `# ${plan.domain} / ${pipeline}`, charts: pipelineCharts(places, pipeline, this.withRows) },
        ...tables.map((table) => ({
          text: `## ${table}`,
          charts: rowCharts(this.naming, { Domain: plan.domain, Pipeline: pipeline, Table: table }),
        })),
      ];
      new Dashboard(this, `${plan.domain}-pipeline-${pipeline}`, {
        dashboardName: `${places.stateMachine(pipeline)}-pipeline`,
        region: this.environment.region,
        sections,
      });
    }
  }

  private link(text: string, dashboard: string): string {
    return `[${text}](${dashboardUrl(dashboard, this.environment.region)})`;
  }

  /** https://docs.aws.amazon.com/emr/latest/EMR-Serverless-UserGuide/app-job-metrics.html */
  private jobCharts(plans: readonly Plan[]): readonly Chart[] {
    const units = plans.flatMap((plan) => Object.values(plan.units));
    const serverless = units.filter((unit) => profileOf(unit, this.environment).service === 'emr-serverless');
    const profiles = new Set(serverless.map((unit) => unit.compute));
    return [...profiles].sort().map((profile) => ({
      title: `Jobs on ${profile}`,
      metrics: (['RunningJobs', 'SuccessJobs', 'FailedJobs'] as const).map((name) => ({
        namespace: 'AWS/EMRServerless',
        name,
        dimensions: { ApplicationId: applicationIdOf(this, profile) },
        statistic: 'Sum' as const,
        label: name,
      })),
    }));
  }
}

/** Room for charts has to be left. */
const mostAlarmWidgets = 400;

const alarmArns = (stack: EnvironmentStack): readonly string[] =>
  stack.node
    .findAll()
    .flatMap((each) => (each instanceof Alarms ? each.names : []))
    .map((name) => arn(stack.naming, 'cloudwatch', `alarm:${name}`));
