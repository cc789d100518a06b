import { Alarms, type EnvironmentStack } from '../constructs/aws';
import { type AlarmRule, arn, resourceName, type Severity } from '../constructs/core';

const severities: readonly Severity[] = ['warning', 'error', 'critical'];

/** The alarms of an environment: those at least as severe as it asks for, told to its topic. */
export function environmentAlarms(
  stack: EnvironmentStack,
  id: string,
  prefix: string,
  rules: readonly AlarmRule[],
): void {
  const least = severities.indexOf(stack.environment.alerts.from);
  const wanted = rules.filter(({ severity }) => severities.indexOf(severity) >= least);
  if (wanted.length === 0) return;
  new Alarms(stack, id, {
    prefix,
    rules: wanted,
    topicArn: arn(stack.naming, 'sns', resourceName(stack.naming, 'alerts')),
  });
}
