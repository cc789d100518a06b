/** A dashboard of two charts. */
import { Dashboard } from '../../constructs/aws';
import { type Chart, type Construct, type Metric } from '../../constructs/core';

export function dashboard(scope: Construct): void {
  const naming = { project: 'acme', environment: 'dev', account: '111122223333', region: 'eu-central-1' };
  const metric = (name: string): Metric => ({
    namespace: 'AWS/EMRServerless',
    name,
    dimensions: { ApplicationName: 'acme-dev-small' },
    statistic: 'Sum',
    label: name,
  });
  const charts: readonly Chart[] = [
    { title: 'Jobs', metrics: [metric('SuccessJobs'), metric('FailedJobs')] },
    { title: 'Running', metrics: [metric('RunningJobs')] },
  ];
  new Dashboard(scope, 'jobs', { dashboardName: 'acme-dev-jobs', region: naming.region, charts });
}
