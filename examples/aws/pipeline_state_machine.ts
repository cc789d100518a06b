/** A state machine of your own, with its alarms and charts. */
import { Alarms, Dashboard, EncryptionKey, PipelineStateMachine, ServiceRole } from '../../constructs/aws';
import { arn, type Construct } from '../../constructs/core';

export function pipelineStateMachine(scope: Construct): void {
  const naming = { project: 'acme', environment: 'dev', account: '111122223333', region: 'eu-central-1' };
  const key = new EncryptionKey(scope, 'key', { ...naming, name: 'machine-logs', keyClass: 'logs' });
  const role = new ServiceRole(scope, 'role', {
    ...naming,
    roleName: 'acme-dev-machine',
    service: 'states.amazonaws.com',
    description: 'Runs the nightly steps',
    statements: [{ actions: ['sns:Publish'], resources: [arn(naming, 'sns', 'acme-dev-pager')] }],
  });
  const nightly = new PipelineStateMachine(scope, 'nightly', {
    ...naming,
    stateMachineName: 'acme-dev-nightly',
    definition: { StartAt: 'Wait', States: { Wait: { Type: 'Wait', Seconds: 60, End: true } } },
    roleArn: role.arn,
    logGroupName: '/aws/vendedlogs/states/acme-dev-nightly',
    logKeyArn: key.arn,
    logRetentionDays: 30,
  });
  new Alarms(scope, 'alarms', {
    prefix: nightly.stateMachineName,
    rules: nightly.alarms,
    topicArn: arn(naming, 'sns', 'acme-dev-pager'),
  });
  new Dashboard(scope, 'charts', {
    dashboardName: nightly.stateMachineName,
    region: naming.region,
    charts: nightly.charts,
  });
}
