import { Network, type NetworkProps } from '../../../../constructs/aws';
import { emrServerlessFacts, type ServiceFacts } from '../../../../constructs/aws/facts';
import type { Naming } from '../../../../constructs/core';
import type { Variant } from '../variant';

const logKeyArn = 'arn:aws:kms:eu-central-1:111122223333:key/1234';
const wrong = (naming: Naming, props: Partial<NetworkProps> = {}): NetworkProps => ({
  ...naming,
  cidr: '10.20.0.0/16',
  logKeyArn,
  ...props,
});
const brokers: ServiceFacts = {
  name: 'Brokers',
  principals: [],
  zones: {
    least: 3,
    most: 3,
    why: 'a broker is in each of three zones',
    source: 'https://docs.aws.amazon.com/msk/latest/developerguide/msk-create-cluster.html',
  },
};
const existing = { vpcId: 'vpc-1', subnetIds: ['subnet-1'], securityGroupId: 'sg-1' };

export const network: Variant = {
  construct: Network,
  family: 'network',
  least: (scope, id, given, name) =>
    new Network(scope, id, {
      ...given.base,
      cidr: '10.20.0.0/16',
      logKeyArn: given.keyArn('logs'),
      ...(name === undefined ? {} : { name }),
    }),
  all: (scope, id, given) => {
    const made = new Network(scope, id, {
      ...given.base,
      name: 'all',
      cidr: '10.30.0.0/20',
      logKeyArn: given.keyArn('logs'),
      zones: 3,
      availabilityZones: ['eu-central-1a', 'eu-central-1b', 'eu-central-1c'],
      apartFrom: ['10.40.0.0/16'],
      services: [emrServerlessFacts, 'ecr.dkr', 'sts', 'secretsmanager'],
      buckets: ['acme-tools', 'partner-*'],
      unrestricted: ['secretsmanager'],
      addresses: [{ what: 'jobs', addresses: 500 }],
      nat: 'per zone',
      loggedTraffic: 'REJECT',
      logRetentionDays: 365,
      rolePath: '/data-platform/',
    });
    made.workloadSecurityGroup(scope, `${id}-jobs`, { name: 'jobs', description: 'Jobs', internet: true });
    return made;
  },
  existing: (scope, id, given) =>
    Network.fromExisting(scope, id, {
      ...given.naming,
      vpcId: given.vpcId,
      subnetIds: given.subnetIds(),
      securityGroupId: given.securityGroupId(),
      endpoints: ['s3', 'dynamodb', 'glue', 'logs'],
      endpointsGroupId: given.securityGroupId(),
      services: [emrServerlessFacts],
    }).workloadSecurityGroup(scope, `${id}-jobs`, { name: 'existing-jobs', description: 'Jobs' }),
  refused: [
    {
      wrong: 'what is no range',
      build: (scope, { naming }) => new Network(scope, 'it', wrong(naming, { cidr: '10.20.0.1/16' })),
      message: "cidr: found '10.20.0.1/16'; expected a range such as",
    },
    {
      wrong: 'a range that is too large',
      build: (scope, { naming }) => new Network(scope, 'it', wrong(naming, { cidr: '10.0.0.0/15' })),
      message: "found '10.0.0.0/15', 131072 addresses; expected /16 or smaller",
    },
    {
      wrong: 'a range that is too small',
      build: (scope, { naming }) => new Network(scope, 'it', wrong(naming, { cidr: '10.20.0.0/27' })),
      message:
        "found '10.20.0.0/27', 32 addresses: divided by 4 a subnet is /29, 8 addresses; " +
        'expected subnets of /28 or larger, so /26 or larger here',
    },
    {
      wrong: 'a range that is too small for NAT',
      build: (scope, { naming }) => new Network(scope, 'it', wrong(naming, { cidr: '10.20.0.0/26', nat: 'one' })),
      message: 'divided by 16 a subnet is /30, 4 addresses; expected subnets of /28 or larger, so /24 or larger here',
    },
    {
      wrong: 'a range that overlaps with another',
      build: (scope, { naming }) => new Network(scope, 'it', wrong(naming, { apartFrom: ['10.0.0.0/8'] })),
      message: "found '10.20.0.0/16', which overlaps with 10.0.0.0/8",
    },
    {
      wrong: 'a range that services use inside',
      build: (scope, { naming }) => new Network(scope, 'it', wrong(naming, { cidr: '172.17.128.0/20' })),
      message: 'overlaps with 172.17.0.0/16, which services of AWS use inside',
    },
    {
      wrong: 'to keep clear of what is no range',
      build: (scope, { naming }) => new Network(scope, 'it', wrong(naming, { apartFrom: ['office'] })),
      message: "found 'office' to keep clear of; expected a range",
    },
    {
      wrong: 'four zones',
      build: (scope, { naming }) => new Network(scope, 'it', wrong(naming, { zones: 4 })),
      message: 'zones: found 4; expected 1 to 3 zones',
    },
    {
      wrong: 'fewer zones than a service asks for',
      build: (scope, { naming }) => new Network(scope, 'it', wrong(naming, { zones: 2, services: [brokers] })),
      message: 'zones: found 2; expected at least 3: a broker is in each of three zones',
    },
    {
      wrong: 'fewer names than zones',
      build: (scope, { naming }) =>
        new Network(scope, 'it', wrong(naming, { zones: 2, availabilityZones: ['eu-central-1a'] })),
      message: 'availabilityZones: found 1 names; expected 2, one for each zone',
    },
    {
      wrong: 'a zone twice',
      build: (scope, { naming }) =>
        new Network(scope, 'it', wrong(naming, { availabilityZones: ['eu-central-1a', 'eu-central-1a'] })),
      message: 'expected each zone once',
    },
    {
      wrong: 'a region for a zone',
      build: (scope, { naming }) => new Network(scope, 'it', wrong(naming, { availabilityZones: ['eu-central-1'] })),
      message: 'availabilityZones.0: found "eu-central-1"; expected a zone such as',
    },
    {
      wrong: 'more workers than a subnet has addresses',
      build: (scope, { naming }) =>
        new Network(
          scope,
          'it',
          wrong(naming, {
            cidr: '10.20.0.0/24',
            services: ['glue'],
            addresses: [{ what: 'workers of default', addresses: 60 }],
          }),
        ),
      message:
        '10.20.0.0/26 has 64 addresses, 5 of them reserved; expected at most 59 in use, found 61: ' +
        '1 for interface endpoints, 60 for workers of default',
    },
    {
      wrong: 'an endpoint that there is not',
      build: (scope, { naming }) => new Network(scope, 'it', wrong(naming, { services: ['secretmanager'] })),
      message: 'services.0: found "secretmanager"; expected facts of a service',
    },
    {
      wrong: 'a URI for a bucket',
      build: (scope, { naming }) => new Network(scope, 'it', wrong(naming, { buckets: ['s3://acme-tools'] })),
      message: 'buckets.0: found "s3://acme-tools"; expected a bucket\'s name',
    },
    {
      wrong: 'days that the service does not take',
      build: (scope, { naming }) => new Network(scope, 'it', wrong(naming, { logRetentionDays: 45 })),
      message: 'logRetentionDays: found 45; expected one of 1, 3',
    },
    {
      wrong: 'traffic that is not logged',
      build: (scope, { naming }) =>
        new Network(scope, 'it', wrong(naming, { loggedTraffic: 'NONE' as unknown as 'ALL' })),
      message: 'loggedTraffic: found "NONE"; expected ALL, ACCEPT or REJECT',
    },
    {
      wrong: 'another number of NAT gateways',
      build: (scope, { naming }) => new Network(scope, 'it', wrong(naming, { nat: 'two' as unknown as 'one' })),
      message: "nat: found \"two\"; expected 'one' or 'per zone'",
    },
    {
      wrong: 'a way to the internet that the network does not have',
      build: (scope, { naming }) =>
        new Network(scope, 'network', wrong(naming)).workloadSecurityGroup(scope, 'it', {
          name: 'jobs',
          description: 'Jobs',
          internet: true,
        }),
      message: 'internet: found true; expected false, because the network has no NAT',
    },
    {
      wrong: 'an existing VPC that lacks an endpoint',
      build: (scope, { naming }) =>
        Network.fromExisting(scope, 'it', {
          ...naming,
          ...existing,
          endpoints: ['s3', 'dynamodb'],
          services: [emrServerlessFacts],
        }),
      message:
        'endpoints: found s3, dynamodb; expected also glue (Amazon EMR Serverless: jobs register their tables in the catalogue)',
    },
    {
      wrong: 'an existing VPC whose endpoints cannot be reached',
      build: (scope, { naming }) =>
        Network.fromExisting(scope, 'it', { ...naming, ...existing, endpoints: ['s3', 'glue'] }),
      message: 'endpointsGroupId: found nothing; expected the security group of the endpoints of glue',
    },
    {
      wrong: 'a name for a VPC',
      build: (scope, { naming }) => Network.fromExisting(scope, 'it', { ...naming, ...existing, vpcId: 'main' }),
      message: 'vpcId: found "main"; expected a VPC\'s id',
    },
  ],
};
