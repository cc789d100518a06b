/** What a cache is made with, where it matters, and who may connect as whom. */
import { RedisCache, type RedisCacheProps } from '../../../constructs/aws';
import { accessString, cacheWindowProblems } from '../../../constructs/aws/facts';
import type { Construct } from '../../../constructs/core';
import { keyArn, naming, resourcesOf } from '../app';
import { granted } from './granted';

const least: RedisCacheProps = {
  ...naming,
  vpcId: 'vpc-1',
  subnetIds: ['subnet-1', 'subnet-2'],
  keyArn,
  logKeyArn: keyArn,
  nodeType: 'cache.r7g.large',
};
const made = (props: Partial<RedisCacheProps> = {}) =>
  resourcesOf((stack) => new RedisCache(stack, 'x', { ...least, ...props }));
const nodes = (props: Partial<RedisCacheProps> = {}) => made(props)['aws_elasticache_replication_group']?.[0];

test('encrypted, by TLS only, in two zones, with snapshots, not destroyed', () => {
  expect(nodes()).toMatchObject({
    engine: 'valkey',
    engine_version: '8.1',
    at_rest_encryption_enabled: 'true',
    kms_key_id: keyArn,
    transit_encryption_enabled: true,
    transit_encryption_mode: 'required',
    cluster_mode: 'enabled',
    num_node_groups: 1,
    replicas_per_node_group: 1,
    automatic_failover_enabled: true,
    multi_az_enabled: true,
    snapshot_retention_limit: 7,
    final_snapshot_identifier: 'acme-dev-cache-final',
    lifecycle: { prevent_destroy: true },
  });
  const destroyable = nodes({ removalPolicy: 'destroy', allowDestroy: true });
  expect(destroyable).not.toHaveProperty('final_snapshot_identifier');
  expect(destroyable).toMatchObject({ lifecycle: { prevent_destroy: false } });
});

test('its logs are kept, encrypted', () => {
  expect(made()['aws_cloudwatch_log_group']?.map((group) => group['name'])).toEqual([
    '/aws/vendedlogs/elasticache/acme-dev-cache/engine-log',
    '/aws/vendedlogs/elasticache/acme-dev-cache/slow-log',
  ]);
  expect(nodes()?.['log_delivery_configuration']).toEqual(
    ['slow-log', 'engine-log'].map((log) => ({
      destination: `/aws/vendedlogs/elasticache/acme-dev-cache/${log}`,
      destination_type: 'cloudwatch-logs',
      log_format: 'json',
      log_type: log,
    })),
  );
});

test.each(['valkey', 'redis'] as const)(
  'no user of %s has a password, and the group takes nobody without a name',
  (engine) => {
    const { aws_elasticache_user: users = [], aws_elasticache_user_group: groups, ...others } = made({ engine });
    const modes = users.map((user) => [user['user_name'], (user['authentication_mode'] as { type: string }).type]);
    const own = [
      ['acme-dev-cache-reader', 'iam'],
      ['acme-dev-cache-writer', 'iam'],
    ];
    expect(modes).toEqual(engine === 'valkey' ? own : [['default', 'no-password-required'], ...own]);
    for (const user of users) {
      expect(user).not.toHaveProperty('passwords');
      if (user['user_name'] === 'default') expect(user['access_string']).toBe('off -@all');
    }
    expect(groups).toHaveLength(1);
    expect(JSON.stringify(others)).not.toContain('auth_token');
  },
);

/** What Redis 7.0.15 says of them, by ACL DRYRUN: `get` of other keys, `flushall`, `keys`, `config get` are refused. */
test('what users may do, in the order in which the engine reads it', () => {
  const finding = '+cluster|info +cluster|nodes +cluster|shards +cluster|slots +info';
  expect(accessString({ access: 'read', keys: ['features:*'] })).toBe(
    `on ~features:* -@all +@connection +@read -@dangerous ${finding}`,
  );
  expect(accessString({ access: 'write' })).toBe(`on ~* -@all +@connection +@read +@write -@dangerous ${finding}`);
});

