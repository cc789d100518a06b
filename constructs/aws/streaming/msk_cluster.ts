import { MskCluster as Cluster, type MskClusterClientAuthentication } from '@cdktf/provider-aws/lib/msk-cluster';
import { MskConfiguration } from '@cdktf/provider-aws/lib/msk-configuration';
import { MskScramSecretAssociation } from '@cdktf/provider-aws/lib/msk-scram-secret-association';
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
  removalOf,
  resourceName,
} from '../../core';
import { namingOf } from '../environment/naming_props';
import { mskPorts } from '../facts';
import { ignoredAttributes } from '../facts/drift';
import { LogGroup } from '../monitoring/log_group';
import { ServiceSecurityGroup } from '../network/service_security_group';
import { KafkaAccess, type KafkaReads, type KafkaTopics, type KafkaWrites } from './kafka_access';
import { mskMonitoring } from './kafka_monitoring';
import {
  type ExistingKafkaProps,
  existingKafkaShape,
  type MskClusterProps,
  mskClusterShape,
  mskProblems,
  mskSizes,
} from './msk_cluster_props';
import { growingVolumes } from './growing_volumes';
import { declareTopics } from './kafka_topics';
import { serverProperties } from './server_properties';

/** Kafka on brokers of its own, one or more in each zone: TLS only, everybody proves who they are, topics are granted. */
export class MskCluster extends Construct implements Monitored {
  readonly clusterName: string;
  /** With the id that the service gives, so it is known at the deployment only. */
  readonly arn: string;
  /** Where clients with IAM begin: brokers and ports, known at the deployment only. */
  readonly bootstrapBrokers: string;
  /** The group of the brokers. */
  readonly securityGroupId: string;
  /** For `dependsOn`. */
  readonly resource: Cluster;
  readonly charts: readonly Chart[];
  readonly alarms: readonly AlarmRule[];
  private readonly access: KafkaAccess;
  private readonly group: ServiceSecurityGroup;

  /** A cluster with IAM that is there already. */
  static fromExisting(scope: Construct, id: string, props: ExistingKafkaProps): KafkaAccess {
    const path = `${scope.node.path}/${id}`;
    checkProps(existingKafkaShape, props, path);
    const { clusterUuid } = props;
    const clusterName = checkName('msk cluster', props.clusterName, path);
    return new KafkaAccess(
      namingOf(props),
      { clusterName, ...(clusterUuid === undefined ? {} : { clusterUuid }) },
      path,
    );
  }

  constructor(scope: Construct, id: string, props: MskClusterProps) {
    super(scope, id);
    checkProps(mskClusterShape, props, this.node.path);
    const problems = mskProblems(props);
    if (problems.length > 0) throw new Error(`${this.node.path}: ${problems.join('\n')}`);
    const naming = namingOf(props);
    const sizes = mskSizes(props);
    this.clusterName = checkName('msk cluster', resourceName(naming, props.name ?? 'kafka'), this.node.path);
    this.access = new KafkaAccess(naming, { clusterName: this.clusterName }, this.node.path);
    this.group = this.securityGroup(props);
    this.securityGroupId = this.group.securityGroupId;
    this.resource = this.cluster(props);
    this.arn = this.resource.arn;
    this.bootstrapBrokers = this.resource.bootstrapBrokersSaslIam;
    if (props.topics !== undefined) declareTopics(this.resource, props.topics, sizes.copies);
    if (sizes.maxVolumeSize > sizes.volumeSize) {
      growingVolumes(this, {
        name: `${this.clusterName}-volumes`,
        clusterArn: this.arn,
        maxVolumeSize: sizes.maxVolumeSize,
        // Recommended: https://docs.aws.amazon.com/msk/latest/developerguide/msk-autoexpand-details.html
        volumeUtilization: props.volumeUtilization ?? 60,
      });
    }
    if (props.scramSecretArns !== undefined) {
      new MskScramSecretAssociation(this, 'passwords', {
        clusterArn: this.arn,
        secretArnList: [...props.scramSecretArns],
      });
    }
    ({ charts: this.charts, alarms: this.alarms } = mskMonitoring({
      clusterName: this.clusterName,
      brokers: sizes.brokers,
      consumerLag: props.consumerLag ?? [],
    }));
  }

