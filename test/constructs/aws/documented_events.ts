/** Events as AWS documents them, by hand from the pages that are named; what differs from one to the next is given. */
type Detail = Readonly<Record<string, unknown>>;

const event = (source: string, type: string, detail: Detail) => ({
  version: '0',
  id: '999cccaa-eaaa-0000-1111-123456789012',
  'detail-type': type,
  source,
  account: '111122223333',
  time: '2024-12-16T21:00:23Z',
  region: 'eu-central-1',
  resources: [],
  detail,
});

/** https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-manage-cloudwatch-events.html */
export const clusterState = (name: string, state: string) =>
  event('aws.emr', 'EMR Cluster State Change', {
    severity: state === 'TERMINATED_WITH_ERRORS' ? 'CRITICAL' : 'INFO',
    stateChangeReason: '{"code":"BOOTSTRAP_FAILURE","message":"bootstrap action 1 returned a non-zero return code"}',
    name,
    clusterId: 'j-123456789ABCD',
    state,
    message: `Amazon EMR cluster j-123456789ABCD (${name}) is ${state} at 2024-12-16 21:00 UTC.`,
  });

/** The states are Started, Succeeded and Failed: https://docs.aws.amazon.com/glue/latest/dg/automating-awsglue-with-cloudwatch-events.html */
export const crawlerState = (crawlerName: string, state: string) =>
  event('aws.glue', 'Glue Crawler State Change', {
    accountId: '111122223333',
    crawlerName,
    state,
    message: `Crawler ${state}`,
    ...(state === 'Failed' ? { errorMessage: 'Internal Service Exception' } : {}),
  });

/** The same page: account, crawler and message, and no state. */
export const crawlerNotStarted = (crawlerName: string) =>
  event('aws.glue', 'Glue Scheduled Crawler Invocation Failure', {
    customerId: '111122223333',
    crawlerName,
    errorMessage: 'CrawlerRunningException',
  });

/** https://docs.aws.amazon.com/secretsmanager/latest/userguide/cloudtrail_log_entries.html */
export const rotation = (eventName: string, secretArn: string) =>
  event('aws.secretsmanager', 'AWS Service Event via CloudTrail', {
    eventVersion: '1.08',
    userIdentity: { accountId: '111122223333', invokedBy: 'secretsmanager.amazonaws.com' },
    eventTime: '2024-12-16T21:00:20Z',
    eventSource: 'secretsmanager.amazonaws.com',
    eventName,
    awsRegion: 'eu-central-1',
    requestParameters: null,
    responseElements: null,
    additionalEventData: { SecretId: secretArn },
    readOnly: false,
    eventType: 'AwsServiceEvent',
    managementEvent: true,
  });

/**
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html with the parameters of
 * https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_StopLogging.html,
 * https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_PutEventSelectors.html,
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/cloudtrail-logging-understanding-s3-entries.html and
 * https://docs.aws.amazon.com/kms/latest/developerguide/ct-schedule-key-deletion.html
 */
export const call = (service: string, eventName: string, requestParameters: Detail, more: Detail = {}) =>
  event(`aws.${service}`, 'AWS API Call via CloudTrail', {
    eventVersion: '1.08',
    userIdentity: { type: 'IAMUser', arn: 'arn:aws:iam::111122223333:user/Alice', userName: 'Alice' },
    eventTime: '2024-12-16T21:00:20Z',
    eventSource: `${service}.amazonaws.com`,
    eventName,
    awsRegion: 'eu-central-1',
    requestParameters,
    responseElements: null,
    readOnly: false,
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: '111122223333',
    ...more,
  });
