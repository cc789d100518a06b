/** Who a job of GitHub Actions is, and what a role may be taken for. */
import type { ServiceFacts } from './service_facts';

export const githubIssuer = 'token.actions.githubusercontent.com';
/** What the official action asks its tokens for. */
export const githubAudience = 'sts.amazonaws.com';

const subjects =
  'https://docs.github.com/en/actions/deployment/security-hardening-your-deployments/about-security-hardening-with-openid-connect#example-subject-claims';
const trust =
  'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html#idp_oidc_Create_GitHub';

/** What a job runs for. With an environment, GitHub leaves out the branch. */
export type GithubTrigger = { readonly branch: string } | { readonly environment: string } | 'pull_request';

/**
 * The claim `sub` of a job's token.
 * @param repository `acme/lake`
 */
export function githubSubject(repository: string, trigger: GithubTrigger): string {
  if (trigger === 'pull_request') return `repo:${repository}:pull_request`;
  return 'environment' in trigger
    ? `repo:${repository}:environment:${trigger.environment}`
    : `repo:${repository}:ref:refs/heads/${trigger.branch}`;
}

const shape = /^repo:(?<repository>[^:]*):(?<context>.+)$/;
const repositoryShape = /^[\w.-]+\/[\w.-]+$/;
const applies = /^(ref:refs\/(heads|tags)\/|environment:)[^*?]+$/;

/** What is wrong with a subject that a role trusts, in one sentence; undefined when it may take the role. */
export function subjectProblem(subject: string, role: 'plan' | 'apply'): string | undefined {
  const { repository = '', context = '' } = shape.exec(subject)?.groups ?? {};
  if (!repositoryShape.test(repository)) {
    return `expected 'repo:owner/name:' of one repository, without a wildcard: other repositories are other people (${trust})`;
  }
  if (role === 'plan') return undefined;
  if (context === 'pull_request') {
    return `expected a branch, a tag or an environment: anybody who may open a pull request could deploy (${subjects})`;
  }
  if (!applies.test(context)) {
    return `expected 'ref:refs/heads/main' or 'environment:prod' after the repository, without a wildcard: '${context}' lets more in than was reviewed (${subjects})`;
  }
  return undefined;
}

const iamQuotas = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html';

export const iamOidcFacts: ServiceFacts = {
  name: 'AWS Identity and Access Management, OpenID Connect',
  principals: [githubIssuer],
  endpoints: [
    {
      service: 'sts',
      type: 'Interface',
      why: 'a runner within the network takes its role through STS',
      source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sts_vpc_endpoint_create.html',
    },
  ],
  quotas: [
    {
      what: 'OpenID Connect providers in an account',
      most: 100,
      adjustable: true,
      why: 'each issuer is one; GitHub is one for all repositories',
      source: iamQuotas,
    },
  ],
};
