/** What is watched of the requests to a bucket, where it was asked for. */
import type { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { S3BucketMetric } from '@cdktf/provider-aws/lib/s3-bucket-metric';
import { alarmsOf, type Construct, metricsOf, type Monitored } from '../../core';

const recommended =
  'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Best_Practice_Recommended_Alarms_AWS_Services.html#S3';
/** As the console calls one of a whole bucket. */
const FilterId = 'EntireBucket';

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/metrics-configurations.html */
export function bucketMonitoring(scope: Construct, bucket: S3Bucket, name: string, measured: boolean): Monitored {
  if (!measured) return { charts: [], alarms: [] };
  new S3BucketMetric(scope, 'requests', { bucket: bucket.bucket, name: FilterId });
  const metric = metricsOf('AWS/S3', { BucketName: name, FilterId });
  const refused = metric('4xxErrors', 'refused', 'Average');
  const failed = metric('5xxErrors', 'failed', 'Average');
  const quarter = { periodSeconds: 60, evaluationPeriods: 15 };
  const alarm = alarmsOf(name, { ...quarter, severity: 'error', source: recommended, runbook: 'bucket-errors' });
  return {
    charts: [
      { title: `Requests to ${name}`, metrics: [metric('AllRequests', 'requests')] },
      { title: `Share of errors of ${name}`, metrics: [refused, failed] },
      {
        title: `Milliseconds of ${name}`,
        metrics: [metric('FirstByteLatency', 'to the first byte', 'p99'), metric('TotalRequestLatency', 'all', 'p99')],
      },
    ],
    alarms: [
      alarm(
        refused,
        'requests-refused',
        0.05,
        'more than one request in twenty was refused for a quarter of an hour: look in its access logs for who asks, and whether for access or for objects that are not there',
        { severity: 'warning' },
      ),
      alarm(
        failed,
        'requests-fail',
        0.05,
        'more than one request in twenty failed for a quarter of an hour: look whether S3 asks to slow down, then at the AWS Health Dashboard',
      ),
    ],
  };
}
