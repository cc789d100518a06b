import { CloudwatchDashboard } from '@cdktf/provider-aws/lib/cloudwatch-dashboard';
import * as z from 'zod';
import { checkName, checkProps, Construct, type Chart } from '../../core';
import { namingShape } from '../environment/naming_props';
import { dashboardLimits } from '../facts';
import { dashboardBody, type DashboardSection, sizeOf } from './dashboard_widgets';

export interface DashboardProps {
  readonly dashboardName: string;
  readonly region: string;
  /** A chart each, two a row, in reading order. */
  readonly charts?: readonly Chart[];
  /** Parts with texts and alarms, after the charts. */
  readonly sections?: readonly DashboardSection[];
}

const { source, metricsOfWidget } = dashboardLimits;
const charts = z
  .array(
    z.object({
      metrics: z
        .array(z.unknown())
        .max(metricsOfWidget, `expected at most ${metricsOfWidget} metrics in a chart (${source})`),
    }),
  )
  .max(dashboardLimits.widgets, `expected at most ${dashboardLimits.widgets} charts (${source})`)
  .exactOptional();
const schema = z.object({
  region: namingShape.region,
  charts,
  sections: z.array(z.object({ charts })).exactOptional(),
});

/** Charts side by side, texts and the states of alarms. */
export class Dashboard extends Construct {
  readonly dashboardName: string;

  constructor(scope: Construct, id: string, props: DashboardProps) {
    super(scope, id);
    checkProps(schema, props, this.node.path);
    this.dashboardName = checkName('dashboard', props.dashboardName, this.node.path);
    const sections = [...(props.charts === undefined ? [] : [{ charts: props.charts }]), ...(props.sections ?? [])];
    this.checkLimits(sections);
    new CloudwatchDashboard(this, 'dashboard', {
      dashboardName: this.dashboardName,
      dashboardBody: JSON.stringify(dashboardBody(sections, props.region)),
    });
  }

  private checkLimits(sections: readonly DashboardSection[]): void {
    for (const what of ['widgets', 'metrics'] as const) {
      const found = sections.reduce((sum, section) => sum + sizeOf(section)[what], 0);
      if (found > dashboardLimits[what]) {
        throw new Error(
          `${this.node.path}: found ${found} ${what}; expected at most ${dashboardLimits[what]} in a dashboard: spread the sections over several with pagesOf (${source})`,
        );
      }
    }
  }
}
