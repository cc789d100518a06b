/** Events become a metric: a rule that matches them and has no target, and the count of what it matched. */
import { CloudwatchEventRule } from '@cdktf/provider-aws/lib/cloudwatch-event-rule';
import { digestedName, fittedName } from '../../../environments';
import { checkName, type Construct, type Metric, metricsOf } from '../../core';
import type { EventFact } from '../facts';

export interface WatchedEvents {
  /** What the rule is called after, fittedName to what EventBridge takes: `acme-dev-landing-failed`. */
  readonly name: string;
  readonly description: string;
  readonly events: EventFact;
  /** Of the line in a chart. */
  readonly label: string;
}

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html */
const longest = 64;

/**
 * A rule costs nothing for events of AWS services, and needs nobody's permission, since it tells nobody: the alarm on the metric
 * does. `MatchedEvents` counts what matched a rule; CloudWatch gets it on a best-effort basis:
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-monitoring.html
 */
export function watchEvents(scope: Construct, id: string, { name, description, events, label }: WatchedEvents): Metric {
  const RuleName = checkName('event rule', ruleName(name), scope.node.path);
  new CloudwatchEventRule(scope, id, {
    name: RuleName,
    description,
    eventPattern: JSON.stringify(events.pattern),
  });
  return metricsOf('AWS/Events', { RuleName })('MatchedEvents', label);
}

/** A name that is too long, or has other characters, ends with a digest, so that two stay two. */
function ruleName(name: string): string {
  const plain = name.replaceAll(/[^\w.-]/g, '-');
  return plain === name ? fittedName(name, longest) : digestedName(plain, name, longest);
}
