import { PrometheusAlertManagerDefinition } from '@cdktf/provider-aws/lib/prometheus-alert-manager-definition';
import { PrometheusRuleGroupNamespace } from '@cdktf/provider-aws/lib/prometheus-rule-group-namespace';
import { PrometheusWorkspace as Workspace } from '@cdktf/provider-aws/lib/prometheus-workspace';
import { PrometheusWorkspaceConfiguration } from '@cdktf/provider-aws/lib/prometheus-workspace-configuration';
import * as z from 'zod';
import {
  type AlarmRule,
  type Chart,
  checkName,
  checkProps,
  Construct,
  type Grant,
  type Grantee,
  mayDestroy,
  type Monitored,
  type RemovalProps,
  removalOf,
  resourceName,
  type Severity,
} from '../../core';
import { prometheusLimits } from '../facts';
import { type NamedProps, namingOf, type NamingProps, namingShape } from '../environment/naming_props';
import { keyArnShape, logRetentionShape, nameShape, topicArnShape, wholeNumber } from '../environment/shapes';
import { LogGroup } from './log_group';
import { PrometheusAccess } from './prometheus_access';
import { prometheusMonitoring, type PrometheusQuotas } from './prometheus_monitoring';
import { alertManagerFile, type RuleGroup, ruleGroupsShape, rulesFile } from './prometheus_rules';

export interface PrometheusWorkspaceProps extends NamedProps, RemovalProps {
  /** Of class data; for good, since the service does not change it. */
  readonly keyArn: string;
  /** Of class logs. */
  readonly logKeyArn: string;
  /** Days; 90 unless given. */
  readonly logRetentionDays?: number;
  /** Days that metrics are kept; 150 unless given. */
  readonly retentionPeriodInDays?: number;
  /** Series that a set of labels may have at most, so that one team does not use up all. */
  readonly limitsPerLabelSet?: readonly {
    readonly labels: Readonly<Record<string, string>>;
    readonly maxSeries: number;
  }[];
  /** Recording and alerting rules, by the names of their namespaces. */
  readonly ruleGroups?: Readonly<Record<string, readonly RuleGroup[]>>;
  /** Who is told of alerts: one topic, or one by severity; each takes Prometheus. */
  readonly alertTopicArn?: string | Readonly<Record<Severity, string>>;
  /** What alarms are near to; the quotas of a new account unless given. */
  readonly quotas?: PrometheusQuotas;
}

export interface ExistingPrometheusProps extends NamingProps {
  readonly workspaceId: string;
  /** The key of its encryption. */
  readonly keyArn: string;
}

const guide = 'https://docs.aws.amazon.com/prometheus/latest/userguide';
const { usual, most } = prometheusLimits.retentionDays;
const limits = `${guide}/AMP-workspace-configuration.html`;
const quota = z.number().positive(`expected more than 0 (${guide}/AMP_quotas.html)`).exactOptional();
const schema = z.object({
  ...namingShape,
  name: nameShape,
  keyArn: keyArnShape,
  logKeyArn: keyArnShape,
  logRetentionDays: logRetentionShape,
  retentionPeriodInDays: wholeNumber(1, most, 'days', limits).exactOptional(),
  limitsPerLabelSet: z
    .array(
      z.object({
        labels: z
          .record(z.string(), z.string())
          .refine((labels) => Object.keys(labels).length > 0, `expected at least one label (${limits})`),
        maxSeries: wholeNumber(0, 1_000_000_000, 'series', limits),
      }),
    )
    .exactOptional(),
  ruleGroups: ruleGroupsShape.exactOptional(),
  alertTopicArn: z
    .union([topicArnShape, z.object({ warning: topicArnShape, error: topicArnShape, critical: topicArnShape })], {
      error: `expected a topic's ARN, or one for each of warning, error, critical (${guide}/AMP-alertmanager-receiver.html)`,
    })
    .exactOptional(),
  quotas: z.object({ activeSeries: quota, ingestionRate: quota }).exactOptional(),
});
const existing = z.object({
  ...namingShape,
  workspaceId: z
    .string()
    .regex(
      /^ws-[0-9a-f-]+$/,
      `expected an id such as 'ws-12345678-abcd-1234-abcd-123456789012' (https://docs.aws.amazon.com/prometheus/latest/APIReference/API_DescribeWorkspace.html)`,
    ),
  keyArn: keyArnShape,
});