test('shards can be added, and parameters are of the version', () => {
  expect(
    made({ engine: 'redis', parameters: { 'maxmemory-policy': 'allkeys-lru' } })['aws_elasticache_parameter_group'],
  ).toEqual([
    expect.objectContaining({
      name: 'acme-dev-cache-redis7',
      family: 'redis7',
      parameter: [
        { name: 'cluster-enabled', value: 'yes' },
        { name: 'maxmemory-policy', value: 'allkeys-lru' },
      ],
    }),
  ]);
  expect(nodes({ nodeType: 'cache.r6gd.xlarge' })).toMatchObject({ data_tiering_enabled: true });
  expect(nodes()).not.toHaveProperty('data_tiering_enabled');
});

test('each node has its alarms; a node alone is behind nobody', () => {
  const names = (props: Partial<RedisCacheProps>) => {
    let found: readonly string[] = [];
    resourcesOf((stack) => {
      found = new RedisCache(stack, 'x', { ...least, ...props }).alarms.map(({ name }) => name);
    });
    return found;
  };
  const all = names({ numNodeGroups: 2 });
  expect(all).toHaveLength(2 * 2 * 5);
  expect(all).toContain('0002-002-lag');
  expect(names({ replicasPerNodeGroup: 0, multiAzEnabled: false })).toEqual(
    ['cpu', 'memory', 'evictions', 'refused'].map((what) => `0001-001-${what}`),
  );
});

test.each([
  ['01:00-02:00', 'sun:03:00-sun:04:00', ''],
  ['01:00-02:00', 'sun:02:00-sun:03:00', ''],
  ['23:30-00:30', 'wed:00:00-wed:01:00', 'overlap'],
  ['23:30-00:30', 'sun:00:00-sun:01:00', 'overlap'],
  ['03:30-04:30', 'sat:23:00-sun:04:00', 'overlap'],
  ['01:00-01:30', 'sun:03:00-sun:04:00', 'snapshotWindow'],
  ['1:00-2:00', 'sun:03:00-sun:04:00', 'snapshotWindow'],
  ['01:00-02:00', 'Sunday', 'maintenanceWindow'],
])('snapshots %s and maintenance %s: %s', (snapshot, maintenance, problem) => {
  const found = cacheWindowProblems(snapshot, maintenance);
  if (problem === '') expect(found).toEqual([]);
  else expect(found).toEqual([expect.stringContaining(problem)]);
});

const cache = 'arn:aws:elasticache:eu-central-1:111122223333:replicationgroup:acme-dev-cache';
const user = (name: string): string => `arn:aws:elasticache:eu-central-1:111122223333:user:acme-dev-cache-${name}`;

test.each<[string, (scope: Construct) => { cache: Pick<RedisCache, 'arn' | 'grantConnect'>; reader: string }]>([
  ['made', (scope) => ({ cache: new RedisCache(scope, 'x', least), reader: 'reader' })],
  [
    'existing',
    (scope) => ({
      cache: RedisCache.fromExisting(scope, 'x', { ...naming, replicationGroupId: 'acme-dev-cache' }),
      reader: 'acme-dev-cache-reader',
    }),
  ],
])('%s: who reads connects as the reader, to this cache', (_, of) => {
  const { may } = granted((scope, role) => {
    const { cache: granting, reader } = of(scope);
    expect(granting.arn).toBe(cache);
    granting.grantConnect(role, reader);
  });
  expect(may('elasticache:Connect', cache)).toBe(true);
  expect(may('elasticache:Connect', user('reader'))).toBe(true);
  expect(may('elasticache:Connect', user('writer'))).toBe(false);
  expect(may('elasticache:Connect', cache.replace('acme-dev', 'acme-prod'))).toBe(false);
  expect(may('elasticache:ModifyUser', user('reader'))).toBe(false);
});

test('clients come in by one port, from named groups', () => {
  const { aws_vpc_security_group_ingress_rule: rules = [] } = resourcesOf((stack) => {
    new RedisCache(stack, 'x', { ...least, clientSecurityGroupIds: ['sg-jobs'] }).allowClient('scoring', 'sg-scoring');
  });
  expect(rules.map((rule) => [rule['from_port'], rule['to_port'], rule['referenced_security_group_id']])).toEqual([
    [6379, 6379, 'sg-jobs'],
    [6379, 6379, 'sg-scoring'],
  ]);
});
