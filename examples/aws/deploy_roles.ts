/** Pull requests of one repository plan; its environment `prod`, which people approve, applies. */
import { DeployRoles, githubSubject } from '../../constructs/aws';
import { arn, type Construct } from '../../constructs/core';

export function deployRoles(scope: Construct): void {
  const naming = { project: 'acme', environment: 'account', account: '111122223333', region: 'eu-central-1' };
  const roles = new DeployRoles(scope, 'deploy', {
    ...naming,
    planSubjects: [githubSubject('acme/lake', 'pull_request')],
    applySubjects: [githubSubject('acme/lake', { environment: 'prod' })],
    stateBucket: 'acme-state',
    statePrefixes: ['acme/dev', 'acme/prod'],
    rolePath: '/data-platform/',
  });
  // What each environment of the account says as roles.permissionsBoundary.
  const boundary = arn(naming, 'iam', 'policy/deploy/acme-account-boundary', false);
  if (roles.boundaryArn !== boundary) throw new Error('the boundary has a name that can be written into a file');
}
