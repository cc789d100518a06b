import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import { VpcSecurityGroupEgressRule } from '@cdktf/provider-aws/lib/vpc-security-group-egress-rule';
import { VpcSecurityGroupIngressRule } from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule';
import { checkName, Construct, formerly, idOf } from '../../core';

export interface ServiceSecurityGroupProps {
  /** The whole name. */
  readonly name: string;
  readonly description: string;
  readonly vpcId: string;
  /** What clients come in by. */
  readonly ports: readonly { readonly port: number; readonly why: string }[];
  /** The security groups of clients that are known from the beginning. */
  readonly clients: readonly string[];
}

/** The group of a service in the subnets: nothing is open but its ports, to the groups of its clients. Nothing goes out. */
export class ServiceSecurityGroup extends Construct {
  readonly securityGroupId: string;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: ServiceSecurityGroupProps,
  ) {
    super(scope, id);
    const { name, description, vpcId, clients } = props;
    this.securityGroupId = new SecurityGroup(this, 'group', {
      name: checkName('security group', name, this.node.path),
      description,
      vpcId,
      tags: { Name: name },
    }).id;
    clients.forEach((group, i) => {
      this.allow(`client-${idOf(this, group)}`, group, `client-${i}`);
    });
  }

  /**
   * Lets those in `groupId` in, and lets them out to here: groups of our networks let nothing out that is not named.
   * @param id what the rules are called
   * @param formerId what they were called before 0.2
   */
  allow(id: string, groupId: string, formerId?: string): void {
    for (const { port, why } of this.props.ports) {
      const rule = { ipProtocol: 'tcp', fromPort: port, toPort: port, description: why };
      const into = new VpcSecurityGroupIngressRule(this, `${id}-in-${port}`, {
        ...rule,
        securityGroupId: this.securityGroupId,
        referencedSecurityGroupId: groupId,
      });
      const out = new VpcSecurityGroupEgressRule(this, `${id}-out-${port}`, {
        ...rule,
        securityGroupId: groupId,
        referencedSecurityGroupId: this.securityGroupId,
      });
      if (formerId === undefined) continue;
      formerly(into, `${formerId}-in-${port}`);
      formerly(out, `${formerId}-out-${port}`);
    }
  }
}
