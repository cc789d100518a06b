import type { DerivedStatement, ServiceUse } from '../../../../pipelines/targets';
import { arn } from '../../../../environments';

/** Delivery of what a job prints to its log group, with the role of the job. */
export function deliverJobLogs({ naming, logGroup }: ServiceUse, service: string): readonly DerivedStatement[] {
  const reasons = [`${service} delivers what the job prints with the role of the job`];
  return [
    { sid: 'FindLogGroup', actions: ['logs:DescribeLogGroups'], resources: ['*'], by: 'service', reasons },
    {
      sid: 'WriteLogs',
      actions: ['logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents'],
      resources: [arn(naming, 'logs', `log-group:${logGroup}:*`)],
      by: 'service',
      reasons,
    },
  ];
}
