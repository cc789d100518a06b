/** Alarms of a pipeline by severity: two topics, and a runbook. */
import { Alarms } from '../../constructs/aws';
import { type AlarmRule, arn, type Construct } from '../../constructs/core';

export function alarms(scope: Construct): void {
  const naming = { project: 'acme', environment: 'dev', account: '111122223333', region: 'eu-central-1' };
  const late: AlarmRule = {
    metric: {
      namespace: 'AWS/States',
      name: 'ExecutionTime',
      dimensions: { StateMachineArn: arn(naming, 'states', 'stateMachine:acme-dev-shop') },
      statistic: 'p99',
      label: 'slowest run',
    },
    name: 'late',
    description: 'The slowest run took more than two hours: look at the job that took longest',
    severity: 'warning',
    comparison: '>',
    threshold: 7_200_000,
    periodSeconds: 3600,
    source: 'https://docs.aws.amazon.com/step-functions/latest/dg/procedure-cw-metrics.html',
  };
  const office = arn(naming, 'sns', 'acme-dev-office');
  const pager = arn(naming, 'sns', 'acme-dev-pager');
  new Alarms(scope, 'alarms', {
    prefix: 'acme-dev-shop',
    rules: [late],
    topicArn: { warning: office, error: office, critical: pager },
    runbooks: 'https://acme.example/runbooks',
  });
}
