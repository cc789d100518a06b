import { judged, type PolicyRule } from '../../../core/policy';

export const logRetention: PolicyRule = {
  id: 'LW_LOG_RETENTION',
  title: 'Logs are encrypted with a key of ours, and forgotten some day',
  why: 'Without a number of days logs are kept, and paid for, for ever.',
  source: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/Working-with-log-groups-and-streams.html',
  judge: (platform) =>
    platform.of('aws_cloudwatch_log_group').map((resource) => {
      const { retention_in_days: days, kms_key_id: key } = resource.properties;
      const missing = [
        ...(days === undefined || days === 0 ? ['retention_in_days'] : []),
        ...(key === undefined ? ['kms_key_id'] : []),
      ];
      return judged(resource, missing.length === 0 ? undefined : `has no ${missing.join(' and no ')}`);
    }),
};
