import { Alarms, type EnvironmentStack } from '../constructs/aws';
import { type AlarmRule, arn, resourceName, type Severity } from '../constructs/core';
import { alertTopics, type Environment, severities, topicOf } from '../environments';

/**
 * The alarms of an environment: those at least as severe as it asks for, told to the topic of their severity.
 *
 * @param topicName the last part of the name of the topic that they are about: it tells what it may not deliver to another one
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
  const told = (severity: Severity): string =>
    topicName === undefined ? topicOf(alerts, severity) : besides(alerts, topicName);
  const topic = (severity: Severity): string => arn(stack.naming, 'sns', resourceName(stack.naming, told(severity)));
  new Alarms(stack, id, {
    prefix,
    rules: wanted,
    topicArn: { warning: topic('warning'), error: topic('error'), critical: topic('critical') },
    runbooks: alerts.runbooks?.replace(/\/$/, '') ?? 'docs/runbooks',
  });
}

/** The most severe of the other topics; where there is none, the topic itself, whose other recipients may hear it. */
function besides(alerts: Environment['alerts'], topicName: string): string {
  const others = alertTopics(alerts).flatMap(({ name }) => (name === topicName ? [] : [name]));
  return others.at(-1) ?? topicName;
}
