/** What a DynamoDB table measures, and when that is bad. */
import { alarmsOf, metricsOf, type Monitored } from '../../core';

const recommended =
  'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Best_Practice_Recommended_Alarms_AWS_Services.html';
const metrics = 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/metrics-dimensions.html';

/** What to look at, of a table in its use. */
export interface TableAdvice {
  readonly readsRefused: string;
  readonly writesRefused: string;
  /** The name of the runbook's file, without `.md`. */
  readonly runbook: string;
  /** Absent where nobody waits for a single look-up. */
  readonly slow?: string;
}

export function tableMonitoring(tableName: string, advice: TableAdvice): Monitored {
  const metric = metricsOf('AWS/DynamoDB', { TableName: tableName });
  const lookup = metricsOf('AWS/DynamoDB', { TableName: tableName, Operation: 'GetItem' });
  const reads = metric('ReadThrottleEvents', 'reads refused');
  const writes = metric('WriteThrottleEvents', 'writes refused');
  const latency = lookup('SuccessfulRequestLatency', 'milliseconds of a look-up', 'Average');
  const minutes = { periodSeconds: 60, evaluationPeriods: 5 };
  const { readsRefused, writesRefused, slow, runbook } = advice;
  const alarm = alarmsOf(tableName, { ...minutes, severity: 'warning', source: metrics, runbook });
  return {
    charts: [
      {
        title: `Units of ${tableName}`,
        metrics: [metric('ConsumedReadCapacityUnits', 'read'), metric('ConsumedWriteCapacityUnits', 'written')],
      },
      { title: `Refused by ${tableName}`, metrics: [reads, writes] },
      {
        title: `Milliseconds of ${tableName}`,
        metrics: [latency, lookup('SuccessfulRequestLatency', 'longest', 'Maximum')],
      },
    ],
    alarms: [
      alarm(reads, 'reads-refused', 0, `reads were refused for five minutes: ${readsRefused}`),
      alarm(writes, 'writes-refused', 0, `writes were refused for five minutes: ${writesRefused}`),
      // The service means single digits: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Introduction.html
      ...(slow === undefined
        ? []
        : [alarm(latency, 'slow', 10, `look-ups take more than ten milliseconds: ${slow}`, { source: recommended })]),
    ],
  };
}
