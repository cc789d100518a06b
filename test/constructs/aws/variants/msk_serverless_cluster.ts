import { MskServerlessCluster, type MskServerlessClusterProps } from '../../../../constructs/aws';
import type { Naming } from '../../../../constructs/core';
import type { Surroundings } from '../surroundings';
import type { Refusal, Variant } from '../variant';

const least = (given: Surroundings): MskServerlessClusterProps => ({
  ...given.base,
  vpcId: given.vpcId,
  subnetIds: given.subnetIds(2),
});
const wrong = (naming: Naming, props: object): MskServerlessClusterProps => ({
  ...naming,
  vpcId: 'vpc-1',
  subnetIds: ['subnet-1', 'subnet-2'],
  ...props,
});
const refusals: readonly (readonly [string, object, string])[] = [
  ['one zone', { subnetIds: ['subnet-1'] }, 'subnetIds: found ["subnet-1"]; expected two or three subnets'],
  [
    'a range for a group of clients',
    { clientSecurityGroupIds: ['10.0.0.0/8'] },
    'clientSecurityGroupIds.0: found "10.0.0.0/8"; expected a security group\'s id',
  ],
  [
    'a pattern for a topic that has to be kept up with',
    { consumerLag: [{ consumerGroup: 'shop', topic: 'shop.*' }] },
    'consumerLag.0.topic: found "shop.*"; expected the name of a topic',
  ],
  [
    'a name that is too long',
    { name: 'events-of-all-shops-and-of-all-partners-and-of-everybody-else' },
    'characters; expected 1 to 64',
  ],
];

export const mskServerlessCluster: Variant = {
  construct: MskServerlessCluster,
  family: 'streaming',
  least: (scope, id, given, name) =>
    new MskServerlessCluster(scope, id, { ...least(given), ...(name === undefined ? {} : { name }) }),
  all: (scope, id, given) =>
    new MskServerlessCluster(scope, id, {
      ...least(given),
      name: 'all-events',
      clientSecurityGroupIds: [given.securityGroupId()],
      consumerLag: [{ consumerGroup: 'shop-orders', topic: 'orders' }],
    }),
  existing: (scope, id, { naming }) =>
    MskServerlessCluster.fromExisting(scope, id, { ...naming, clusterName: 'orders' }),
  refused: refusals.map(([what, props, message]): Refusal => ({
    wrong: what,
    build: (scope, { naming }) => new MskServerlessCluster(scope, 'it', wrong(naming, props)),
    message,
  })),
};
