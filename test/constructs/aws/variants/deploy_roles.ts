import { DeployRoles, type DeployRolesProps, githubSubject } from '../../../../constructs/aws';
import type { Surroundings } from '../surroundings';
import type { Variant } from '../variant';

const least = ({ naming }: Surroundings): DeployRolesProps => ({
  ...naming,
  planSubjects: [githubSubject('acme/lake', 'pull_request')],
  applySubjects: [githubSubject('acme/lake', { environment: 'prod' })],
  stateBucket: 'acme-state',
  statePrefixes: ['acme/dev'],
});

export const deployRoles: Variant = {
  construct: DeployRoles,
  family: 'network',
  least: (scope, id, given) => new DeployRoles(scope, id, least(given)),
  all: (scope, id, given) =>
    new DeployRoles(scope, id, {
      ...least(given),
      planSubjects: ['repo:acme/lake:*'],
      applySubjects: [githubSubject('acme/lake', { branch: 'main' }), 'repo:acme/lake:environment:prod'],
      statePrefixes: ['acme/dev', 'acme/prod'],
      stateKeyArn: given.keyArn(),
      providerArn: 'arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com',
      rolePath: '/data-platform/',
      managedObjects: ['acme-dev-artefacts-*'],
      statefulDeletes: 'allowed',
      sessionMinutes: 120,
    }),
  once: 'an account has one pair of roles that deploy, and one boundary',
  existing: { none: 'workflows take them by their ARNs' },
  refused: [
    {
      wrong: 'all repositories of an owner',
      build: (scope, given) =>
        new DeployRoles(scope, 'it', { ...least(given), planSubjects: ['repo:acme/*:ref:refs/heads/main'] }),
      message:
        'planSubjects.0: found "repo:acme/*:ref:refs/heads/main"; expected \'repo:owner/name:\' of one repository',
    },
    {
      wrong: 'everybody',
      build: (scope, given) => new DeployRoles(scope, 'it', { ...least(given), applySubjects: ['*'] }),
      message: 'applySubjects.0: found "*"; expected \'repo:owner/name:\' of one repository',
    },
    {
      wrong: 'pull requests that apply',
      build: (scope, given) =>
        new DeployRoles(scope, 'it', { ...least(given), applySubjects: ['repo:acme/lake:pull_request'] }),
      message: 'found "repo:acme/lake:pull_request"; expected a branch, a tag or an environment',
    },
    {
      wrong: 'any branch that applies',
      build: (scope, given) =>
        new DeployRoles(scope, 'it', { ...least(given), applySubjects: ['repo:acme/lake:ref:refs/heads/*'] }),
      message: "without a wildcard: 'ref:refs/heads/*' lets more in",
    },
    {
      wrong: 'anything of a repository that applies',
      build: (scope, given) => new DeployRoles(scope, 'it', { ...least(given), applySubjects: ['repo:acme/lake:*'] }),
      message: "without a wildcard: '*' lets more in",
    },
    {
      wrong: 'nobody',
      build: (scope, given) => new DeployRoles(scope, 'it', { ...least(given), planSubjects: [] }),
      message: 'planSubjects: found []; expected at least one subject',
    },
    {
      wrong: 'the whole state bucket',
      build: (scope, given) => new DeployRoles(scope, 'it', { ...least(given), statePrefixes: ['*'] }),
      message: 'statePrefixes.0: found "*"; expected a prefix',
    },
    {
      wrong: 'a session of half a minute',
      build: (scope, given) => new DeployRoles(scope, 'it', { ...least(given), sessionMinutes: 0.5 }),
      message: 'sessionMinutes: found 0.5; expected 60 to 720 minutes',
    },
    {
      wrong: 'a state bucket in capitals',
      build: (scope, given) => new DeployRoles(scope, 'it', { ...least(given), stateBucket: 'State' }),
      message: "s3 bucket 'State': expected lower-case letters",
    },
  ],
};
