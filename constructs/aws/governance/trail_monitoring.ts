/** What is watched of a trail. CloudTrail has no metric of its deliveries: what changes them is an event, and silence is one too. */
import { alarmsOf, type Construct, Fn, metricsOf, type Monitored, type Naming, Token } from '../../core';
import { trailChanges } from '../facts';
import { watchEvents } from '../monitoring/watched_events';

export interface WatchedTrail {
  readonly naming: Naming;
  readonly trailName: string;
  readonly bucketName: string;
  readonly keyArn: string;
  /** Whether it was made elsewhere, so that it may be of another account, whose events are heard there alone. */
  readonly givenBucket: boolean;
  /** Where the trail writes to a log group too. */
  readonly logGroupName?: string;
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CloudWatch-Logs-Monitoring-CloudWatch-Metrics.html */
const logMetrics =
  'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CloudWatch-Logs-Monitoring-CloudWatch-Metrics.html';

export function trailMonitoring(
  scope: Construct,
  { naming, trailName, bucketName, keyArn, givenBucket, logGroupName }: WatchedTrail,
): Monitored {
  const events = trailChanges(naming, { trailName, bucketName, keyArn, keyId: keyIdOf(keyArn) });
  const changed = watchEvents(scope, 'changed', {
    name: `${trailName}-trail-changed`,
    description: `Calls that stop or change the trail ${trailName}, or who may use its bucket and its key`,
    events,
    label: 'changes',
  });
  const alarm = alarmsOf(trailName, {
    severity: 'error',
    periodSeconds: 300,
    source: events.source,
    runbook: 'audit-trail',
  });
  const changes = alarm(
    changed,
    'trail-changed',
    0,
    `the trail was stopped or changed, or its bucket or its key was${givenBucket ? ', if they are of this account' : ''}: ` +
      'unless a deployment did it, look who did, and whether it still records',
  );
  const charts = [{ title: `Changes of ${trailName}`, metrics: [changed] }];
  if (logGroupName === undefined) return { charts, alarms: [changes] };
  const recorded = metricsOf('AWS/Logs', { LogGroupName: logGroupName })('IncomingLogEvents', 'recorded');
  return {
    charts: [...charts, { title: `Records of ${trailName}`, metrics: [recorded] }],
    alarms: [
      changes,
      alarm(
        recorded,
        'trail-silent',
        1,
        'nothing was recorded for an hour: look at the error of its last delivery, then at its role, its bucket and its key',
        { comparison: '<', periodSeconds: 3600, missingData: 'bad', source: logMetrics },
      ),
    ],
  };
}

/** `arn:aws:kms:eu-central-1:111122223333:key/1234` is of `1234`, which Terraform finds where it alone knows the ARN. */
const keyIdOf = (keyArn: string): string =>
  Token.isUnresolved(keyArn) ? Fn.basename(keyArn) : keyArn.slice(keyArn.lastIndexOf('/') + 1);
