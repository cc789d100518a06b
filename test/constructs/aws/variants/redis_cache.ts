import { RedisCache, type RedisCacheProps, ServiceRole } from '../../../../constructs/aws';
import type { Naming } from '../../../../constructs/core';
import type { Surroundings } from '../surroundings';
import type { Refusal, Variant } from '../variant';

const least = (given: Surroundings): RedisCacheProps => ({
  ...given.base,
  vpcId: given.vpcId,
  subnetIds: given.subnetIds(2),
  keyArn: given.keyArn(),
  logKeyArn: given.keyArn('logs'),
  nodeType: 'cache.t4g.small',
});
const keyArn = 'arn:aws:kms:eu-central-1:111122223333:key/1';
const wrong = (naming: Naming, props: object): RedisCacheProps => ({
  ...naming,
  vpcId: 'vpc-1',
  subnetIds: ['subnet-1', 'subnet-2'],
  keyArn,
  logKeyArn: keyArn,
  nodeType: 'cache.t4g.small',
  ...props,
});
const refusals: readonly (readonly [string, object, string])[] = [
  [
    'a failover without a replica',
    { replicasPerNodeGroup: 0 },
    'replicasPerNodeGroup: found 0; expected a replica at least',
  ],
  [
    'one client twice',
    { clientSecurityGroupIds: ['sg-0a', 'sg-0a'] },
    'clientSecurityGroupIds: found ["sg-0a","sg-0a"]; expected each once',
  ],
  ['two zones in one subnet', { subnetIds: ['subnet-1'] }, 'subnetIds: found 1; expected two zones at least'],
  [
    'a version without users of IAM',
    { engine: 'redis', engineVersion: '6.2' },
    'engineVersion: found "6.2"; it has no users with IAM; expected 7.0, 7.1',
  ],
  ['a version that is none', { engineVersion: '7.1' }, 'engineVersion: found "7.1"; expected 7.2, 8.0, 8.1 for valkey'],
  ['a type of EC2', { nodeType: 'r7g.large' }, 'nodeType: found "r7g.large"; expected a type of node'],
  [
    'a pattern of keys that is two words',
    { users: { a: { access: 'read', keys: ['features:* +@all'] } } },
    'users.a.keys.0: found "features:* +@all"; expected a pattern of keys',
  ],
  [
    'a user whom everybody is',
    { users: { default: { access: 'read' } } },
    'users.default: expected another name: nobody comes in without one',
  ],
  [
    'a user whose name is too long',
    { users: { 'who-reads-features-of-customers': { access: 'read' } } },
    "cache user 'acme-dev-cache-who-reads-features-of-customers': 46 characters; expected 1 to 40",
  ],
  [
    'snapshots during maintenance',
    { snapshotWindow: '03:30-04:30' },
    'snapshotWindow: found "03:30-04:30"; expected not to overlap with sun:03:00-sun:04:00',
  ],
  [
    'half an hour of maintenance',
    { maintenanceWindow: 'sun:03:00-sun:03:30' },
    'maintenanceWindow: found "sun:03:00-sun:03:30"; expected an hour or more',
  ],
  [
    'a cache without shards',
    { parameters: { 'cluster-enabled': 'no' } },
    'parameters.cluster-enabled: expected nothing',
  ],
  [
    'more nodes than a cluster has',
    { numNodeGroups: 300 },
    'numNodeGroups: found 300, 600 nodes; expected at most 500 nodes',
  ],
  ['six replicas', { replicasPerNodeGroup: 6 }, 'replicasPerNodeGroup: found 6; expected 0 to 5 replicas'],
];

export const redisCache: Variant = {
  construct: RedisCache,
  family: 'streaming',
  least: (scope, id, given, name) =>
    new RedisCache(scope, id, { ...least(given), ...(name === undefined ? {} : { name }) }),
  all: (scope, id, given) =>
    new RedisCache(scope, id, {
      ...least(given),
      name: 'all',
      nodeType: 'cache.r7g.large',
      subnetIds: given.subnetIds(3),
      engine: 'redis',
      engineVersion: '7.1',
      numNodeGroups: 2,
      replicasPerNodeGroup: 2,
      multiAzEnabled: true,
      users: {
        sync: { access: 'write', keys: ['features:*'] },
        scoring: { access: 'read', keys: ['features:customer:*', 'features:shop:*'] },
      },
      parameters: { 'maxmemory-policy': 'volatile-ttl' },
      snapshotRetentionLimit: 3,
      snapshotWindow: '23:30-00:30',
      maintenanceWindow: 'sat:22:00-sat:23:00',
      clientSecurityGroupIds: [given.securityGroupId()],
      logRetentionDays: 30,
    }),
  existing: (scope, id, { naming }) =>
    RedisCache.fromExisting(scope, id, { ...naming, replicationGroupId: 'features' }),
  refused: [
    ...refusals.map(([what, props, message]): Refusal => ({
      wrong: what,
      build: (scope, { naming }) => new RedisCache(scope, 'it', wrong(naming, props)),
      message,
    })),
    {
      wrong: 'a grant to connect as nobody known',
      build: (scope, { naming }) =>
        new RedisCache(scope, 'it', wrong(naming, {})).grantConnect(
          new ServiceRole(scope, 'role', {
            ...naming,
            roleName: 'acme-dev-scoring',
            service: 'lambda.amazonaws.com',
            description: 'Scores',
          }),
          'scoring',
        ),
      message: 'user: found "scoring"; expected one of reader, writer',
    },
  ],
};
