/** Amazon ElastiCache with Valkey or Redis OSS: versions, users, who may connect, and where its limits are. */
import { arn, type Naming } from '../../../environments';
import type { Statement } from '../../../pipelines/targets';
import type { ServiceFacts } from './service_facts';

const guide = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg';
export const cacheQuotas = `${guide}/quota-limits.html`;
export const cacheUsers = `${guide}/Clusters.RBAC.html`;
const iamSource = `${guide}/auth-iam.html`;
const versionSource = `${guide}/supported-engine-versions.html`;

/**
 * Versions whose users can prove who they are by IAM, and the families of their parameters:
 * https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth-iam.html#auth-iam-limits
 */
export const cacheEngines = {
  valkey: { '7.2': 'valkey7', '8.0': 'valkey8', '8.1': 'valkey8' },
  redis: { '7.0': 'redis7', '7.1': 'redis7' },
} as const;

export type CacheEngine = keyof typeof cacheEngines;

const families = (engine: CacheEngine): Readonly<Record<string, string>> => cacheEngines[engine];

/** The family of a version's parameters: `valkey8`; undefined where `cacheVersionProblem` has something to say. */
export const cacheFamily = (engine: CacheEngine, version: string): string | undefined => families(engine)[version];

/** What is wrong with a version, in one sentence. */
export function cacheVersionProblem(engine: CacheEngine, version: string): string | undefined {
  if (cacheFamily(engine, version) !== undefined) return undefined;
  const known = Object.keys(families(engine)).join(', ');
  const old = engine === 'redis' && /^[2-6]\./.test(version);
  return old
    ? `it has no users with IAM; expected ${known} (${iamSource})`
    : `expected ${known} for ${engine} (${versionSource})`;
}

/** What a user of a cache may do. */
export interface CacheUser {
  /** Neither may see the configuration, list all keys, or empty the cache. */
  readonly access: 'read' | 'write';
  /** Patterns of keys, such as `features:*`; all unless given. */
  readonly keys?: readonly string[];
}

/** A pattern is one word of an access string. */
export const keyPattern = /^[^\s~%&]+$/;

// What clients ask for when they connect, or to find the nodes; dangerous commands are taken away from all others.
const finding = ['+cluster|info', '+cluster|nodes', '+cluster|shards', '+cluster|slots', '+info'];

/** As the engine takes it: https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Clusters.RBAC.html#Access-string */
export const accessString = ({ access, keys = ['*'] }: CacheUser): string =>
  [
    'on',
    ...[...new Set(keys)].sort().map((key) => `~${key}`),
    '-@all',
    '+@connection',
    '+@read',
    ...(access === 'write' ? ['+@write'] : []),
    '-@dangerous',
    ...finding,
  ].join(' ');

/** Of the user that every group of Redis OSS has to have: nobody comes in by it. */
export const noAccess = 'off -@all';

export const cacheArn = (naming: Naming, replicationGroupId: string): string =>
  arn(naming, 'elasticache', `replicationgroup:${replicationGroupId}`);

/** Connecting as one user: the cache and the user are both judged. The key of the cache is used by the service alone. */
export const cacheConnect = (naming: Naming, replicationGroupId: string, userId: string): Statement => ({
  actions: ['elasticache:Connect'],
  resources: [cacheArn(naming, replicationGroupId), arn(naming, 'elasticache', `user:${userId}`)],
});

/** Nodes of a cluster: https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/quota-limits.html */
export const cacheNodes = { replicas: 5, shards: 500, all: 500 } as const;

export const elastiCacheFacts: ServiceFacts = {
  name: 'Amazon ElastiCache',
  principals: ['elasticache.amazonaws.com'],
  securityGroupRules: [
    {
      from: 'clients',
      to: 'nodes',
      protocol: 'tcp',
      ports: '6379',
      why: 'Clients look up and write by TLS',
      source: `${guide}/accessing-elasticache.html`,
    },
  ],
  zones: {
    least: 2,
    most: 3,
    why: 'a replica takes over in another zone',
    source: `${guide}/AutoFailover.html`,
  },
  quotas: [
    {
      what: 'nodes of an account in a region',
      most: 300,
      adjustable: true,
      why: 'each shard has a primary and its replicas',
      source: cacheQuotas,
    },
    {
      what: 'nodes of a cluster',
      most: 90,
      adjustable: true,
      why: 'each shard has a primary and its replicas',
      source: cacheQuotas,
    },
    {
      what: 'nodes of a shard',
      most: 1 + cacheNodes.replicas,
      adjustable: false,
      why: 'one primary and five replicas',
      source: cacheQuotas,
    },
  ],
};
