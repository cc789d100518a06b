import { judged, type PolicyRule, type SynthesizedResource } from '../../../core/policy';

const secretName = /(^|_)(password|passwd|secret_string|secret_binary|auth_token|access_key|private_key|token)$/i;

export const literalSecret: PolicyRule = {
  id: 'LW_LITERAL_SECRET',
  title: 'No secret is written into a stack',
  why: 'What is in a stack is in its repository, its state and every log of a plan.',
  source: 'https://developer.hashicorp.com/terraform/language/manage-sensitive-data',
  judge: (platform) => platform.resources.map((resource) => judged(resource, problem(resource))),
};

function problem({ properties }: SynthesizedResource): string | undefined {
  const found = literals(properties, '');
  return found.length === 0
    ? undefined
    : `${found.join(', ')} is written out; name a secret of Secrets Manager instead`;
}

/** Paths of properties that are called like a secret and hold text that is no reference. */
function literals(value: unknown, path: string): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((each, i) => literals(each, `${path}[${i}]`));
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const here = path === '' ? key : `${path}.${key}`;
    if (typeof inner !== 'string') return literals(inner, here);
    return secretName.test(key) && inner !== '' && !inner.includes('${') ? [here] : [];
  });
}
