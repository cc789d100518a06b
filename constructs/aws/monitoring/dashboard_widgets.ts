/** The body of a dashboard: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html */
import type { Chart } from '../../core';
import { dashboardLimits } from '../facts';

/** A part of a dashboard: a text, the states of alarms, charts side by side. */
export interface DashboardSection {
  /** Markdown: a heading, links. */
  readonly text?: string;
  /** Their ARNs. */
  readonly alarms?: readonly string[];
  readonly charts?: readonly Chart[];
  /** Charts in a row; 2 unless given. */
  readonly perRow?: 1 | 2 | 3 | 4;
}

interface Widget {
  readonly type: 'text' | 'alarm' | 'metric';
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly properties: Readonly<Record<string, unknown>>;
}

const { columns } = dashboardLimits;
const lines = { charts: 6, alarms: 3 };

/** How much of a dashboard a section takes. */
export function sizeOf({ text, alarms = [], charts = [] }: DashboardSection): { widgets: number; metrics: number } {
  const groups = Math.ceil(alarms.length / dashboardLimits.alarmsOfWidget);
  return {
    widgets: (text === undefined ? 0 : 1) + groups + charts.length,
    metrics: charts.reduce((sum, chart) => sum + chart.metrics.length, 0),
  };
}

/** Sections in order, on as few dashboards as take them; `everywhere` is room for what each page has beside them. */
export function pagesOf(
  sections: readonly DashboardSection[],
  everywhere: { readonly widgets: number; readonly metrics: number } = { widgets: 1, metrics: 0 },
): readonly (readonly DashboardSection[])[] {
  const pages: DashboardSection[][] = [];
  let left = { widgets: 0, metrics: 0 };
  for (const section of sections) {
    const size = sizeOf(section);
    if (pages.length === 0 || size.widgets > left.widgets || size.metrics > left.metrics) {
      pages.push([]);
      left = {
        widgets: dashboardLimits.widgets - everywhere.widgets,
        metrics: dashboardLimits.metrics - everywhere.metrics,
      };
    }
    pages.at(-1)?.push(section);
    left = { widgets: left.widgets - size.widgets, metrics: left.metrics - size.metrics };
  }
  return pages;
}

/** @param region of the metrics */
export function dashboardBody(sections: readonly DashboardSection[], region: string): { widgets: readonly Widget[] } {
  const widgets: Widget[] = [];
  let y = 0;
  const across = (type: Widget['type'], height: number, properties: Widget['properties']): void => {
    widgets.push({ type, x: 0, y, width: columns, height, properties });
    y += height;
  };
  for (const { text, alarms = [], charts = [], perRow = 2 } of sections) {
    if (text !== undefined) across('text', Math.min(4, 1 + text.split('\n').length), { markdown: text });
    for (let first = 0; first < alarms.length; first += dashboardLimits.alarmsOfWidget) {
      const shown = alarms.slice(first, first + dashboardLimits.alarmsOfWidget);
      // Those that ring come first.
      across('alarm', lines.alarms + Math.floor(shown.length / 12), {
        title: 'Alarms',
        alarms: shown,
        sortBy: 'stateUpdatedTimestamp',
      });
    }
    const width = columns / perRow;
    charts.forEach((chart, i) => {
      widgets.push({
        ...{ type: 'metric', x: (i % perRow) * width, y: y + Math.floor(i / perRow) * lines.charts },
        ...{ width, height: lines.charts, properties: chartProperties(chart, region) },
      });
    });
    y += Math.ceil(charts.length / perRow) * lines.charts;
  }
  return { widgets };
}

const chartProperties = ({ title, metrics }: Chart, region: string): Widget['properties'] => ({
  title,
  region,
  view: 'timeSeries',
  period: 300,
  metrics: metrics.map((metric) => [
    metric.namespace,
    metric.name,
    ...Object.entries(metric.dimensions).flat(),
    { stat: metric.statistic, label: metric.label },
  ]),
});
