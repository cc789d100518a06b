/** What a DynamoDB table measures, and when that is bad. */
import type { AlarmRule, Metric, Monitored } from '../../core';

const recommended =
  'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Best_Practice_Recommended_Alarms_AWS_Services.html';
const metrics = 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/metrics-dimensions.html';

export function onlineStoreMonitoring(tableName: string): Monitored {
  const metric = (name: string, label: string, statistic: Metric['statistic'], operation?: string): Metric => ({
    namespace: 'AWS/DynamoDB',
    name,
    dimensions: { TableName: tableName, ...(operation === undefined ? {} : { Operation: operation }) },
    statistic,
    label,
  });
  const reads = metric('ReadThrottleEvents', 'reads refused', 'Sum');
  const writes = metric('WriteThrottleEvents', 'writes refused', 'Sum');
  const latency = metric('SuccessfulRequestLatency', 'milliseconds of a look-up', 'Average', 'GetItem');
  const rule = (of: Metric, name: string, threshold: number, source: string, description: string): AlarmRule => ({
    metric: of,
    name,
    description: `${tableName}: ${description}`,
    severity: 'warning',
    comparison: '>',
    threshold,
    periodSeconds: 60,
    evaluationPeriods: 5,
    source,
  });
  return {
    charts: [
      {
        title: `Units of ${tableName}`,
        metrics: [
          metric('ConsumedReadCapacityUnits', 'read', 'Sum'),
          metric('ConsumedWriteCapacityUnits', 'written', 'Sum'),
        ],
      },
      { title: `Refused by ${tableName}`, metrics: [reads, writes] },
      {
        title: `Milliseconds of ${tableName}`,
        metrics: [latency, metric('SuccessfulRequestLatency', 'longest', 'Maximum', 'GetItem')],
      },
    ],
    alarms: [
      rule(
        reads,
        'reads-refused',
        0,
        metrics,
        'look-ups were refused for five minutes: look for one key that everybody asks for, then at maxReadUnits',
      ),
      rule(
        writes,
        'writes-refused',
        0,
        metrics,
        'writes were refused for five minutes: look at the job that writes, then at maxWriteUnits',
      ),
      // The service means single digits: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Introduction.html
      rule(latency, 'slow', 10, recommended, 'look-ups take more than ten milliseconds: look at the size of the items'),
    ],
  };
}
