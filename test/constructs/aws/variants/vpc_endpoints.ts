import { VpcEndpoints, type VpcEndpointsProps } from '../../../../constructs/aws';
import { emrServerlessFacts, interfaceServices } from '../../../../constructs/aws/facts';
import type { Naming } from '../../../../constructs/core';
import type { Variant } from '../variant';

const wrong = (naming: Naming, props: Partial<VpcEndpointsProps> = {}): VpcEndpointsProps => ({
  ...naming,
  vpcId: 'vpc-1',
  cidrs: ['10.9.0.0/16'],
  subnetIds: ['subnet-1'],
  routeTableIds: ['rtb-1'],
  ...props,
});
const many = Array.from({ length: 1000 }, (_, i) => `partner-of-our-shop-number-${String(i).padStart(4, '0')}`);

export const vpcEndpoints: Variant = {
  construct: VpcEndpoints,
  family: 'network',
  least: (scope, id, given, name) =>
    new VpcEndpoints(scope, id, {
      ...given.naming,
      ...given.vpcOfOwn(id),
      ...(name === undefined ? {} : { name }),
    }),
  all: (scope, id, given) =>
    new VpcEndpoints(scope, id, {
      ...given.naming,
      ...given.vpcOfOwn(id),
      name: 'all-endpoints',
      services: [emrServerlessFacts, 'sts', 'ecr.api', 'ecr.dkr', 'kms'],
      buckets: ['acme-tools'],
      existing: ['kms'],
      unrestricted: ['sts'],
    }),
  existing: { none: 'it is for VPCs that are there; Network.fromExisting takes those with their endpoints' },
  refused: [
    {
      wrong: 'an endpoint that there is not',
      build: (scope, { naming }) => new VpcEndpoints(scope, 'it', wrong(naming, { services: ['gluu'] })),
      message: 'services.0: found "gluu"; expected facts of a service',
    },
    {
      wrong: 'an existing endpoint by its whole name',
      build: (scope, { naming }) =>
        new VpcEndpoints(scope, 'it', wrong(naming, { existing: ['com.amazonaws.eu-central-1.glue'] })),
      message: 'existing.0: found "com.amazonaws.eu-central-1.glue"; expected the last part',
    },
    {
      wrong: 'no subnet',
      build: (scope, { naming }) => new VpcEndpoints(scope, 'it', wrong(naming, { subnetIds: [] })),
      message: 'subnetIds: found []; expected at least one subnet',
    },
    {
      wrong: 'a subnet for a route table',
      build: (scope, { naming }) => new VpcEndpoints(scope, 'it', wrong(naming, { routeTableIds: ['subnet-1'] })),
      message: 'routeTableIds.0: found "subnet-1"; expected a route table\'s id',
    },
    {
      wrong: 'a name for a VPC',
      build: (scope, { naming }) => new VpcEndpoints(scope, 'it', wrong(naming, { vpcId: 'main' })),
      message: 'vpcId: found "main"; expected a VPC\'s id',
    },
    {
      wrong: 'everybody as the VPC',
      build: (scope, { naming }) => new VpcEndpoints(scope, 'it', wrong(naming, { cidrs: ['0.0.0.0/0'] })),
      message: "cidrs: found '0.0.0.0/0', 4294967296 addresses; expected /16 or smaller",
    },
    {
      wrong: 'more endpoints than a VPC has',
      build: (scope, { naming }) => new VpcEndpoints(scope, 'it', wrong(naming, { services: [...interfaceServices] })),
      message: `found ${interfaceServices.length} interface endpoints of a VPC; expected at most 50`,
    },
    {
      wrong: 'more buckets than a policy holds',
      build: (scope, { naming }) => new VpcEndpoints(scope, 'it', wrong(naming, { buckets: many })),
      message: "characters of an endpoint's policy; expected at most 20480",
    },
  ],
};
