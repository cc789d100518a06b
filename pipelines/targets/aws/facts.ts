/** The facts about services that derivation takes as arguments; constructs/aws/facts holds them, with their sources. */
import type { ComputeProfile, ComputeService, Naming } from '../../../environments';
import type { DerivedStatement } from './permissions';
import type { Statement } from './statement';

export interface AwsFacts {
  /** What each compute service asks for: who takes a job's role, what the job does for it, what starts it. */
  readonly jobServices: Readonly<Record<ComputeService, JobServiceFacts>>;
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
  /** To look up where tables are that others write. */
  readonly findTables: (
    naming: Naming,
    tables: readonly { readonly database: string; readonly name: string }[],
  ) => Statement;
  /** What a job needs to send metrics of a namespace. */
  readonly sendMetrics: (namespace: string) => Statement;
  /** What a state machine needs to publish on an encrypted topic. */
  readonly publish: (topicArn: string, keyArn: string, region: string) => readonly DerivedStatement[];
  /** What a state machine needs to keep in the ledger what a domain's jobs are billed for; the key included. */
  readonly keepBills: (tableArn: string, domain: string, keyArn: string, region: string) => readonly DerivedStatement[];
  /** What a state machine needs to deliver its log. */
  readonly deliverLogs: readonly DerivedStatement[];
}

/** What a domain's units use of one compute service. */
export interface ServiceUse {
  readonly naming: Naming;
  readonly domain: string;
  /** The profiles of the service that the units name, sorted. */
  readonly profiles: readonly UsedProfile[];
  /** The roles that the jobs take, sorted. */
  readonly roles: readonly { readonly name: string; readonly arn: string }[];
  /** Of what the jobs print. */
  readonly logGroup: string;
}

export interface UsedProfile {
  readonly name: string;
  readonly profile: ComputeProfile;
  /** ARNs of the application, the jobs or the virtual cluster; may hold tokens. */
  readonly resources: readonly string[];
  /** Of a cluster that executions make: the roles that whoever makes it passes. */
  readonly clusterRoles: { readonly service: string; readonly nodes: string };
}

export interface JobServiceFacts {
  /** Services that take the role of a job: `emr-serverless.amazonaws.com`. */
  readonly trusts: readonly string[];
  /** Who else takes it: statements of its trust policy. */
  readonly trust: (use: ServiceUse) => readonly Statement[];
  /** What a job's role does for the service, beside its own reading and writing. */
  readonly job: (use: ServiceUse) => readonly DerivedStatement[];
  /** What a state machine needs to run the units and to wait for them. */
  readonly start: (use: ServiceUse) => readonly DerivedStatement[];
}

/** Ids that only the service knows. Stacks give tokens, the command line what a reader can look up. */
export interface OpaqueIds {
  readonly dataKeyArn: string;
  readonly notificationsKeyArn: string;
  /** By compute profile. */
  readonly applicationArn: (profile: string) => string;
}
