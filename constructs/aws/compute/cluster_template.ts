import * as z from 'zod';
import { releaseProblem } from '../../../pipelines/engines/releases';
import {
  type AlarmRule,
  alarmsOf,
  type Chart,
  checkName,
  checkProps,
  Construct,
  type Monitored,
  suppress,
  Token,
} from '../../core';
import { namingOf, type NamingProps, namingShape } from '../environment/naming_props';
import { flagShape, keyArnShape, roleArnShape, subnetIdShape, vpcIdShape, wholeNumber } from '../environment/shapes';
import {
  clusterFailures,
  type InstanceFleets,
  instanceTypesOf,
  instanceTypesProblem,
  spotProblems,
  type SpotProps,
} from '../facts';
import type { ServiceRole } from '../identity/service_role';
import { watchEvents } from '../monitoring/watched_events';
import { clusterParts } from './cluster_parts';
import { clusterRequest } from './cluster_request';
import { fleetsShape } from './emr_capacity';
import type { Configurations } from './emr_configurations';

const guide = 'https://docs.aws.amazon.com/emr/latest/ManagementGuide';

export interface ClusterTemplateProps extends NamingProps, SpotProps {
  /** Of the clusters, and what the names of the roles begin with. */
  readonly clusterName: string;
  /** `emr-7.10.0` or later. */
  readonly releaseLabel: string;
  /**
   * Fleets alone: whoever waits for a cluster is best served by one that looks for capacity. One primary node: EMR has
   * no roles of steps on highly available clusters.
   */
  readonly capacity: InstanceFleets;
  readonly vpcId: string;
  /** Private, one in each zone, of which EMR takes one. */
  readonly subnetIds: readonly string[];
  /** Of the disks, and of objects that EMRFS writes. */
  readonly keyArn: string;
  readonly logBucketName: string;
  /** Of the logs' encryption. */
  readonly logKeyArn: string;
  /** Roles that steps run with, one for each; the nodes' own role reaches no data. */
  readonly runtimeRoleArns: readonly string[];
  /** A cluster ends itself after so many minutes without work; 15 unless given. */
  readonly idleMinutes?: number;
  /** Over the settings for Delta. */
  readonly configurations?: Configurations;
  /** Of both roles; `/` when left out. */
  readonly rolePath?: string;
}

const shape = z.object({
  ...namingShape,
  spotForPrimaryAndCore: flagShape,
  spotWithoutFallback: flagShape,
  releaseLabel: z.string(),
  capacity: fleetsShape('their own'),
  vpcId: vpcIdShape,
  subnetIds: z.array(subnetIdShape).min(1, `expected at least one subnet (${guide}/emr-clusters-in-a-vpc.html)`),
  keyArn: keyArnShape,
  logBucketName: z.string(),
  logKeyArn: keyArnShape,
  runtimeRoleArns: z
    .array(roleArnShape)
    .min(1, `expected at least one role that steps run with (${guide}/emr-steps-runtime-roles.html)`),
  idleMinutes: wholeNumber(1, 10_080, 'minutes', `${guide}/emr-auto-termination-policy.html`).exactOptional(),
  configurations: z.record(z.string(), z.record(z.string(), z.string())).exactOptional(),
});

/**
 * All that a transient cluster is made with, but no cluster: roles, security groups, security configuration, and the
 * request that makes one. A state machine makes clusters of it, and ends them.
 */
export class ClusterTemplate extends Construct implements Monitored {
  readonly clusterName: string;
  readonly securityGroupIds: { readonly primary: string; readonly core: string; readonly service: string };
  readonly serviceRole: ServiceRole;
  /** Takes the steps' roles, and reaches nothing else but logs and keys. */
  readonly nodeRole: ServiceRole;
  /** Of RunJobFlow, without steps. */
  readonly request: Readonly<Record<string, unknown>>;
  /** Of all clusters that are made of it. */
  readonly charts: readonly Chart[];
  readonly alarms: readonly AlarmRule[];

  constructor(scope: Construct, id: string, props: ClusterTemplateProps) {
    super(scope, id);
    checkProps(shape, props, this.node.path);
    const problems = templateProblems(props);
    if (problems.length > 0) throw new Error(`${this.node.path}: ${problems.join('\n')}`);
    this.clusterName = checkName('emr cluster', props.clusterName, this.node.path);
    const { groups, roles, security, logUri } = clusterParts(this, namingOf(props), this.clusterName, props);
    suppress(groups, {
      rules: ['CKV2_AWS_5'],
      reason: 'Clusters have the groups: executions make them by a request that names these.',
      types: ['aws_security_group'],
    });
    this.securityGroupIds = { primary: groups.primaryId, core: groups.coreId, service: groups.serviceId };
    this.serviceRole = roles.service;
    this.nodeRole = roles.nodes;
    this.request = clusterRequest({
      clusterName: this.clusterName,
      releaseLabel: props.releaseLabel,
      capacity: props.capacity,
      subnetIds: props.subnetIds,
      securityGroupIds: this.securityGroupIds,
      serviceRoleArn: roles.service.arn,
      instanceProfileName: roles.instanceProfileName,
      securityConfigurationName: security.name,
      logUri,
      logKeyArn: props.logKeyArn,
      idleMinutes: props.idleMinutes ?? 15,
      ...(props.configurations === undefined ? {} : { configurations: props.configurations }),
    });
    ({ charts: this.charts, alarms: this.alarms } = this.monitoring());
  }

  /** The metrics of a cluster have its id, which is another one with each execution: its name stays. */
  private monitoring(): Monitored {
    const events = clusterFailures(this.clusterName);
    const failed = watchEvents(this, 'failed', {
      name: `${this.clusterName}-failed`,
      description: `Clusters ${this.clusterName} that ended with errors`,
      events,
      label: 'ended with errors',
    });
    const alarm = alarmsOf(this.clusterName, { severity: 'error', periodSeconds: 300, source: events.source });
    return {
      charts: [{ title: `Failures of ${this.clusterName}`, metrics: [failed] }],
      alarms: [
        alarm(
          failed,
          'cluster-failed',
          0,
          'a cluster ended with errors: look at the reason of its last change of state, for capacity, quotas, roles and bootstrap actions',
        ),
      ],
    };
  }
}

function templateProblems(props: ClusterTemplateProps): readonly string[] {
  const { releaseLabel, capacity } = props;
  const release = Token.isUnresolved(releaseLabel) ? undefined : releaseProblem(releaseLabel);
  const machines = instanceTypesProblem(instanceTypesOf(capacity).filter((type) => !Token.isUnresolved(type)));
  return [
    ...(release === undefined ? [] : [`releaseLabel: ${release}`]),
    ...(machines === undefined ? [] : [`capacity: ${machines}`]),
    ...spotProblems(capacity, props),
  ];
}
