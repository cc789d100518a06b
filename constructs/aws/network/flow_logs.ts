import { FlowLog } from '@cdktf/provider-aws/lib/flow-log';
import { Construct, type Naming, type RemovalProps, removalOf, resourceName, TerraformResource } from '../../core';
import { ServiceRole } from '../identity/service_role';
import { LogGroup } from '../monitoring/log_group';

export interface FlowLogsProps extends RemovalProps {
  /** The network's name: `network`. */
  readonly name: string;
  readonly vpcId: string;
  /** A key of class logs. */
  readonly keyArn: string;
  readonly retentionDays: number;
  readonly traffic: 'ALL' | 'ACCEPT' | 'REJECT';
  readonly rolePath: string;
}

/** Who talked to whom in a VPC: an encrypted log group, and a role that writes to it alone. */
export class FlowLogs extends Construct {
  readonly logGroupName: string;

  constructor(scope: Construct, id: string, naming: Naming, props: FlowLogsProps) {
    super(scope, id);
    const name = resourceName(naming, props.name);
    const group = new LogGroup(this, 'log', {
      ...naming,
      ...removalOf(props),
      logGroupName: `/aws/vpc/flow-logs/${name}`,
      retentionDays: props.retentionDays,
      keyArn: props.keyArn,
    });
    this.logGroupName = group.logGroupName;
    const role = new ServiceRole(this, 'role', {
      ...naming,
      roleName: `${name}-flow-logs`,
      service: 'vpc-flow-logs.amazonaws.com',
      description: 'Writes the flow logs of a VPC to their log group',
      path: props.rolePath,
      // https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-iam-role.html; the group is there already, so it is not made.
      statements: [{ sid: 'FindLogGroup', actions: ['logs:DescribeLogGroups'], resources: ['*'] }],
    });
    group.grantWrite(role);
    new FlowLog(this, 'flow-log', {
      vpcId: props.vpcId,
      trafficType: props.traffic,
      logDestinationType: 'cloud-watch-logs',
      logDestination: group.arn,
      iamRoleArn: role.arn,
      tags: { Name: name },
      // Names are computed, so nothing else says that these come first; without its policy the role delivers nothing.
      dependsOn: [group.resource, ...role.node.findAll().filter((node) => TerraformResource.isTerraformResource(node))],
    });
  }
}
