/** Questions to the log of a domain's jobs, and one of your own. */
import { EncryptionKey, jobQueries, LogGroup, SavedQueries } from '../../constructs/aws';
import type { Construct } from '../../constructs/core';

export function savedQueries(scope: Construct): void {
  const naming = { project: 'acme', environment: 'dev', account: '111122223333', region: 'eu-central-1' };
  const key = new EncryptionKey(scope, 'key', { ...naming, name: 'queries-example', keyClass: 'logs' });
  const { logGroupName } = new LogGroup(scope, 'log', {
    ...naming,
    logGroupName: '/aws/emr-serverless/acme-dev-queries-example',
    keyArn: key.arn,
    retentionDays: 30,
  });
  new SavedQueries(scope, 'queries', {
    ...naming,
    name: 'queries-example',
    queries: [
      ...jobQueries(logGroupName),
      {
        name: 'tasks that read nothing',
        query: 'filter event = "task-succeeded" and counts.candidates = 0\n| stats count(*) as runs by task',
        logGroupNames: [logGroupName],
      },
    ],
  });
}
