import { EksCluster, EksServiceAccountRole, type EksServiceAccountRoleProps } from '../../../../constructs/aws';
import type { Surroundings } from '../surroundings';
import type { Refusal, Variant } from '../variant';

const issuer = 'oidc.eks.eu-central-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE';
const cluster = { issuer, providerArn: `arn:aws:iam::111122223333:oidc-provider/${issuer}` };
const least = (given: Surroundings, serviceAccount: string): EksServiceAccountRoleProps => ({
  ...given.naming,
  cluster,
  namespace: 'jobs',
  serviceAccount,
  managedPolicyArns: ['arn:aws:iam::aws:policy/AmazonEKS_CNI_Policy'],
});
const refusals: readonly (readonly [string, Partial<EksServiceAccountRoleProps>, string])[] = [
  ['all namespaces', { namespace: '*' }, 'namespace: found "*"; expected the name of a namespace'],
  [
    'all service accounts',
    { serviceAccount: 'spark-*' },
    'serviceAccount: found "spark-*"; expected the name of a service account',
  ],
  [
    'a statement whose id is a sentence',
    { statements: [{ sid: 'May tell', actions: ['sns:Publish'], resources: ['*'] }] },
    'statements.0.sid: found "May tell"; expected an id of letters and digits',
  ],
  ['a long name', { namespace: 'n'.repeat(60) }, `iam role 'acme-dev-${'n'.repeat(60)}-x'`],
];

export const eksServiceAccountRole: Variant = {
  construct: EksServiceAccountRole,
  family: 'compute',
  least: (scope, id, given, name = 'least') => new EksServiceAccountRole(scope, id, least(given, name)),
  all: (scope, id, given) =>
    new EksServiceAccountRole(scope, id, {
      ...least(given, 'all'),
      cluster: EksCluster.fromExisting(scope, `${id}-cluster`, { ...given.naming, clusterName: 'acme', issuer }),
      roleName: `acme-${given.naming.environment}-spark-of-jobs`,
      statements: [{ actions: ['sns:Publish'], resources: [given.topicArn()] }],
      path: '/data-platform/',
      permissionsBoundary: 'arn:aws:iam::aws:policy/PowerUserAccess',
    }),
  existing: { none: 'a role that is there is taken up by ServiceRole.fromExisting, whoever takes it' },
  refused: refusals.map(([what, props, message]): Refusal => ({
    wrong: what,
    build: (scope, given) => new EksServiceAccountRole(scope, 'it', { ...least(given, 'x'), ...props }),
    message,
  })),
};
