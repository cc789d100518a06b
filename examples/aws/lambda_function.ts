/** A function that counts late orders, and a state machine's role that calls it. */
import { join } from 'node:path';
import { EncryptionKey, LambdaFunction, ServiceRole } from '../../constructs/aws';
import type { Construct } from '../../constructs/core';

export function lambdaFunction(scope: Construct): void {
  const naming = { project: 'acme', environment: 'dev', account: '111122223333', region: 'eu-central-1' };
  const key = new EncryptionKey(scope, 'key', { ...naming, name: 'late-orders', keyClass: 'data' });
  const logKey = new EncryptionKey(scope, 'log-key', { ...naming, name: 'late-orders-logs', keyClass: 'logs' });
  const late = new LambdaFunction(scope, 'late', {
    ...naming,
    name: 'late-orders',
    folder: join(__dirname, 'functions', 'late_orders'),
    runtime: 'python3.12',
    handler: 'main.handler',
    keyArn: key.arn,
    logKeyArn: logKey.arn,
    timeout: 30,
    variables: { LATEST_HOUR: '6' },
  });
  const states = new ServiceRole(scope, 'states', {
    ...naming,
    roleName: 'acme-dev-late-orders-states',
    service: 'states.amazonaws.com',
    description: 'Calls the function',
  });
  late.grantInvoke(states);
}
