/** What a DynamoDB table measures, and when that is bad. */
import { alarmsOf, metricsOf, type Monitored } from '../../core';

const recommended =
  'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Best_Practice_Recommended_Alarms_AWS_Services.html';
const metrics = 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/metrics-dimensions.html';

export function onlineStoreMonitoring(tableName: string): Monitored {
  const metric = metricsOf('AWS/DynamoDB', { TableName: tableName });
  const lookup = metricsOf('AWS/DynamoDB', { TableName: tableName, Operation: 'GetItem' });
  const reads = metric('ReadThrottleEvents', 'reads refused');
  const writes = metric('WriteThrottleEvents', 'writes refused');
  const latency = lookup('SuccessfulRequestLatency', 'milliseconds of a look-up', 'Average');
  const minutes = { periodSeconds: 60, evaluationPeriods: 5 };
  const alarm = alarmsOf(tableName, { ...minutes, severity: 'warning', source: metrics });
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
      alarm(
        reads,
        'reads-refused',
        0,
        'look-ups were refused for five minutes: look for one key that everybody asks for, then at maxReadUnits',
      ),
      alarm(
        writes,
        'writes-refused',
        0,
        'writes were refused for five minutes: look at the job that writes, then at maxWriteUnits',
      ),
      // The service means single digits: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Introduction.html
      alarm(latency, 'slow', 10, 'look-ups take more than ten milliseconds: look at the size of the items', {
        source: recommended,
      }),
    ],
  };
}
