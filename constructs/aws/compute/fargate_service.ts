import { EcsCluster } from '@cdktf/provider-aws/lib/ecs-cluster';
import { EcsService } from '@cdktf/provider-aws/lib/ecs-service';
import { EcsTaskDefinition } from '@cdktf/provider-aws/lib/ecs-task-definition';
import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import * as z from 'zod';
import {
  type AlarmRule,
  type Chart,
  checkName,
  checkProps,
  Construct,
  type Grant,
  type Grantee,
  mayDestroy,
  type Monitored,
  type Naming,
  removalOf,
  resourceName,
  TerraformResource,
} from '../../core';
import { namingOf, namingShape } from '../environment/naming_props';
import { executionStatements, imageRepository } from '../facts';
import { ServiceRole } from '../identity/service_role';
import { LogGroup } from '../monitoring/log_group';
import { containerDefinition, volumesOf } from './container_definition';
import { FargateServiceAccess } from './fargate_service_access';
import { fargateServiceMonitoring } from './fargate_service_monitoring';
import {
  type ExistingServiceProps,
  type FargateServiceProps,
  fargateServiceShape,
  servedProblems,
  variableProblems,
} from './fargate_service_props';
import { InternalLoadBalancer } from './internal_load_balancer';
import { RestartSchedule } from './restart_schedule';

/** A web service in containers without servers, behind an internal load balancer that ends TLS. */
export class FargateService extends Construct implements Monitored {
  readonly serviceName: string;
  readonly clusterName: string;
  readonly arn: string;
  /** What the code may do: grant to it. */
  readonly role: ServiceRole;
  /** Of the load balancer, for a DNS alias; tokens. */
  readonly loadBalancerDnsName: string;
  readonly loadBalancerZoneId: string;
  readonly loadBalancerGroupId: string;
  /** Of the tasks: for the way to a database. */
  readonly tasksGroupId: string;
  /** For `dependsOn`. */
  readonly resource: EcsService;
  readonly charts: readonly Chart[];
  readonly alarms: readonly AlarmRule[];
  private readonly access: FargateServiceAccess;
  private readonly loadBalancer: InternalLoadBalancer;

  /** A service that is there already. */
  static fromExisting(scope: Construct, id: string, props: ExistingServiceProps): FargateServiceAccess {
    const path = `${scope.node.path}/${id}`;
    checkProps(z.object(namingShape), props, path);
    const [cluster, service] = [props.clusterName, props.serviceName].map((name) =>
      checkName('ecs service', name, path),
    );
    return new FargateServiceAccess(namingOf(props), cluster ?? '', service ?? '');
  }

