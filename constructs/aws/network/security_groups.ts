/** Security groups whose rules are resources of their own, so that others can add some. */
import { DataAwsEc2ManagedPrefixList } from '@cdktf/provider-aws/lib/data-aws-ec2-managed-prefix-list';
import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import { VpcSecurityGroupEgressRule } from '@cdktf/provider-aws/lib/vpc-security-group-egress-rule';
import { VpcSecurityGroupIngressRule } from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule';
import { checkName, type Construct, formerly, idOf, suppress } from '../../core';
import { endpointServiceName, gatewayServices } from '../facts';

const https = { ipProtocol: 'tcp', fromPort: 443, toPort: 443 } as const;

function group(scope: Construct, id: string, name: string, vpcId: string, description: string): SecurityGroup {
  return new SecurityGroup(scope, id, {
    vpcId,
    name: checkName('security group', name, scope.node.path),
    description,
    tags: { Name: name },
  });
}

/** On interface endpoints: HTTPS from the whole VPC, because private DNS leads everything in it there. Nothing out. */
export function endpointSecurityGroup(
  scope: Construct,
  name: string,
  vpcId: string,
  cidrs: readonly string[],
): SecurityGroup {
  const made = group(scope, 'security-group', name, vpcId, 'Interface endpoints: HTTPS from the VPC');
  cidrs.forEach((cidrIpv4, i) => {
    const rule = new VpcSecurityGroupIngressRule(scope, `from-vpc-${idOf(scope, cidrIpv4)}`, {
      securityGroupId: made.id,
      description: 'HTTPS from the VPC',
      cidrIpv4,
      ...https,
    });
    // Before 0.2 it was its place in the list.
    formerly(rule, `from-vpc-${i}`);
  });
  return made;
}

export interface WorkloadRules {
  readonly name: string;
  readonly description: string;
  readonly vpcId: string;
  readonly region: string;
  /** The group of the interface endpoints. */
  readonly endpointsGroupId?: string;
  /** The gateway endpoints that are there. */
  readonly gateways: readonly string[];
  /** HTTPS to anywhere: of use only where there is NAT. */
  readonly internet: boolean;
}

/**
 * For what runs in the network: it may talk to itself (Spark's drivers and executors do) and to the endpoints. DNS needs
 * no rule: https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html
 */
export function workloadSecurityGroup(scope: Construct, rules: WorkloadRules): SecurityGroup {
  const made = group(scope, 'group', rules.name, rules.vpcId, rules.description);
  suppress(made, {
    rules: ['CKV2_AWS_5'],
    reason: 'What runs in the network is in other stacks, which get the id of the group by a parameter.',
  });
  const own = { securityGroupId: made.id };
  const itself = { ...own, referencedSecurityGroupId: made.id, ipProtocol: '-1', description: 'Itself' };
  new VpcSecurityGroupIngressRule(scope, 'from-itself', itself);
  new VpcSecurityGroupEgressRule(scope, 'to-itself', itself);
  if (rules.endpointsGroupId !== undefined) {
    new VpcSecurityGroupEgressRule(scope, 'to-endpoints', {
      ...own,
      referencedSecurityGroupId: rules.endpointsGroupId,
      description: 'Interface endpoints',
      ...https,
    });
  }
  for (const service of gatewayServices.filter((each) => rules.gateways.includes(each))) {
    // A gateway endpoint has no interface: its service is a list of ranges.
    const { id: prefixListId } = new DataAwsEc2ManagedPrefixList(scope, `${service}-ranges`, {
      name: endpointServiceName(service, rules.region),
    });
    new VpcSecurityGroupEgressRule(scope, `to-${service}`, {
      ...own,
      prefixListId,
      description: `The gateway endpoint of ${service}`,
      ...https,
    });
  }
  if (rules.internet) {
    new VpcSecurityGroupEgressRule(scope, 'to-internet', {
      ...own,
      cidrIpv4: '0.0.0.0/0',
      description: 'HTTPS by NAT',
      ...https,
    });
  }
  return made;
}
