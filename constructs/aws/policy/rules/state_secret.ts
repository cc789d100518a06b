import { judged, notApplicable, type PolicyRule } from '../../../core/policy';
import { keptSecrets, stateSecretsOf } from '../kept_secrets';

export const stateSecret: PolicyRule = {
  id: 'LW_STATE_SECRET',
  title: 'No usable secret comes into the state',
  why: 'Terraform keeps every attribute in its state in clear, also what a service or the provider made.',
  source: 'https://developer.hashicorp.com/terraform/language/manage-sensitive-data',
  judge: (platform) =>
    [
      ...platform.resources.map((resource) => [resource.type, resource] as const),
      ...platform.dataSources.map((resource) => [`data.${resource.type}`, resource] as const),
    ].map(([type, resource]) => {
      if (stateSecretsOf(type).length === 0) return notApplicable(resource);
      const problems = keptSecrets(type, resource.properties);
      return judged(resource, problems.length === 0 ? undefined : problems.join('; '));
    }),
};
