import * as z from 'zod';
import { checkName, type RemovalProps } from '../../core';
import { type NamedProps, type NamingProps, namingShape } from '../environment/naming_props';
import {
  eachOnce,
  flagShape,
  keyArnShape,
  nameShape,
  securityGroupIdShape,
  subnetIdShape,
  vpcIdShape,
  wholeNumber,
} from '../environment/shapes';
import {
  type CacheEngine,
  cacheNodes,
  cacheQuotas,
  type CacheUser,
  cacheUsers,
  cacheVersionProblem,
  cacheWindowProblems,
  keyPattern,
} from '../facts';

export interface RedisCacheProps extends NamedProps, RemovalProps {
  readonly vpcId: string;
  /** Private, in two zones or more. */
  readonly subnetIds: readonly string[];
  /** Of what is stored, and of snapshots. */
  readonly keyArn: string;
  /** A key of class logs, for the slow log and the engine's log. */
  readonly logKeyArn: string;
  /** `cache.r7g.large`: its memory is what a shard holds. */
  readonly nodeType: string;
  /** `valkey` unless given. */
  readonly engine?: CacheEngine;
  /** 8.1 of Valkey, 7.1 of Redis OSS unless given. */
  readonly engineVersion?: string;
  /** Shards, between which keys are divided; 1 unless given. */
  readonly numNodeGroups?: number;
  /** Of each shard; 1 unless given. */
  readonly replicasPerNodeGroup?: number;
  /** False lets all nodes be in one zone, which a cache without replicas needs. */
  readonly multiAzEnabled?: boolean;
  /** By name; a `reader` and a `writer` of all keys unless given. Each proves by IAM who it is. */
  readonly users?: Readonly<Record<string, CacheUser>>;
  /** Of the engine: `maxmemory-policy`. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** Days that the daily snapshots are kept; 7 unless given, 0 for none. */
  readonly snapshotRetentionLimit?: number;
  /** In UTC; `01:00-02:00` unless given. */
  readonly snapshotWindow?: string;
  /** In UTC; `sun:03:00-sun:04:00` unless given. */
  readonly maintenanceWindow?: string;
  /** The security groups of clients; more by `allowClient`. */
  readonly clientSecurityGroupIds?: readonly string[];
  /** 90 unless given. */
  readonly logRetentionDays?: number;
}

export interface ExistingCacheProps extends NamingProps {
  readonly replicationGroupId: string;
}

const guide = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg';
const failover = `${guide}/AutoFailover.html`;
const nodeTypes = `${guide}/CacheNodes.SupportedTypes.html`;
const snapshots = `${guide}/backups-automatic.html`;
const parameters = `${guide}/ParameterGroups.Engine.html`;

export const redisCacheShape = z.object({
  ...namingShape,
  multiAzEnabled: flagShape,
  parameters: z.record(z.string(), z.string(), `expected values by their names (${parameters})`).exactOptional(),
  name: nameShape,
  vpcId: vpcIdShape,
  subnetIds: z.array(subnetIdShape).min(1, `expected the subnets that nodes are in (${guide}/SubnetGroups.html)`),
  keyArn: keyArnShape,
  logKeyArn: keyArnShape,
  nodeType: z
    .string()
    .regex(/^cache\.[a-z0-9]+\.[a-z0-9]+$/, `expected a type of node, such as cache.r7g.large (${nodeTypes})`),
  engine: z
    .enum(['valkey', 'redis'], `expected valkey or redis (${guide}/supported-engine-versions.html)`)
    .exactOptional(),
  numNodeGroups: wholeNumber(1, cacheNodes.shards, 'shards', cacheQuotas).exactOptional(),
  replicasPerNodeGroup: wholeNumber(0, cacheNodes.replicas, 'replicas', cacheQuotas).exactOptional(),
  users: z
    .record(
      z.string(),
      z.object({
        access: z.enum(['read', 'write'], `expected read or write (${cacheUsers})`),
        keys: z
          .array(z.string().regex(keyPattern, `expected a pattern of keys, such as features:* (${cacheUsers})`))
          .min(1, `expected at least one pattern of keys (${cacheUsers})`)
          .exactOptional(),
      }),
    )
    .exactOptional(),
  snapshotRetentionLimit: wholeNumber(0, 35, 'days', snapshots).exactOptional(),
  clientSecurityGroupIds: eachOnce(securityGroupIdShape).exactOptional(),
});

/** What nobody gave included. */
export function cacheSettings(props: RedisCacheProps) {
  // A fifth cheaper for the same nodes: https://aws.amazon.com/elasticache/pricing/
  const engine = props.engine ?? 'valkey';
  return {
    engine,
    engineVersion: props.engineVersion ?? (engine === 'valkey' ? '8.1' : '7.1'),
    shards: props.numNodeGroups ?? 1,
    replicas: props.replicasPerNodeGroup ?? 1,
    multiAz: props.multiAzEnabled ?? true,
    users: props.users ?? { reader: { access: 'read' }, writer: { access: 'write' } },
    snapshotWindow: props.snapshotWindow ?? '01:00-02:00',
    maintenanceWindow: props.maintenanceWindow ?? 'sun:03:00-sun:04:00',
  } as const;
}

/** What is wrong with a cache that no property is wrong with alone, each in one sentence. */
export function cacheProblems(props: RedisCacheProps): readonly string[] {
  const { engine, engineVersion, shards, replicas, multiAz, users, ...windows } = cacheSettings(props);
  const version = cacheVersionProblem(engine, engineVersion);
  const nodes = shards * (1 + replicas);
  return [
    ...(version === undefined ? [] : [`engineVersion: found "${engineVersion}"; ${version}`]),
    ...(multiAz && replicas === 0
      ? [
          `replicasPerNodeGroup: found 0; expected a replica at least, which takes over in another zone, or multiAzEnabled: false (${failover})`,
        ]
      : []),
    ...(multiAz && props.subnetIds.length < 2
      ? [
          `subnetIds: found ${props.subnetIds.length}; expected two zones at least, or multiAzEnabled: false (${failover})`,
        ]
      : []),
    ...(nodes <= cacheNodes.all
      ? []
      : [`numNodeGroups: found ${shards}, ${nodes} nodes; expected at most ${cacheNodes.all} nodes (${cacheQuotas})`]),
    ...(Object.keys(users).length === 0 ? [`users: found none; expected one at least (${cacheUsers})`] : []),
    ...('default' in users
      ? [`users.default: expected another name: nobody comes in without one (${cacheUsers})`]
      : []),
    ...('cluster-enabled' in (props.parameters ?? {})
      ? [`parameters.cluster-enabled: expected nothing: shards can be added to every cache (${parameters})`]
      : []),
    ...cacheWindowProblems(windows.snapshotWindow, windows.maintenanceWindow),
  ];
}

/** The user as the service knows it: a user with IAM has one name for both. */
export const cacheUserId = (replicationGroupId: string, user: string, path: string): string =>
  checkName('cache user', `${replicationGroupId}-${user}`, path);
