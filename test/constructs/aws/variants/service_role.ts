import { ServiceRole, type ServiceRoleProps } from '../../../../constructs/aws';
import type { Surroundings } from '../surroundings';
import type { Variant } from '../variant';

const least = ({ naming }: Surroundings, what: string): ServiceRoleProps => ({
  ...naming,
  roleName: `acme-${naming.environment}-${what}`,
  service: 'states.amazonaws.com',
  description: 'Runs',
  statements: [{ actions: ['s3:ListBucket'], resources: ['arn:aws:s3:::acme'] }],
});

export const serviceRole: Variant = {
  construct: ServiceRole,
  family: 'foundation',
  least: (scope, id, given, name = 'least') => new ServiceRole(scope, id, least(given, name)),
  all: (scope, id, given) =>
    new ServiceRole(scope, id, {
      ...least(given, 'all'),
      trust: [{ principals: { AWS: given.naming.account }, actions: ['sts:AssumeRole'], resources: [] }],
      managedPolicyArns: ['arn:aws:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForBackup'],
      mayBeEmpty: true,
      path: '/data-platform/',
      permissionsBoundary: 'arn:aws:iam::aws:policy/PowerUserAccess',
    }),
  existing: (scope, id, given) => ServiceRole.fromExisting(scope, id, { ...given.naming, roleName: 'acme-reader' }),
  refused: [
    {
      wrong: 'a service that is none',
      build: (scope, given) => new ServiceRole(scope, 'it', { ...least(given, 'x'), service: 'states' }),
      message: 'service: found "states"; expected a service',
    },
    {
      wrong: 'a role that nobody takes',
      build: (scope, given) => new ServiceRole(scope, 'it', { ...least(given, 'x'), service: [] }),
      message: 'service: nobody takes the role; expected a service, or trust in others (https:',
    },
    {
      wrong: 'a statement about nothing',
      build: (scope, given) =>
        new ServiceRole(scope, 'it', {
          ...least(given, 'x'),
          statements: [{ actions: ['sns:Publish'], resources: [] }],
        }),
      message: 'statements.0.resources: found []; expected at least one resource',
    },
    {
      wrong: 'a statement whose id is a sentence',
      build: (scope, given) =>
        new ServiceRole(scope, 'it', {
          ...least(given, 'x'),
          statements: [{ sid: 'May tell', actions: ['sns:Publish'], resources: ['*'] }],
        }),
      message: 'statements.0.sid: found "May tell"; expected an id of letters and digits (https:',
    },
    {
      wrong: 'trust whose id is a sentence',
      build: (scope, given) =>
        new ServiceRole(scope, 'it', {
          ...least(given, 'x'),
          trust: [{ sid: 'our-own', principals: { AWS: '*' }, actions: ['sts:AssumeRole'], resources: [] }],
        }),
      message: 'trust.0.sid: found "our-own"; expected an id of letters and digits (https:',
    },
    {
      wrong: 'a boundary that is no policy',
      build: (scope, given) => new ServiceRole(scope, 'it', { ...least(given, 'x'), permissionsBoundary: 'limits' }),
      message: 'permissionsBoundary: found "limits"; expected a policy\'s ARN',
    },
  ],
};
