/** Amazon Managed Service for Prometheus: limits, what may be written and asked, who is told of alerts. */
import { arn, type Naming } from '../../../environments';
import type { Statement } from '../../../pipelines/targets';
import { keyThrough } from './key_use';
import type { ServiceFacts } from './service_facts';

const guide = 'https://docs.aws.amazon.com/prometheus/latest/userguide';
const quotas = `${guide}/AMP_quotas.html`;

/** Of a new account: https://docs.aws.amazon.com/prometheus/latest/userguide/AMP_quotas.html */
export const prometheusLimits = {
  activeSeries: 10_000_000,
  retentionDays: { usual: 150, most: 1095 },
  rules: 2000,
} as const;

export const prometheusFacts: ServiceFacts = {
  name: 'Amazon Managed Service for Prometheus',
  principals: ['aps.amazonaws.com'],
  endpoints: [
    {
      service: 'aps-workspaces',
      type: 'Interface',
      why: 'collectors write metrics, and dashboards ask for them',
      source: `${guide}/AMP-and-interface-VPC.html`,
    },
  ],
  quotas: [
    {
      what: 'active series of a workspace',
      most: prometheusLimits.activeSeries,
      adjustable: true,
      why: 'samples of further series are dropped',
      source: quotas,
    },
    {
      what: 'rules of a workspace',
      most: prometheusLimits.rules,
      adjustable: true,
      why: 'recording and alerting rules of all groups together',
      source: quotas,
    },
    {
      what: 'days that metrics are kept',
      most: prometheusLimits.retentionDays.most,
      adjustable: false,
      why: 'what is older is deleted',
      source: quotas,
    },
  ],
};

/** https://docs.aws.amazon.com/prometheus/latest/userguide/AMP-onboard-ingest-metrics.html */
export const writeMetrics = (workspaceArn: string, keyArn: string, region: string): readonly Statement[] => [
  { actions: ['aps:RemoteWrite'], resources: [workspaceArn] },
  workspaceKey(['kms:Decrypt', 'kms:GenerateDataKey'], keyArn, region),
];

/** https://docs.aws.amazon.com/prometheus/latest/userguide/AMP-onboard-query-APIs.html */
export const queryMetrics = (workspaceArn: string, keyArn: string, region: string): readonly Statement[] => [
  {
    actions: ['aps:GetLabels', 'aps:GetMetricMetadata', 'aps:GetSeries', 'aps:QueryMetrics'],
    resources: [workspaceArn],
  },
  workspaceKey(['kms:Decrypt'], keyArn, region),
];

/** Used in the name of who writes and asks: https://docs.aws.amazon.com/prometheus/latest/userguide/encryption-at-rest-Amazon-Service-Prometheus.html */
const workspaceKey = (actions: readonly string[], keyArn: string, region: string): Statement =>
  keyThrough('aps', actions, keyArn, region);

/** https://docs.aws.amazon.com/prometheus/latest/userguide/AMP-alertmanager-receiver-AMPpermission.html */
export const alertManagerPublishes = (naming: Naming, topicArn: string): Statement => ({
  sid: 'PrometheusAlerts',
  principals: { Service: 'aps.amazonaws.com' },
  actions: ['sns:GetTopicAttributes', 'sns:Publish'],
  resources: [topicArn],
  conditions: {
    StringEquals: { 'aws:SourceAccount': naming.account },
    ArnLike: { 'aws:SourceArn': arn(naming, 'aps', 'workspace/*') },
  },
});

/** `30s`, `1h30m`: https://prometheus.io/docs/prometheus/latest/configuration/configuration/#configuration-file */
export const isPrometheusDuration = (text: string): boolean => /^(\d+(ms|s|m|h|d|w|y))+$/.test(text);

/** Names that metrics and labels may have: https://prometheus.io/docs/concepts/data_model/ */
export const isMetricName = (text: string): boolean => /^[a-zA-Z_:][a-zA-Z0-9_:]*$/.test(text);
