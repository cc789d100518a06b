import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import { VpcSecurityGroupEgressRule } from '@cdktf/provider-aws/lib/vpc-security-group-egress-rule';
import { VpcSecurityGroupIngressRule } from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule';
import { checkName, Construct } from '../../core';
import { emrFacts, emrTag } from '../facts';

const descriptions = {
  primary: 'Primary nodes',
  core: 'Core and task nodes',
  service: 'The service reaches the nodes through it',
} as const;
type Role = keyof typeof descriptions;

/**
 * The three groups of a cluster in private subnets. EMR adds rules that it misses; these are all that it needs, and
 * nodes reach others by TLS only: https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-man-sec-groups.html
 */
export class EmrSecurityGroups extends Construct {
  readonly primaryId: string;
  readonly coreId: string;
  readonly serviceId: string;

  /** @param name what the groups' names begin with */
  constructor(scope: Construct, id: string, name: string, vpcId: string) {
    super(scope, id);
    const make = (role: Role): string =>
      new SecurityGroup(this, role, {
        name: checkName('security group', `${name}-${role}`, this.node.path),
        description: descriptions[role],
        vpcId,
        tags: { [emrTag.key]: emrTag.value },
        // They name each other, and EMR adds rules of its own: otherwise none can be deleted.
        revokeRulesOnDelete: true,
      }).id;
    this.primaryId = make('primary');
    this.coreId = make('core');
    this.serviceId = make('service');
    const ids: Readonly<Record<string, string>> = {
      primary: this.primaryId,
      core: this.coreId,
      service: this.serviceId,
    };
    for (const { from, to, protocol, ports, why } of emrFacts.securityGroupRules ?? []) {
      const rule = {
        ...(protocol === 'all'
          ? { ipProtocol: '-1' }
          : { ipProtocol: protocol, fromPort: Number(ports), toPort: Number(ports) }),
        description: why,
      };
      const [source, target] = [ids[from] ?? '', ids[to] ?? ''];
      new VpcSecurityGroupIngressRule(this, `${to}-from-${from}`, {
        ...rule,
        securityGroupId: target,
        referencedSecurityGroupId: source,
      });
      new VpcSecurityGroupEgressRule(this, `${from}-to-${to}`, {
        ...rule,
        securityGroupId: source,
        referencedSecurityGroupId: target,
      });
    }
    for (const role of ['primary', 'core'] as const) {
      new VpcSecurityGroupEgressRule(this, `${role}-out`, {
        securityGroupId: ids[role] ?? '',
        ipProtocol: 'tcp',
        fromPort: 443,
        toPort: 443,
        cidrIpv4: '0.0.0.0/0',
        description: 'S3 and other services, by TLS',
      });
    }
  }
}
