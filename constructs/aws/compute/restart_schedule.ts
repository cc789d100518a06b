/** Starts the tasks of a service anew at given times, since a container keeps the secrets that it was started with. */
import { SchedulerSchedule } from '@cdktf/provider-aws/lib/scheduler-schedule';
import { checkName, Construct, type Naming, partitionOf, suppress, TerraformResource } from '../../core';
import { restartStatements } from '../facts';
import { ServiceRole } from '../identity/service_role';

export interface RestartScheduleProps {
  readonly naming: Naming;
  readonly clusterName: string;
  readonly serviceName: string;
  readonly serviceArn: string;
  /** `cron(0 4 ? * SUN *)`, in UTC. */
  readonly schedule: string;
}

export class RestartSchedule extends Construct {
  constructor(scope: Construct, id: string, props: RestartScheduleProps) {
    super(scope, id);
    const { naming, serviceName } = props;
    const role = new ServiceRole(this, 'role', {
      ...naming,
      roleName: `${serviceName}-restart`,
      service: 'scheduler.amazonaws.com',
      description: `Starts the tasks of ${serviceName} anew`,
      statements: restartStatements(props.serviceArn),
    });
    const schedule = new SchedulerSchedule(this, 'schedule', {
      name: checkName('schedule', `${serviceName}-restart`, this.node.path),
      description: `Tasks of ${serviceName} get the secrets of now`,
      scheduleExpression: props.schedule,
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        // https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-targets-universal.html
        arn: `arn:${partitionOf(naming.region)}:scheduler:::aws-sdk:ecs:updateService`,
        roleArn: role.resource.arn,
        input: JSON.stringify({ Cluster: props.clusterName, Service: serviceName, ForceNewDeployment: true }),
        retryPolicy: { maximumEventAgeInSeconds: 3600, maximumRetryAttempts: 20 },
      },
      dependsOn: role.node.findAll().filter((node) => node instanceof TerraformResource),
    });
    suppress(schedule, {
      rules: ['CKV_AWS_297'],
      reason: 'What a schedule holds is a cron and the name of a service, which nobody has to hide.',
    });
  }
}
