import { judged, notApplicable, type PolicyRule } from '../../../core/policy';

export const roleBoundary: PolicyRule = {
  id: 'LW_ROLE_BOUNDARY',
  title: 'Every role has the permissions boundary of its environment',
  why: 'The account asks for it, so that no deployment can give away more than it may.',
  source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html',
  judge: (platform, { permissionsBoundary }) =>
    platform.of('aws_iam_role').map((resource) => {
      if (permissionsBoundary === undefined) return notApplicable(resource);
      const found = resource.properties['permissions_boundary'];
      return judged(
        resource,
        typeof found === 'string' && found !== ''
          ? undefined
          : `has no permissions boundary; expected ${permissionsBoundary} (roles.permissionsBoundary of the environment)`,
      );
    }),
};
