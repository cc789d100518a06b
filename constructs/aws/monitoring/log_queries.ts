/** Questions to the logs of a domain, in the language of Logs Insights. */

export interface SavedQuery {
  /** What people look for: `failed tasks`. */
  readonly name: string;
  /** https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax.html */
  readonly query: string;
  /** At most 50. */
  readonly logGroupNames: readonly string[];
}

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_StartQuery.html */
export const mostLogGroups = 50;

const lines = (...parts: readonly string[]): string => parts.join('\n| ');

/** Of what the runtime prints: a JSON object a line, whose fields Logs Insights finds (docs/monitoring.md#saved-queries). */
export function jobQueries(logGroupName: string): readonly SavedQuery[] {
  const ask = (name: string, query: string): SavedQuery => ({ name, query, logGroupNames: [logGroupName] });
  const written = 'filter event in ["task-succeeded", "task-recovered"]';
  return [
    ask(
      'failed tasks',
      lines(
        'fields @timestamp, task, event, error, @logStream',
        'filter event in ["task-failed", "task-blocked"]',
        'sort @timestamp desc',
        'limit 100',
      ),
    ),
    ask(
      'slowest tasks',
      lines(
        'filter event = "task-succeeded"',
        'stats max(milliseconds) as longest, avg(milliseconds) as average, count(*) as runs by task',
        'sort longest desc',
        'limit 50',
      ),
    ),
    ask(
      'rows and quarantine by task',
      lines(
        written,
        'stats sum(counts.candidates) as rows_in, sum(counts.inserted) as inserted, sum(counts.updated) as updated, ' +
          'sum(counts.deleted) as deleted, sum(counts.quarantined) as quarantined, sum(counts.source_rejected) as rejected by task',
        'sort quarantined desc',
        'limit 1000',
      ),
    ),
    ask(
      'errors of one run',
      lines(
        '# JOB_RUN_ID: as the state of the execution shows it\nfields @timestamp, event, task, error, traceback, @message',
        'filter @logStream like /JOB_RUN_ID/',
        'filter ispresent(error) or ispresent(traceback) or @message like /ERROR/',
        'sort @timestamp asc',
        'limit 1000',
      ),
    ),
  ];
}

/**
 * Of what state machines log: https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html. One for each 50 of them.
 */
export function stateMachineQueries(logGroupNames: readonly string[]): readonly SavedQuery[] {
  const groups = Array.from({ length: Math.ceil(logGroupNames.length / mostLogGroups) }, (_, i) =>
    logGroupNames.slice(i * mostLogGroups, (i + 1) * mostLogGroups),
  );
  return groups.map((names, i) => ({
    name: i === 0 ? 'failed runs' : `failed runs ${i + 1}`,
    query: lines(
      'fields @timestamp, type, execution_arn, details.name, details.error',
      'filter type like /Failed|TimedOut|Aborted/',
      'sort @timestamp desc',
      'limit 200',
    ),
    logGroupNames: names,
  }));
}
