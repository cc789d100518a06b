import { Dashboard, EnvironmentStack } from '../constructs/aws';
import { type Construct, type Chart, resourceName } from '../constructs/core';
import type { Environment } from '../environments';
import type { Plan } from '../pipelines/plan';
import { Places, profileOf } from '../pipelines/targets';

/** One dashboard: a chart of runs per pipeline, a chart of jobs per compute profile of EMR Serverless. */
export class DashboardsStack extends EnvironmentStack {
  constructor(scope: Construct, environment: Environment, plans: readonly Plan[]) {
    super(scope, environment, 'dashboards');
    new Dashboard(this, 'overview', {
      dashboardName: resourceName(this.naming, 'overview'),
      region: environment.region,
      charts: plans.flatMap((plan) => [...runCharts(plan, Places.of(plan, environment))]).concat(this.jobCharts(plans)),
    });
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
        dimensions: { ApplicationName: resourceName(this.naming, profile) },
        statistic: 'Sum' as const,
        label: name,
      })),
    }));
  }
}

function runCharts(plan: Plan, places: Places): readonly Chart[] {
  return Object.keys(plan.pipelines)
    .sort()
    .map((pipeline) => ({
      title: `Runs of ${plan.domain}/${pipeline}`,
      metrics: (['ExecutionsSucceeded', 'ExecutionsFailed', 'ExecutionsTimedOut'] as const).map((name) => ({
        namespace: 'AWS/States',
        name,
        dimensions: { StateMachineArn: places.stateMachineArn(pipeline) },
        statistic: 'Sum' as const,
        label: name.slice('Executions'.length).toLowerCase(),
      })),
    }));
}
