/**
 * What is watched of a replication. Bytes and latency are published in the region of the destination, failures in that of the
 * source: an alarm sees the metrics of its own region.
 */
import { metricsOf, type Monitored } from '../../core';
import { replicationFacts } from '../facts';

export interface WatchedReplication {
  readonly sourceBucket: string;
  readonly destinationBucket: string;
  readonly rule: string;
}

export function replicationMonitoring(watched: WatchedReplication): Monitored {
  const { sourceBucket: SourceBucket, destinationBucket: DestinationBucket, rule: RuleId } = watched;
  const metric = metricsOf('AWS/S3', { SourceBucket, DestinationBucket, RuleId });
  const failed = metric('OperationsFailedReplication', 'failed');
  return {
    charts: [{ title: `Replication of ${watched.sourceBucket}`, metrics: [failed] }],
    alarms: [
      {
        metric: failed,
        // Of the rule: two replications of a lake have an alarm each.
        name: `${watched.rule}-failed`,
        description:
          `Objects of ${watched.sourceBucket} were not replicated: look at the role and at the key of the destination ` +
          `first, then repeat what failed with S3 Batch Replication`,
        severity: 'error',
        comparison: '>',
        threshold: 0,
        periodSeconds: 300,
        source: replicationFacts.metrics,
        runbook: 'replication-failed',
      },
    ],
  };
}
