import { Alarms, type AlarmsProps, type EnvironmentStack } from '../constructs/aws';
import { type AlarmRule, arn, resourceName } from '../constructs/core';
import { alertTopics, type Environment, severities, topicOf } from '../environments';

/**
 * The alarms of an environment: those at least as severe as it asks for, told to the topic of their severity.
 *
 * @param topicName the last part of the name of the topic that they are about: another one is told what it may not deliver
 */
export function environmentAlarms(
  stack: EnvironmentStack,
  id: string,
  prefix: string,
  rules: readonly AlarmRule[],
  topicName?: string,
): void {
  const { alerts } = stack.environment;
  const least = severities.indexOf(alerts.from);
  const wanted = rules.filter(({ severity }) => severities.indexOf(severity) >= least);
  if (wanted.length === 0) return;
  new Alarms(stack, id, {
    prefix,
    rules: wanted,
    topicArn: topicName === undefined ? bySeverity(stack) : beside(stack, topicName),
    runbooks: alerts.runbooks?.replace(/\/$/, '') ?? 'docs/runbooks',
  });
}

function bySeverity(stack: EnvironmentStack): AlarmsProps['topicArn'] {
  const { alerts } = stack.environment;
  return {
    warning: topicArn(stack, topicOf(alerts, 'warning')),
    error: topicArn(stack, topicOf(alerts, 'error')),
    critical: topicArn(stack, topicOf(alerts, 'critical')),
  };
}

/** The most severe of the other topics; where there is none, nobody. */
function beside(stack: EnvironmentStack, topicName: string): AlarmsProps['topicArn'] {
  const other = otherTopic(stack.environment.alerts, topicName);
  if (other !== undefined) return topicArn(stack, other);
  return {
    nobody:
      'The environment has one topic. Told by it, an alarm about what it cannot deliver makes the next failure, and rings for ever; ' +
      'the overview shows its state.',
  };
}

const otherTopic = (alerts: Environment['alerts'], topicName: string): string | undefined =>
  alertTopics(alerts)
    .map(({ name }) => name)
    .findLast((name) => name !== topicName);

const topicArn = ({ naming }: EnvironmentStack, name: string): string => arn(naming, 'sns', resourceName(naming, name));