  /** Lets those in the security group `groupId` reach the brokers. */
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

  /** Lets `grantee` keep the access control lists of clients that come without IAM. */
  grantManageLists(grantee: Grantee): Grant {
    return this.access.grantManageLists(grantee);
  }

  private securityGroup(props: MskClusterProps): ServiceSecurityGroup {
    return new ServiceSecurityGroup(this, 'clients', {
      name: `${this.clusterName}-brokers`,
      description: 'Brokers of Kafka',
      vpcId: props.vpcId,
      ports: [
        { port: mskPorts.iam, why: 'Clients with IAM' },
        ...(props.scramSecretArns === undefined ? [] : [{ port: mskPorts.scram, why: 'Clients with a password' }]),
        ...(props.certificateAuthorityArns === undefined
          ? []
          : [{ port: mskPorts.tls, why: 'Clients with a certificate' }]),
      ],
      clients: props.clientSecurityGroupIds ?? [],
    });
  }

  private cluster(props: MskClusterProps): Cluster {
    const { kafkaVersion, instanceType, brokers, volumeSize, maxVolumeSize, copies, inSync } = mskSizes(props);
    const { volumeThroughput } = props;
    const destroyable = mayDestroy(props, this.node.path);
    const log = new LogGroup(this, 'log', {
      ...namingOf(props),
      ...removalOf(props),
      // Under this prefix the policy that lets the service write does not grow with each group:
      // https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-and-resource-policy.html
      logGroupName: `/aws/vendedlogs/msk/${this.clusterName}`,
      keyArn: props.logKeyArn,
      retentionDays: props.logRetentionDays ?? 90,
    });
    // Of any version: a version of its own would make another configuration with each update of Kafka.
    const configuration = new MskConfiguration(this, 'configuration', {
      name: checkName('msk configuration', this.clusterName, this.node.path),
      description: `Of the cluster ${this.clusterName}`,
      serverProperties: serverProperties(copies, inSync, props.serverProperties),
    });
    return new Cluster(this, 'cluster', {
      clusterName: this.clusterName,
      kafkaVersion,
      numberOfBrokerNodes: brokers,
      // Needed by two of the alarms: https://docs.aws.amazon.com/msk/latest/developerguide/metrics-details.html
      enhancedMonitoring: props.enhancedMonitoring ?? 'PER_BROKER',
      brokerNodeGroupInfo: {
        instanceType,
        clientSubnets: [...props.subnetIds],
        securityGroups: [this.group.securityGroupId],
        storageInfo: {
          ebsStorageInfo: {
            volumeSize,
            ...(volumeThroughput === undefined ? {} : { provisionedThroughput: { enabled: true, volumeThroughput } }),
          },
        },
      },
      clientAuthentication: authentication(props),
      configurationInfo: { arn: configuration.arn, revision: configuration.latestRevision },
      encryptionInfo: {
        encryptionAtRestKmsKeyArn: props.keyArn,
        encryptionInTransit: { clientBroker: 'TLS', inCluster: true },
      },
      loggingInfo: { brokerLogs: { cloudwatchLogs: { enabled: true, logGroup: log.logGroupName } } },
      lifecycle: {
        preventDestroy: !destroyable,
        // Grown by the service, and never to be shrunk back.
        ...(maxVolumeSize > volumeSize ? { ignoreChanges: ignoredAttributes('aws_msk_cluster') } : {}),
      },
      dependsOn: [log.resource],
    });
  }
}

/** IAM always: it is also who makes the lists for those that come without it. */
const authentication = (props: MskClusterProps): MskClusterClientAuthentication => ({
  unauthenticated: false,
  sasl: { iam: true, scram: props.scramSecretArns !== undefined },
  ...(props.certificateAuthorityArns === undefined
    ? {}
    : { tls: { certificateAuthorityArns: [...props.certificateAuthorityArns] } }),
});
