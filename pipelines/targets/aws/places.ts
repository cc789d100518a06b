/** Where a domain's things are on AWS, by name: what bindings, permissions, targets and constructs agree on. */
import {
  arn,
  bucketArn,
  type Environment,
  globalName,
  namesOf,
  type Naming,
  resourceName,
  topicOf,
} from '../../../environments';
import type { Plan } from '../../plan';
import { glueJobName, jobRoleName, type RolesPer, sharing, type UnitOfLayer } from './job_names';

/** The layers that have a bucket. */
export const lakeLayers = ['bronze', 'silver', 'gold'] as const;
export type LakeLayer = (typeof lakeLayers)[number];

/** What a table keeps beside its rows; each has a location of its own. */
export type TablePart = 'target' | 'quarantine' | 'changes';
const suffixes: Readonly<Record<TablePart, string>> = { target: '', quarantine: '__quarantine', changes: '__changes' };

export interface Location {
  readonly bucket: string;
  /** Without a trailing slash: `sales/orders`. */
  readonly prefix: string;
}

export class Places {
  readonly naming: Naming;
  private readonly rolePath: string;
  private readonly rolesPer: RolesPer;
  private readonly alertTopic: string;

  constructor(
    environment: Environment,
    readonly domain: string,
  ) {
    this.naming = namesOf(environment);
    this.rolePath = environment.roles.path;
    this.rolesPer = environment.roles.per;
    this.alertTopic = resourceName(this.naming, topicOf(environment.alerts, 'error'));
  }

  static of(plan: Plan, environment: Environment): Places {
    return new Places(environment, plan.domain);
  }

  bucket(what: LakeLayer | 'landing' | 'artefacts' | 'logs'): string {
    return globalName(this.naming, what);
  }

  bucketArn(bucket: string): string {
    return bucketArn(this.naming, bucket);
  }

  /** @throws for a layer that the lake has no bucket for */
  table(id: string, part: TablePart = 'target'): Location {
    const [layer = '', name = ''] = id.split('.');
    return { bucket: this.bucket(lakeLayer(layer, id)), prefix: `${this.domain}/${name}${suffixes[part]}` };
  }

  database(layer: string): string {
    return `${this.naming.project}_${this.naming.environment}_${this.domain}_${layer}`.replaceAll('-', '_');
  }

  /** The folder of the domain's bundle. */
  get bundle(): Location {
    return { bucket: this.bucket('artefacts'), prefix: `bundles/${this.domain}` };
  }

  /** The object that holds the environment's bindings of the domain. */
  get bindings(): Location {
    return { bucket: this.bucket('artefacts'), prefix: `bindings/${this.domain}.json` };
  }

  /** Where an environment's Python is, as one archive. A file of the project is uploaded by the domain that needs it. */
  pythonArchive(version: string, archive: string): Location {
    const [, bucket, key] = /^s3:\/\/([^/]+)\/(.+)$/.exec(archive) ?? [];
    if (bucket !== undefined && key !== undefined) return { bucket, prefix: key };
    const ending = /\.(?:tar\.gz|tgz|zip)$/.exec(archive)?.[0] ?? '';
    return { bucket: this.bucket('artefacts'), prefix: `python/${this.domain}/${version}${ending}` };
  }

  get ledgerTable(): string {
    return resourceName(this.naming, 'ledger');
  }

  get ledgerArn(): string {
    return arn(this.naming, 'dynamodb', `table/${this.ledgerTable}`);
  }

  /** The role that the jobs of a unit take. */
  jobRole(unit: UnitOfLayer): string {
    return jobRoleName(this.naming, this.domain, unit, this.rolesPer);
  }

  /** The units that take the same role, by what they share: a layer, or the unit itself. Sorted. */
  sharedRoles<Unit extends UnitOfLayer>(units: readonly Unit[]): readonly (readonly [Unit, ...Unit[]])[] {
    const shared = new Map<string, [Unit, ...Unit[]]>();
    for (const unit of units) {
      const here = shared.get(sharing(unit, this.rolesPer));
      if (here === undefined) shared.set(sharing(unit, this.rolesPer), [unit]);
      else here.push(unit);
    }
    return [...shared].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, here]) => here);
  }

  /** Of a compute profile: every domain's executions make clusters of this name. */
  clusterName(profile: string): string {
    return resourceName(this.naming, profile);
  }

  /** The role that EMR makes such a cluster with. */
  clusterServiceRole(profile: string): string {
    return `${this.clusterName(profile)}-service`;
  }

  /** The role of its nodes, and the name of their instance profile. */
  clusterNodeRole(profile: string): string {
    return `${this.clusterName(profile)}-nodes`;
  }

  glueJob(unit: UnitOfLayer, profile: string): string {
    return glueJobName(this.naming, this.domain, unit, profile, this.rolesPer);
  }

  get orchestrationRole(): string {
    return resourceName(this.naming, `${this.domain}-orchestration`);
  }

  get scheduleRole(): string {
    return resourceName(this.naming, `${this.domain}-schedule`);
  }

  roleArn(name: string): string {
    return arn(this.naming, 'iam', `role${this.rolePath}${name}`, false);
  }

  stateMachine(pipeline: string): string {
    return resourceName(this.naming, `${this.domain}-${pipeline}`);
  }

  stateMachineArn(pipeline: string): string {
    return arn(this.naming, 'states', `stateMachine:${this.stateMachine(pipeline)}`);
  }

  get scheduleGroup(): string {
    return resourceName(this.naming, this.domain);
  }

  /** A run that failed is an error: somebody has to look on this working day. */
  get alertTopicArn(): string {
    return arn(this.naming, 'sns', this.alertTopic);
  }

  /** Logs of what the jobs print. */
  get jobLogGroup(): string {
    return `/aws/emr-serverless/${resourceName(this.naming, this.domain)}`;
  }

  /** Under /aws/vendedlogs the log group's policy stays short however many machines there are. */
  stateMachineLogGroup(pipeline: string): string {
    return `/aws/vendedlogs/states/${this.stateMachine(pipeline)}`;
  }
}

export const uri = (location: Location): string => `s3://${location.bucket}/${location.prefix}`;

function lakeLayer(layer: string, table: string): LakeLayer {
  const found = lakeLayers.find((known) => known === layer);
  if (found !== undefined) return found;
  throw new Error(`table '${table}': the lake has no bucket for layer '${layer}'; expected ${lakeLayers.join(', ')}`);
}