  constructor(scope: Construct, id: string, props: FargateServiceProps) {
    super(scope, id);
    checkProps(fargateServiceShape, props, this.node.path);
    const naming = namingOf(props);
    const problems = [...servedProblems(props, naming), ...variableProblems(props.variables ?? {})];
    if (problems.length > 0) throw new Error(`${this.node.path}: ${problems.join('\n')}`);
    const { desiredCount = 2 } = props;
    this.serviceName = checkName('ecs service', resourceName(naming, props.name), this.node.path);
    this.clusterName = this.serviceName;
    this.access = new FargateServiceAccess(naming, this.clusterName, this.serviceName);
    this.arn = this.access.arn;
    this.tasksGroupId = new SecurityGroup(this, 'tasks', {
      vpcId: props.vpcId,
      name: checkName('security group', `${this.serviceName}-tasks`, this.node.path),
      description: `Tasks of ${this.serviceName}: the load balancer in`,
      tags: { Name: `${this.serviceName}-tasks` },
    }).id;
    this.loadBalancer = new InternalLoadBalancer(this, 'load-balancer', {
      name: this.serviceName,
      naming,
      service: props,
      tasksGroupId: this.tasksGroupId,
      destroyable: mayDestroy(props, this.node.path),
    });
    this.loadBalancerDnsName = this.loadBalancer.resource.dnsName;
    this.loadBalancerZoneId = this.loadBalancer.resource.zoneId;
    this.loadBalancerGroupId = this.loadBalancer.securityGroupId;
    this.role = new ServiceRole(this, 'role', {
      ...naming,
      roleName: `${this.serviceName}-task`,
      service: 'ecs-tasks.amazonaws.com',
      description: `What the code of ${this.serviceName} may do`,
      mayBeEmpty: true,
    });
    const cluster = new EcsCluster(this, 'cluster', {
      name: this.clusterName,
      setting: [{ name: 'containerInsights', value: 'enabled' }],
    });
    this.resource = new EcsService(this, 'service', {
      name: this.serviceName,
      cluster: cluster.id,
      taskDefinition: this.task(naming, props).arn,
      launchType: 'FARGATE',
      platformVersion: 'LATEST',
      desiredCount,
      availabilityZoneRebalancing: 'ENABLED',
      // All that run go on until as many new ones are well.
      deploymentMinimumHealthyPercent: 100,
      deploymentMaximumPercent: 200,
      deploymentCircuitBreaker: { enable: true, rollback: true },
      healthCheckGracePeriodSeconds: props.healthCheckGracePeriodSeconds ?? 60,
      enableEcsManagedTags: true,
      enableExecuteCommand: false,
      propagateTags: 'SERVICE',
      networkConfiguration: {
        subnets: [...props.subnetIds],
        securityGroups: [this.tasksGroupId, ...props.securityGroupIds],
        assignPublicIp: false,
      },
      loadBalancer: [
        {
          targetGroupArn: this.loadBalancer.targetGroup.arn,
          containerName: props.name,
          containerPort: props.containerPort,
        },
      ],
      dependsOn: [
        this.loadBalancer.listener,
        ...this.role.node.findAll().filter((node) => node instanceof TerraformResource),
      ],
    });
    if (props.restartSchedule !== undefined) {
      new RestartSchedule(this, 'restart', {
        naming,
        clusterName: this.clusterName,
        serviceName: this.serviceName,
        serviceArn: this.arn,
        schedule: props.restartSchedule,
      });
    }
    ({ charts: this.charts, alarms: this.alarms } = fargateServiceMonitoring({
      clusterName: this.clusterName,
      serviceName: this.serviceName,
      desiredCount,
      loadBalancer: this.loadBalancer.resource.arnSuffix,
      targetGroup: this.loadBalancer.targetGroup.arnSuffix,
    }));
  }

  /** Lets `grantee` start its tasks anew, as after a change of a secret. */
  grantRestart(grantee: Grantee): Grant {
    return this.access.grantRestart(grantee);
  }

  /** Lets a security group connect. */
  allowFrom(id: string, securityGroupId: string): void {
    this.loadBalancer.allowFrom(id, { referencedSecurityGroupId: securityGroupId });
  }

  private task(naming: Naming, props: FargateServiceProps): EcsTaskDefinition {
    const log = new LogGroup(this, 'log', {
      ...naming,
      ...removalOf(props),
      logGroupName: `/aws/ecs/${this.serviceName}`,
      keyArn: props.logKeyArn,
      retentionDays: props.logRetentionDays ?? 90,
    });
    // Of an image that is known at the deployment only, the repository is any of this account's.
    const image = imageRepository(props.imageUri) ?? {
      account: naming.account,
      region: naming.region,
      repository: '*',
    };
    const execution = new ServiceRole(this, 'execution', {
      ...naming,
      roleName: `${this.serviceName}-start`,
      service: 'ecs-tasks.amazonaws.com',
      description: `Starts the tasks of ${this.serviceName}`,
      statements: executionStatements(naming, image, log.logGroupName, Object.values(props.secrets ?? {})),
    });
    return new EcsTaskDefinition(this, 'task', {
      family: this.serviceName,
      requiresCompatibilities: ['FARGATE'],
      networkMode: 'awsvpc',
      cpu: String(props.cpu ?? 1024),
      memory: String(props.memory ?? 2048),
      runtimePlatform: { operatingSystemFamily: 'LINUX', cpuArchitecture: props.architecture ?? 'X86_64' },
      executionRoleArn: execution.resource.arn,
      taskRoleArn: this.role.resource.arn,
      volume: volumesOf(props).map(({ name }) => ({ name })),
      containerDefinitions: containerDefinition(props, log.logGroupName, naming.region),
      dependsOn: [log.resource, ...execution.node.findAll().filter((node) => node instanceof TerraformResource)],
    });
  }
}
