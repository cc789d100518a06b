import { CloudwatchDashboard } from '@cdktf/provider-aws/lib/cloudwatch-dashboard';
import { checkName, Construct, type Metric } from '../core';

export interface DashboardProps {
  readonly dashboardName: string;
  readonly region: string;
  /** A chart each, in reading order. */
  readonly charts: readonly { readonly title: string; readonly metrics: readonly Metric[] }[];
}

const chart = { width: 12, height: 6, perRow: 2 };

/** Charts side by side, two a row. */
export class Dashboard extends Construct {
  readonly dashboardName: string;

  constructor(scope: Construct, id: string, props: DashboardProps) {
    super(scope, id);
    this.dashboardName = checkName('dashboard', props.dashboardName);
    const widgets = props.charts.map(({ title, metrics }, i) => ({
      type: 'metric',
      x: (i % chart.perRow) * chart.width,
      y: Math.floor(i / chart.perRow) * chart.height,
      width: chart.width,
      height: chart.height,
      properties: {
        title,
        region: props.region,
        view: 'timeSeries',
        period: 300,
        metrics: metrics.map((metric) => [
          metric.namespace,
          metric.name,
          ...Object.entries(metric.dimensions).flat(),
          { stat: metric.statistic, label: metric.label },
        ]),
      },
    }));
    new CloudwatchDashboard(this, 'dashboard', {
      dashboardName: this.dashboardName,
      dashboardBody: JSON.stringify({ widgets }),
    });
  }
}
