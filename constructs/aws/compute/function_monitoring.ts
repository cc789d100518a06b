/** What a function measures, and when that is bad. */
import type { AlarmRule, Metric, Monitored } from '../../core';

const metrics = 'https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html';
const recommended =
  'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Best_Practice_Recommended_Alarms_AWS_Services.html';

/** @param timeout of a call, in seconds */
export function functionMonitoring(functionName: string, timeout: number): Monitored {
  const metric = (name: string, label: string, statistic: Metric['statistic'] = 'Sum'): Metric => ({
    namespace: 'AWS/Lambda',
    name,
    dimensions: { FunctionName: functionName },
    statistic,
    label,
  });
  const errors = metric('Errors', 'errors');
  const throttles = metric('Throttles', 'throttled');
  const duration = metric('Duration', 'p99', 'p99');
  const rule = (
    of: Metric,
    name: string,
    severity: AlarmRule['severity'],
    threshold: number,
    source: string,
    description: string,
  ): AlarmRule => ({
    metric: of,
    name,
    severity,
    comparison: '>',
    threshold,
    periodSeconds: 300,
    source,
    description: `${functionName}: ${description}`,
  });
  return {
    charts: [
      { title: `Calls of ${functionName}`, metrics: [metric('Invocations', 'calls'), errors, throttles] },
      { title: `Milliseconds of ${functionName}`, metrics: [duration, metric('Duration', 'longest', 'Maximum')] },
      {
        title: `At once of ${functionName}`,
        metrics: [metric('ConcurrentExecutions', 'at once', 'Maximum')],
      },
    ],
    alarms: [
      rule(
        errors,
        'errors',
        'error',
        0,
        recommended,
        'calls failed: look at its log for the first error and its trace',
      ),
      rule(
        throttles,
        'throttled',
        'error',
        0,
        recommended,
        "calls were refused: look at its reserved concurrency, then at the account's quota",
      ),
      {
        ...rule(
          duration,
          'slow',
          'warning',
          timeout * 900,
          metrics,
          'calls take nearly as long as they may: look at what they wait for, then raise memory or timeout',
        ),
        evaluationPeriods: 3,
        datapointsToAlarm: 2,
      },
    ],
  };
}
