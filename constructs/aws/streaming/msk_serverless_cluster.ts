import { MskServerlessCluster as Cluster } from '@cdktf/provider-aws/lib/msk-serverless-cluster';
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
  resourceName,
  suppress,
} from '../../core';
import { type NamedProps, namingOf, namingShape } from '../environment/naming_props';
import { eachOnce, nameShape, securityGroupIdShape, vpcIdShape } from '../environment/shapes';
import { mskPorts } from '../facts';
import { ServiceSecurityGroup } from '../network/service_security_group';
import { KafkaAccess, type KafkaReads, type KafkaTopics, type KafkaWrites } from './kafka_access';
import { type ConsumerLag, lagMonitoring } from './kafka_monitoring';
import { consumerLagShape, type ExistingKafkaProps, kafkaSubnetsShape } from './msk_cluster_props';
import { MskCluster } from './msk_cluster';

export interface MskServerlessClusterProps extends NamedProps, RemovalProps {
  readonly vpcId: string;
  /** Private, two or three, each in a zone of its own. */
  readonly subnetIds: readonly string[];
  /** The security groups of clients; more by `allowClient`. */
  readonly clientSecurityGroupIds?: readonly string[];
  /** Consumer groups that have to keep up: an alarm each. */
  readonly consumerLag?: readonly ConsumerLag[];
}

const schema = z.object({
  ...namingShape,
  name: nameShape,
  vpcId: vpcIdShape,
  subnetIds: kafkaSubnetsShape,
  clientSecurityGroupIds: eachOnce(securityGroupIdShape).exactOptional(),
  consumerLag: consumerLagShape.exactOptional(),
});

/** Kafka without brokers to look after: paid by what goes through, IAM only. */
export class MskServerlessCluster extends Construct implements Monitored {
  readonly clusterName: string;
  /** With the id that the service gives, so it is known at the deployment only. */
  readonly arn: string;
  /** Where clients begin, known at the deployment only. */
  readonly bootstrapBrokers: string;
  /** The group of the cluster's interfaces. */
  readonly securityGroupId: string;
  /** For `dependsOn`. */
  readonly resource: Cluster;
  readonly charts: readonly Chart[];
  readonly alarms: readonly AlarmRule[];
  private readonly access: KafkaAccess;
  private readonly group: ServiceSecurityGroup;

  /** A cluster that is there already. */
  static fromExisting(scope: Construct, id: string, props: ExistingKafkaProps): KafkaAccess {
    return MskCluster.fromExisting(scope, id, props);
  }

  constructor(scope: Construct, id: string, props: MskServerlessClusterProps) {
    super(scope, id);
    checkProps(schema, props, this.node.path);
    const naming = namingOf(props);
    this.clusterName = checkName('msk cluster', resourceName(naming, props.name ?? 'events'), this.node.path);
    this.access = new KafkaAccess(naming, { clusterName: this.clusterName }, this.node.path);
    this.group = new ServiceSecurityGroup(this, 'clients', {
      name: `${this.clusterName}-kafka`,
      description: 'Serverless Kafka',
      vpcId: props.vpcId,
      ports: [{ port: mskPorts.iam, why: 'Clients with IAM' }],
      clients: props.clientSecurityGroupIds ?? [],
    });
    this.securityGroupId = this.group.securityGroupId;
    suppress(this.group, {
      rules: ['CKV2_AWS_5'],
      types: ['aws_security_group'],
      reason: 'The cluster has it: the rule does not know serverless clusters among those that take a group.',
    });
    this.resource = new Cluster(this, 'cluster', {
      clusterName: this.clusterName,
      vpcConfig: [{ subnetIds: [...props.subnetIds], securityGroupIds: [this.securityGroupId] }],
      clientAuthentication: { sasl: { iam: { enabled: true } } },
      lifecycle: { preventDestroy: !mayDestroy(props, this.node.path) },
    });
    this.arn = this.resource.arn;
    this.bootstrapBrokers = this.resource.bootstrapBrokersSaslIam;
    ({ charts: this.charts, alarms: this.alarms } = lagMonitoring(this.clusterName, props.consumerLag ?? []));
  }

  /** Lets those in the security group `groupId` reach the cluster. */
  allowClient(id: string, groupId: string): void {
    this.group.allow(id, groupId);
  }

  /** Lets `grantee` read topics, as a member of the named consumer groups. */
  grantRead(grantee: Grantee, reads: KafkaReads): Grant {
    return this.access.grantRead(grantee, reads);
  }

  /** Lets `grantee` write to topics, idempotently and within the named transactions. */
  grantWrite(grantee: Grantee, writes: KafkaWrites): Grant {
    return this.access.grantWrite(grantee, writes);
  }

  /** Lets `grantee` make, change and delete topics, without reading or writing them. */
  grantManage(grantee: Grantee, managed: KafkaTopics): Grant {
    return this.access.grantManage(grantee, managed);
  }
}
