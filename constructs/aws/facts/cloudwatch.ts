/** CloudWatch: who may send metrics, and what a dashboard holds. */
import { partitionOf } from '../../../environments';
import type { Statement } from '../../../pipelines/targets';
import type { ServiceFacts } from './service_facts';

const guide = 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring';

/** What jobs that send metrics need. */
export const cloudWatchFacts: ServiceFacts = {
  name: 'Amazon CloudWatch',
  principals: ['cloudwatch.amazonaws.com'],
  endpoints: [
    {
      service: 'monitoring',
      type: 'Interface',
      why: 'jobs send metrics when they end',
      source: `${guide}/cloudwatch-and-interface-VPC.html`,
    },
  ],
};

/**
 * Lets a job send metrics of one namespace; the action knows no resources:
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/iam-cw-condition-keys-namespace.html
 */
export const sendMetrics = (namespace: string): Statement => ({
  actions: ['cloudwatch:PutMetricData'],
  resources: ['*'],
  conditions: { StringEquals: { 'cloudwatch:namespace': namespace } },
});

/** Of one dashboard, those of metrics with the hidden ones. */
export const dashboardLimits = {
  widgets: 500,
  metrics: 2500,
  metricsOfWidget: 500,
  alarmsOfWidget: 100,
  /** Columns of the grid. */
  columns: 24,
  source: `${guide}/cloudwatch_limits.html`,
} as const;

/** Where people see a dashboard. */
export function dashboardUrl(name: string, region: string): string {
  const console = partitionOf(region) === 'aws-cn' ? 'console.amazonaws.cn' : 'console.aws.amazon.com';
  return `https://${region}.${console}/cloudwatch/home?region=${region}#dashboards:name=${name}`;
}
