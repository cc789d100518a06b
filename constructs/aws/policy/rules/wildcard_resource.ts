import { judged, notApplicable, type PolicyRule, type SynthesizedResource } from '../../../core/policy';
import { actionsWithoutResources } from '../../facts';
import { statementsOf } from '../policy_documents';

const types = ['aws_iam_policy', 'aws_iam_role_policy'];

export const wildcardResource: PolicyRule = {
  id: 'LW_WILDCARD_RESOURCE',
  title: 'No permission on everything where the service knows single resources',
  why: 'What a role may do to one table it could do to all of the account.',
  source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege',
  judge: (platform) =>
    platform.resources
      .filter(({ type }) => types.includes(type))
      .map((resource) =>
        statementsOf(resource, 'policy').length === 0 ? notApplicable(resource) : judged(resource, problem(resource)),
      ),
};

function problem(resource: SynthesizedResource): string | undefined {
  const wide = statementsOf(resource, 'policy')
    .filter(({ Effect, Resource }) => Effect === 'Allow' && Resource.includes('*'))
    .flatMap(({ Action }) => Action.filter((action) => !actionsWithoutResources.has(action)));
  if (wide.length === 0) return undefined;
  return `allows ${[...new Set(wide)].join(', ')} on '*'; expected the ARNs that it is for`;
}
