import { Alarms, type EnvironmentStack } from '../constructs/aws';
import { type AlarmRule, arn, resourceName, type Severity } from '../constructs/core';
import { severities, topicOf } from '../environments';

/** The alarms of an environment: those at least as severe as it asks for, told to the topic of their severity. */
export function environmentAlarms(
  stack: EnvironmentStack,
  id: string,
  prefix: string,
  rules: readonly AlarmRule[],
): void {
  const { alerts } = stack.environment;
  const least = severities.indexOf(alerts.from);
  const wanted = rules.filter(({ severity }) => severities.indexOf(severity) >= least);
  if (wanted.length === 0) return;
  const topic = (severity: Severity): string =>
    arn(stack.naming, 'sns', resourceName(stack.naming, topicOf(alerts, severity)));
  new Alarms(stack, id, {
    prefix,
    rules: wanted,
    topicArn: { warning: topic('warning'), error: topic('error'), critical: topic('critical') },
    runbooks: alerts.runbooks?.replace(/\/$/, '') ?? 'docs/runbooks',
  });
}
