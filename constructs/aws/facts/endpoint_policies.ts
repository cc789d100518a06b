/** What a VPC endpoint lets through: our own principals, to our own things. It grants nothing; it is one more gate. */
import { arn, bucketArn, type Naming } from '../../../environments';
import type { Statement } from '../../../pipelines/targets';
import { serviceBuckets, type UsedService } from './endpoints';
import type { ServiceBucket } from './service_facts';

/**
 * By condition, since a gateway endpoint takes an account as a principal for its root user alone:
 * https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html#vpc-endpoint-policies-gateway
 */
const ownPrincipals = (naming: Naming): Readonly<Record<string, string>> => ({
  'aws:PrincipalAccount': naming.account,
});

export interface EndpointPolicyOptions {
  readonly services: readonly UsedService[];
  /** Names of buckets beside the project's, of any account; `*` stands for any text. */
  readonly buckets: readonly string[];
}

export function endpointPolicy(
  service: string,
  naming: Naming,
  { services, buckets }: EndpointPolicyOptions,
): readonly Statement[] {
  switch (service) {
    case 's3':
      return s3Statements(naming, buckets, services);
    case 'dynamodb':
      return [
        {
          sid: 'OwnTables',
          principals: '*',
          actions: ['dynamodb:*'],
          resources: [arn(naming, 'dynamodb', 'table/*')],
          conditions: { StringEquals: ownPrincipals(naming) },
        },
      ];
    case 'sts':
      return [own(naming), webIdentity(naming)];
    default:
      return [own(naming)];
  }
}

/** The services of interface endpoints judge resources by the caller's own policies. */
const own = (naming: Naming): Statement => ({
  sid: 'OwnPrincipals',
  principals: '*',
  actions: ['*'],
  resources: ['*'],
  conditions: { StringEquals: ownPrincipals(naming) },
});

/**
 * Who takes a role with a token is nobody's principal yet, so no condition on principals holds:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sts_vpc_endpoint_policies.html
 */
const webIdentity = (naming: Naming): Statement => ({
  sid: 'OwnRolesByToken',
  principals: '*',
  actions: ['sts:AssumeRoleWithWebIdentity'],
  resources: [arn(naming, 'iam', 'role/*', false)],
});

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-bucket-policies.html */
function s3Statements(
  naming: Naming,
  buckets: readonly string[],
  services: readonly UsedService[],
): readonly Statement[] {
  const own = bucketArn(naming, `${naming.project}-${naming.environment}-*`);
  const ofAws = serviceBuckets(services);
  const read = ofAws.filter(({ actions }) => actions === undefined);
  return [
    {
      // The account too: anybody may have a bucket whose name begins like ours.
      sid: 'OwnBuckets',
      principals: '*',
      actions: ['s3:*'],
      resources: [own],
      conditions: { StringEquals: { ...ownPrincipals(naming), 'aws:ResourceAccount': naming.account } },
    },
    ...(buckets.length === 0
      ? []
      : [
          {
            sid: 'NamedBuckets',
            principals: '*',
            actions: ['s3:*'],
            resources: withObjects(buckets.map((name) => bucketArn(naming, name))),
            conditions: { StringEquals: ownPrincipals(naming) },
          } as const,
        ]),
    ...(read.length === 0
      ? []
      : [
          {
            // Read by links that AWS has signed, or by nobody in particular: no condition on principals would hold.
            sid: 'BucketsOfServices',
            principals: '*',
            actions: ['s3:GetObject'],
            resources: read.map((bucket) => objectsOf(naming, bucket)),
          } as const,
        ]),
    // AWS itself uses these, from our network: its principals are of no account of ours.
    ...ofAws.flatMap((bucket): readonly Statement[] =>
      bucket.actions === undefined
        ? []
        : [
            {
              sid: 'KeptByServices',
              principals: '*',
              actions: bucket.actions,
              resources: [objectsOf(naming, bucket)],
              ...(bucket.conditions === undefined ? {} : { conditions: bucket.conditions }),
            },
          ],
    ),
  ];
}

const objectsOf = (naming: Naming, { pattern, nameIn = {} }: ServiceBucket): string =>
  `${bucketArn(naming, nameIn[naming.region] ?? pattern.replaceAll('{region}', naming.region))}/*`;

const withObjects = (bucketArns: readonly string[]): readonly string[] =>
  bucketArns.flatMap((bucket) => [bucket, `${bucket}/*`]);
