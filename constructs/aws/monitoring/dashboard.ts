import { CloudwatchDashboard } from '@cdktf/provider-aws/lib/cloudwatch-dashboard';
import * as z from 'zod';
import { checkName, checkProps, Construct, type Chart } from '../../core';
import { namingShape } from '../environment/naming_props';

export interface DashboardProps {
  readonly dashboardName: string;
  readonly region: string;
  /** A chart each, in reading order. */
  readonly charts: readonly Chart[];
}

const source = 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_limits.html';
const most = { charts: 500, metrics: 500 };
const schema = z.object({
  region: namingShape.region,
  charts: z
    .array(
      z.object({
        metrics: z
          .array(z.unknown())
          .max(most.metrics, `expected at most ${most.metrics} metrics in a chart (${source})`),
      }),
    )
    .max(most.charts, `expected at most ${most.charts} charts (${source})`),
});

const chart = { width: 12, height: 6, perRow: 2 };

/** Charts side by side, two a row. */
export class Dashboard extends Construct {
  readonly dashboardName: string;

  constructor(scope: Construct, id: string, props: DashboardProps) {
    super(scope, id);
    checkProps(schema, props, this.node.path);
    this.dashboardName = checkName('dashboard', props.dashboardName, this.node.path);
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
