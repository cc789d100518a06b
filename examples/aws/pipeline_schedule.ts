/** Starts a state machine each night at two, Berlin time. */
import { PipelineSchedule, ServiceRole } from '../../constructs/aws';
import { arn, type Construct } from '../../constructs/core';

export function pipelineSchedule(scope: Construct): void {
  const naming = { project: 'acme', environment: 'dev', account: '111122223333', region: 'eu-central-1' };
  const stateMachineArn = arn(naming, 'states', 'stateMachine:acme-dev-shop');
  const role = new ServiceRole(scope, 'role', {
    ...naming,
    roleName: 'acme-dev-nightly-start',
    service: 'scheduler.amazonaws.com',
    description: 'Starts the shop',
    statements: [{ actions: ['states:StartExecution'], resources: [stateMachineArn] }],
  });
  new PipelineSchedule(scope, 'nightly', {
    ...naming,
    scheduleName: 'acme-dev-shop-nightly',
    groupName: 'default',
    cron: '0 2 * * *',
    timezone: 'Europe/Berlin',
    stateMachineArn,
    roleArn: role.arn,
  });
}
