/** The facts about services that derivation takes as arguments; constructs/aws/facts holds them, with their sources. */
import type { Naming } from '../../../environments';
import type { DerivedStatement } from './permissions';
import type { Statement } from './statement';

export interface AwsFacts {
  /** The service that runs jobs: `emr-serverless.amazonaws.com`. */
  readonly jobService: string;
  /** Actions on objects below a table that is only read. */
  readonly readObjects: readonly string[];
  /** Actions on objects below a table that is written. */
  readonly writeObjects: readonly string[];
  readonly decrypt: readonly string[];
  readonly encrypt: readonly string[];
  readonly keyUse: (
    actions: readonly string[],
    keyArn: string,
    bucketArns: readonly string[],
    region: string,
  ) => Statement;
  readonly ledgerKeyUse: (keyArn: string, region: string) => readonly Statement[];
  readonly ledger: (tableArn: string, tasks: readonly string[], tables: readonly string[]) => readonly Statement[];
  readonly catalogue: (
    naming: Naming,
    tables: readonly { readonly database: string; readonly name: string }[],
  ) => Statement;
  /** What the service that runs jobs needs to deliver their output. */
  readonly jobLogs: (naming: Naming, logGroup: string) => readonly DerivedStatement[];
  /** What a state machine needs to start jobs on `applicationArns` with `roleArns` and wait for them. */
  readonly startJobs: (
    naming: Naming,
    applicationArns: readonly string[],
    roleArns: readonly string[],
  ) => readonly DerivedStatement[];
  /** What a job needs to send metrics of a namespace. */
  readonly sendMetrics: (namespace: string) => Statement;
  /** What a state machine needs to publish on an encrypted topic. */
  readonly publish: (topicArn: string, keyArn: string, region: string) => readonly DerivedStatement[];
  /** What a state machine needs to deliver its log. */
  readonly deliverLogs: readonly DerivedStatement[];
}

/** Ids that only the service knows. Stacks give tokens, the command line what a reader can look up. */
export interface OpaqueIds {
  readonly dataKeyArn: string;
  readonly notificationsKeyArn: string;
  /** By compute profile. */
  readonly applicationArn: (profile: string) => string;
}
