import { judged, notApplicable, type PolicyRule, type SynthesizedResource } from '../../../core/policy';
import { saysAccount } from '../../facts';
import { statementsOf } from '../policy_documents';

const scopes = ['aws:SourceAccount', 'aws:SourceArn', 'aws:SourceOrgID'];
export const serviceTrust: PolicyRule = {
  id: 'LW_SERVICE_TRUST',
  title: 'A service that says for which account takes a role for this one only',
  why: 'Otherwise another account can have the service act with the role: the confused deputy.',
  source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html',
  judge: (platform) =>
    platform
      .of('aws_iam_role')
      .map((resource) =>
        trusting(resource).length === 0 ? notApplicable(resource) : judged(resource, problem(resource)),
      ),
};

const trusting = (resource: SynthesizedResource) =>
  statementsOf(resource, 'assume_role_policy').filter(
    ({ Effect, Principal }) => Effect === 'Allow' && (Principal['Service'] ?? []).some(saysAccount),
  );

function problem(resource: SynthesizedResource): string | undefined {
  const open = trusting(resource).filter(
    ({ Condition }) => !Object.values(Condition).some((keys) => scopes.some((scope) => scope in keys)),
  );
  if (open.length === 0) return undefined;
  const services = open.flatMap(({ Principal }) => (Principal['Service'] ?? []).filter(saysAccount));
  return `is taken by ${services.join(', ')} for anybody; expected a condition on one of ${scopes.join(', ')}`;
}
