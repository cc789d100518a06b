import { ElasticacheParameterGroup } from '@cdktf/provider-aws/lib/elasticache-parameter-group';
import { ElasticacheReplicationGroup } from '@cdktf/provider-aws/lib/elasticache-replication-group';
import { ElasticacheSubnetGroup } from '@cdktf/provider-aws/lib/elasticache-subnet-group';
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
  removalOf,
  resourceName,
} from '../../core';
import { namingOf, namingShape } from '../environment/naming_props';
import { cacheFamily } from '../facts';
import { LogGroup } from '../monitoring/log_group';
import { ServiceSecurityGroup } from '../network/service_security_group';
import { CacheUsers } from './cache_users';
import { RedisCacheAccess } from './redis_cache_access';
import { redisCacheMonitoring } from './redis_cache_monitoring';
import {
  cacheProblems,
  cacheSettings,
  type ExistingCacheProps,
  type RedisCacheProps,
  redisCacheShape,
} from './redis_cache_props';

const port = 6379;

/** A cache of Valkey or Redis OSS for look-ups below a millisecond: encrypted, in two zones, with users that have no password. */
export class RedisCache extends Construct implements Monitored {
  readonly replicationGroupId: string;
  readonly arn: string;
  /** Where clients begin, by TLS; known at the deployment only. */
  readonly configurationEndpoint: string;
  readonly port = port;
  /** The group of the nodes. */
  readonly securityGroupId: string;
  /** For `dependsOn`. */
  readonly resource: ElasticacheReplicationGroup;
  readonly charts: readonly Chart[];
  readonly alarms: readonly AlarmRule[];
  private readonly access: RedisCacheAccess;
  private readonly users: CacheUsers;
  private readonly group: ServiceSecurityGroup;

  /** A cache with users that is there already. */
  static fromExisting(scope: Construct, id: string, props: ExistingCacheProps): RedisCacheAccess {
    const path = `${scope.node.path}/${id}`;
    checkProps(z.object(namingShape), props, path);
    return new RedisCacheAccess(namingOf(props), checkName('replication group', props.replicationGroupId, path), path);
  }

  constructor(scope: Construct, id: string, props: RedisCacheProps) {
    super(scope, id);
    checkProps(redisCacheShape, props, this.node.path);
    const problems = cacheProblems(props);
    if (problems.length > 0) throw new Error(`${this.node.path}: ${problems.join('\n')}`);
    const naming = namingOf(props);
    const { engine, users, shards, replicas } = cacheSettings(props);
    this.replicationGroupId = checkName(
      'replication group',
      resourceName(naming, props.name ?? 'cache'),
      this.node.path,
    );
    this.access = new RedisCacheAccess(naming, this.replicationGroupId, this.node.path);
    this.arn = this.access.arn;
    this.users = new CacheUsers(this, 'users', { replicationGroupId: this.replicationGroupId, engine, users });
    this.group = new ServiceSecurityGroup(this, 'clients', {
      name: `${this.replicationGroupId}-nodes`,
      description: 'Nodes of a cache',
      vpcId: props.vpcId,
      ports: [{ port, why: 'Clients, by TLS' }],
      clients: props.clientSecurityGroupIds ?? [],
    });
    this.securityGroupId = this.group.securityGroupId;
    this.resource = this.nodes(props);
    this.configurationEndpoint = this.resource.configurationEndpointAddress;
    ({ charts: this.charts, alarms: this.alarms } = redisCacheMonitoring({
      replicationGroupId: this.replicationGroupId,
      shards,
      replicas,
    }));
  }

  /** Lets those in the security group `groupId` reach the nodes. */
  allowClient(id: string, groupId: string): void {
    this.group.allow(id, groupId);
  }

  /**
   * Lets `grantee` connect as one of the users, and do what that user may.
   * @param user its name here: `reader`
   */
  grantConnect(grantee: Grantee, user: string): Grant {
    return this.access.grantConnect(grantee, this.users.idOf(user));
  }

  private nodes(props: RedisCacheProps): ElasticacheReplicationGroup {
    const destroyable = mayDestroy(props, this.node.path);
    const { engine, engineVersion, shards, replicas, multiAz, snapshotWindow, maintenanceWindow } =
      cacheSettings(props);
    const id = this.replicationGroupId;
    const subnets = new ElasticacheSubnetGroup(this, 'subnets', { name: id, subnetIds: [...props.subnetIds] });
    const logs = (['slow-log', 'engine-log'] as const).map((logType) => ({ logType, group: this.log(props, logType) }));
    return new ElasticacheReplicationGroup(this, 'nodes', {
      replicationGroupId: id,
      description: `Look-ups of ${props.project} in ${props.environment}`,
      engine,
      engineVersion,
      autoMinorVersionUpgrade: 'true',
      nodeType: props.nodeType,
      // Nodes with disks keep there what is seldom asked for: https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/data-tiering.html
      ...(props.nodeType.startsWith('cache.r6gd.') ? { dataTieringEnabled: true } : {}),
      // One shard too: a cache that begins without shards takes none without being changed twice:
      // https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/modify-cluster-mode.html
      clusterMode: 'enabled',
      numNodeGroups: shards,
      replicasPerNodeGroup: replicas,
      automaticFailoverEnabled: true,
      multiAzEnabled: multiAz,
      parameterGroupName: this.parameters(props, cacheFamily(engine, engineVersion) ?? ''),
      port,
      subnetGroupName: subnets.name,
      securityGroupIds: [this.group.securityGroupId],
      atRestEncryptionEnabled: 'true',
      kmsKeyId: props.keyArn,
      transitEncryptionEnabled: true,
      transitEncryptionMode: 'required',
      userGroupIds: [this.users.groupId],
      snapshotRetentionLimit: props.snapshotRetentionLimit ?? 7,
      snapshotWindow,
      maintenanceWindow,
      ...(destroyable ? {} : { finalSnapshotIdentifier: `${id}-final` }),
      logDeliveryConfiguration: logs.map(({ logType, group }) => ({
        logType,
        logFormat: 'json',
        destinationType: 'cloudwatch-logs',
        destination: group.logGroupName,
      })),
      lifecycle: { preventDestroy: !destroyable },
      dependsOn: logs.map(({ group }) => group.resource),
    });
  }

  private parameters(props: RedisCacheProps, family: string): string {
    return new ElasticacheParameterGroup(this, 'parameters', {
      name: `${this.replicationGroupId}-${family}`,
      family,
      description: `Of the cache ${this.replicationGroupId}`,
      parameter: Object.entries({ ...props.parameters, 'cluster-enabled': 'yes' })
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, value]) => ({ name, value })),
      // Nodes leave the old one for the new one.
      lifecycle: { createBeforeDestroy: true },
    }).name;
  }

  private log(props: RedisCacheProps, logType: string): LogGroup {
    return new LogGroup(this, logType, {
      ...namingOf(props),
      ...removalOf(props),
      // Under this prefix the policy that lets the service write does not grow with each group:
      // https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-and-resource-policy.html
      logGroupName: `/aws/vendedlogs/elasticache/${this.replicationGroupId}/${logType}`,
      keyArn: props.logKeyArn,
      retentionDays: props.logRetentionDays ?? 90,
    });
  }
}