/** A workspace of Managed Prometheus: metrics under your key, rules, and alerts that reach a topic. */
export class PrometheusWorkspace extends Construct implements Monitored {
  readonly workspaceId: string;
  readonly arn: string;
  /** Ends with a slash; `api/v1/remote_write` and `api/v1/query` are below it. */
  readonly endpoint: string;
  /** For `dependsOn`. */
  readonly resource: Workspace;
  readonly charts: readonly Chart[];
  readonly alarms: readonly AlarmRule[];
  private readonly access: PrometheusAccess;

  /** A workspace that is there already. */
  static fromExisting(scope: Construct, id: string, props: ExistingPrometheusProps): PrometheusAccess {
    checkProps(existing, props, `${scope.node.path}/${id}`);
    return new PrometheusAccess(namingOf(props), props.workspaceId, props.keyArn);
  }

  constructor(scope: Construct, id: string, props: PrometheusWorkspaceProps) {
    super(scope, id);
    checkProps(schema, props, this.node.path);
    const naming = namingOf(props);
    const alias = checkName('prometheus workspace', resourceName(naming, props.name ?? 'metrics'), this.node.path);
    // The service writes a policy for its log: below this path it does not outgrow its limit.
    // https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-and-resource-policy.html
    const log = new LogGroup(this, 'log', {
      ...naming,
      ...removalOf(props),
      logGroupName: `/aws/vendedlogs/prometheus/${alias}`,
      keyArn: props.logKeyArn,
      retentionDays: props.logRetentionDays ?? 90,
    });
    this.resource = new Workspace(this, 'workspace', {
      alias,
      kmsKeyArn: props.keyArn,
      loggingConfiguration: { logGroupArn: `${log.resource.arn}:*` },
      lifecycle: { preventDestroy: !mayDestroy(props, this.node.path) },
    });
    this.workspaceId = this.resource.id;
    new PrometheusWorkspaceConfiguration(this, 'configuration', {
      workspaceId: this.workspaceId,
      retentionPeriodInDays: props.retentionPeriodInDays ?? usual,
      ...(props.limitsPerLabelSet === undefined
        ? {}
        : {
            limitsPerLabelSet: props.limitsPerLabelSet.map(({ labels, maxSeries }) => ({
              labelSet: { ...labels },
              limits: [{ maxSeries }],
            })),
          }),
    });
    for (const [name, groups] of Object.entries(props.ruleGroups ?? {})) {
      new PrometheusRuleGroupNamespace(this, `rules-${name}`, {
        workspaceId: this.workspaceId,
        name: checkName('rule groups namespace', name, this.node.path),
        data: rulesFile(groups),
      });
    }
    if (props.alertTopicArn !== undefined) this.tell(props.alertTopicArn, naming.region);
    this.access = new PrometheusAccess(naming, this.workspaceId, props.keyArn);
    this.arn = this.access.arn;
    this.endpoint = this.access.endpoint;
    ({ charts: this.charts, alarms: this.alarms } = prometheusMonitoring(this.workspaceId, alias, {
      activeSeries: prometheusLimits.activeSeries,
      ...props.quotas,
    }));
  }

  /** Lets `grantee`, a collector's role, write metrics; the key included. */
  grantRemoteWrite(grantee: Grantee): Grant {
    return this.access.grantRemoteWrite(grantee);
  }

  /** Lets `grantee` ask for metrics; the key included. */
  grantQuery(grantee: Grantee): Grant {
    return this.access.grantQuery(grantee);
  }

  private tell(topic: string | Readonly<Record<Severity, string>>, region: string): void {
    const topics = typeof topic === 'string' ? { warning: topic, error: topic, critical: topic } : topic;
    new PrometheusAlertManagerDefinition(this, 'alerts', {
      workspaceId: this.workspaceId,
      definition: alertManagerFile(topics, region),
    });
  }
}
