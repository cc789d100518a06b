/** Amazon EventBridge: events that tell what no metric of a service tells, and how they are counted. */
import type { Naming } from '../../../environments';
import { trailArn } from './cloudtrail';

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html */
export type EventPattern = Readonly<Record<string, unknown>>;

export interface EventFact {
  readonly pattern: EventPattern;
  /** Where the service says that it sends them. */
  readonly source: string;
}

/** A run that failed, and one that a schedule could not start. */
export const crawlerFailures = (crawlerName: string): EventFact => ({
  pattern: {
    source: ['aws.glue'],
    'detail-type': ['Glue Crawler State Change', 'Glue Scheduled Crawler Invocation Failure'],
    detail: {
      crawlerName: [crawlerName],
      // What could not be started has no state.
      $or: [{ state: ['Failed'] }, { state: [{ exists: false }] }],
    },
  },
  source: 'https://docs.aws.amazon.com/glue/latest/dg/automating-awsglue-with-cloudwatch-events.html',
});

/** Of clusters that have one name; they need not be there yet. */
export const clusterFailures = (clusterName: string): EventFact => ({
  pattern: {
    source: ['aws.emr'],
    'detail-type': ['EMR Cluster State Change'],
    detail: { name: [clusterName], state: ['TERMINATED_WITH_ERRORS'] },
  },
  source: 'https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-manage-cloudwatch-events.html',
});

/** Needs a trail in the region: https://docs.aws.amazon.com/secretsmanager/latest/userguide/monitoring-eventbridge.html */
export const rotationFailures = (secretArn: string): EventFact => ({
  pattern: {
    source: ['aws.secretsmanager'],
    'detail-type': ['AWS Service Event via CloudTrail'],
    detail: {
      eventSource: ['secretsmanager.amazonaws.com'],
      eventName: ['RotationFailed'],
      additionalEventData: { SecretId: [secretArn] },
    },
  },
  source: 'https://docs.aws.amazon.com/secretsmanager/latest/userguide/cloudtrail_log_entries.html',
});

/** What the records of a trail depend on. */
export interface TrailParts {
  readonly trailName: string;
  readonly bucketName: string;
  readonly keyArn: string;
  readonly keyId: string;
}

/**
 * Calls that end or change what a trail records, who may write to its bucket, and whether and by whom its key is used.
 * https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html#cloudwatch-5 asks for the first,
 * https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html#cloudwatch-8 for the second, and
 * https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html#cloudwatch-7 for the third.
 */
export const trailChanges = (naming: Naming, { trailName, bucketName, keyArn, keyId }: TrailParts): EventFact => {
  const trail = [trailName, trailArn(naming, trailName)];
  return {
    pattern: {
      source: ['aws.cloudtrail', 'aws.s3', 'aws.kms'],
      'detail-type': ['AWS API Call via CloudTrail'],
      detail: {
        // A call that was refused has changed nothing.
        errorCode: [{ exists: false }],
        $or: [
          { eventName: ['DeleteTrail', 'StopLogging', 'UpdateTrail'], requestParameters: { name: trail } },
          { eventName: ['PutEventSelectors'], requestParameters: { trailName: trail } },
          {
            eventName: ['DeleteBucket', 'DeleteBucketPolicy', 'PutBucketLifecycle', 'PutBucketPolicy'],
            requestParameters: { bucketName: [bucketName] },
          },
          {
            // By either: https://docs.aws.amazon.com/kms/latest/APIReference/API_DisableKey.html
            eventName: ['DisableKey', 'PutKeyPolicy', 'ScheduleKeyDeletion'],
            requestParameters: { keyId: [keyId, keyArn] },
          },
        ],
      },
    },
    source: 'https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html#cloudwatch-5',
  };
};
