import { judged, type PolicyRule, type SynthesizedResource } from '../../../core/policy';

const types = ['aws_security_group', 'aws_security_group_rule', 'aws_vpc_security_group_ingress_rule'];
const everywhere = /"(0\.0\.0\.0\/0|::\/0)"/;

export const openIngress: PolicyRule = {
  id: 'LW_OPEN_INGRESS',
  title: 'Nothing is reached from everywhere',
  why: 'A lake serves jobs and people of known networks.',
  source: 'https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html',
  judge: (platform) =>
    platform.resources
      .filter(({ type }) => types.includes(type))
      .map((resource) => judged(resource, problem(resource))),
};

function problem({ type, properties }: SynthesizedResource): string | undefined {
  if (type === 'aws_security_group_rule' && properties['type'] !== 'ingress') return undefined;
  const from = type === 'aws_security_group' ? properties['ingress'] : properties;
  const found = everywhere.exec(JSON.stringify(from ?? null))?.[1];
  return found === undefined ? undefined : `lets in ${found}; expected known networks or a security group`;
}
