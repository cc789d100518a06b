/** What a function measures, and when that is bad. */
import { alarmsOf, metricsOf, type Monitored } from '../../core';

const metrics = 'https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html';
const recommended =
  'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Best_Practice_Recommended_Alarms_AWS_Services.html';

/** @param timeout of a call, in seconds */
export function functionMonitoring(functionName: string, timeout: number): Monitored {
  const metric = metricsOf('AWS/Lambda', { FunctionName: functionName });
  const errors = metric('Errors', 'errors');
  const throttles = metric('Throttles', 'throttled');
  const duration = metric('Duration', 'p99', 'p99');
  const alarm = alarmsOf(functionName, {
    severity: 'error',
    periodSeconds: 300,
    source: recommended,
    runbook: 'function-fails',
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
      alarm(errors, 'errors', 0, 'calls failed: look at its log for the first error and its trace'),
      alarm(
        throttles,
        'throttled',
        0,
        "calls were refused: look at its reserved concurrency, then at the account's quota",
      ),
      alarm(
        duration,
        'slow',
        timeout * 900,
        'calls take nearly as long as they may: look at what they wait for, then raise memory or timeout',
        { severity: 'warning', source: metrics, evaluationPeriods: 3, datapointsToAlarm: 2 },
      ),
    ],
  };
}
