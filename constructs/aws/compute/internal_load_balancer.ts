/** An application load balancer within the network: TLS ends there, and every request is logged. */
import { Lb } from '@cdktf/provider-aws/lib/lb';
import { LbListener } from '@cdktf/provider-aws/lib/lb-listener';
import { LbTargetGroup } from '@cdktf/provider-aws/lib/lb-target-group';
import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import { VpcSecurityGroupEgressRule } from '@cdktf/provider-aws/lib/vpc-security-group-egress-rule';
import { VpcSecurityGroupIngressRule } from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule';
import { checkName, Construct, formerly, idOf, type Naming, suppress, type TerraformResource } from '../../core';
import { loadBalancerLogsStatement } from '../facts';
import type { FargateServiceProps } from './fargate_service_props';

/** The narrowest that speaks TLS 1.2 too: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html */
const sslPolicy = 'ELBSecurityPolicy-TLS13-1-2-Res-2021-06';

export interface LoadBalancerProps {
  readonly name: string;
  readonly naming: Naming;
  readonly service: FargateServiceProps;
  /** The group of the tasks. */
  readonly tasksGroupId: string;
  readonly destroyable: boolean;
}

type Client = { readonly referencedSecurityGroupId: string } | { readonly cidrIpv4: string };

/** The security group, the load balancer, its listener, and the group of its targets. */
export class InternalLoadBalancer extends Construct {
  readonly resource: Lb;
  readonly targetGroup: LbTargetGroup;
  readonly securityGroupId: string;
  /** Before a service registers its tasks: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-load-balancing.html */
  readonly listener: LbListener;

  constructor(scope: Construct, id: string, props: LoadBalancerProps) {
    super(scope, id);
    const { service } = props;
    const name = checkName('load balancer', props.name, this.node.path);
    this.securityGroupId = this.guard(props);
    const clients = [
      ...(service.clientSecurityGroupIds ?? []).map((value) => ({ value, rule: { referencedSecurityGroupId: value } })),
      ...(service.clientCidrs ?? []).map((value) => ({ value, rule: { cidrIpv4: value } })),
    ];
    clients.forEach(({ value, rule }, i) => {
      const id = `from-client-${idOf(this, value)}`;
      // Before 0.2 it was its place in the list.
      formerly(this.allowFrom(id, rule), `from-client-${i}`);
      if (service.plainHttp === 'redirected') {
        formerly(this.allowFrom(`${id}-plain`, rule, 80), `from-client-${i}-plain`);
      }
    });
    this.resource = new Lb(this, 'load-balancer', {
      name,
      internal: true,
      loadBalancerType: 'application',
      subnets: [...service.subnetIds],
      securityGroups: [this.securityGroupId],
      // Headers that are no HTTP smuggle requests: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html
      dropInvalidHeaderFields: true,
      enableDeletionProtection: !props.destroyable,
      idleTimeout: service.idleTimeout ?? 60,
      ...this.accessLogs(name, props),
    });
    this.targetGroup = new LbTargetGroup(this, 'targets', {
      name,
      vpcId: service.vpcId,
      targetType: 'ip',
      protocol: 'HTTP',
      port: service.containerPort,
      deregistrationDelay: '30',
      healthCheck: {
        path: service.healthCheckPath ?? '/',
        matcher: '200-399',
        interval: 15,
        timeout: 5,
        healthyThreshold: 2,
        unhealthyThreshold: 3,
      },
    });
    this.listener = new LbListener(this, 'https', {
      loadBalancerArn: this.resource.arn,
      port: 443,
      protocol: 'HTTPS',
      sslPolicy,
      certificateArn: service.certificateArn,
      defaultAction: [{ type: 'forward', targetGroupArn: this.targetGroup.arn }],
    });
    if (service.plainHttp === 'redirected') {
      new LbListener(this, 'http', {
        loadBalancerArn: this.resource.arn,
        port: 80,
        protocol: 'HTTP',
        defaultAction: [{ type: 'redirect', redirect: { protocol: 'HTTPS', port: '443', statusCode: 'HTTP_301' } }],
      });
    }
  }

  /** Lets `client` connect to `port`. */
  allowFrom(id: string, client: Client, port: 443 | 80 = 443): Construct {
    const rule = new VpcSecurityGroupIngressRule(this, id, {
      securityGroupId: this.securityGroupId,
      ipProtocol: 'tcp',
      fromPort: port,
      toPort: port,
      description: port === 443 ? 'HTTPS of clients' : 'Plain HTTP of clients, sent to HTTPS',
      ...client,
    });
    if (port === 443) return rule;
    suppress(rule, {
      rules: ['CKV_AWS_260'],
      reason: 'Known clients alone are let in, and what they get on this port is the way to HTTPS.',
    });
    return rule;
  }

  private guard({ name, service, tasksGroupId }: LoadBalancerProps): string {
    const group = new SecurityGroup(this, 'security-group', {
      vpcId: service.vpcId,
      name: checkName('security group', `${name}-load-balancer`, this.node.path),
      description: `Load balancer of ${name}: its clients in, its tasks out`,
      tags: { Name: `${name}-load-balancer` },
    });
    const port = { ipProtocol: 'tcp', fromPort: service.containerPort, toPort: service.containerPort };
    new VpcSecurityGroupEgressRule(this, 'to-tasks', {
      ...port,
      securityGroupId: group.id,
      referencedSecurityGroupId: tasksGroupId,
      description: 'Requests to tasks',
    });
    new VpcSecurityGroupIngressRule(this, 'tasks-from-here', {
      ...port,
      securityGroupId: tasksGroupId,
      referencedSecurityGroupId: group.id,
      description: 'Requests of the load balancer',
    });
    return group.id;
  }

  private accessLogs(name: string, { naming, service: { accessLogs } }: LoadBalancerProps) {
    const prefix = `load-balancers/${name}`;
    const bucket = typeof accessLogs === 'string' ? accessLogs : accessLogs.bucketName;
    const dependsOn: TerraformResource[] = [];
    if (typeof accessLogs !== 'string') {
      const sid = `LoadBalancer${name.replaceAll('-', '')}`;
      dependsOn.push(accessLogs.allowService(loadBalancerLogsStatement(sid, accessLogs.arn, prefix, naming)));
    }
    return { accessLogs: { bucket, prefix, enabled: true }, dependsOn };
  }
}
