import { EmrcontainersVirtualCluster } from '@cdktf/provider-aws/lib/emrcontainers-virtual-cluster';
import * as z from 'zod';
import {
  checkName,
  checkProps,
  Construct,
  type Grant,
  type Grantee,
  type Naming,
  type RemovalProps,
  removalOf,
  resourceName,
  Token,
} from '../../core';
import { clusterAccessProblem, podRelease, podReleaseProblem, type TokenIssuer } from '../facts';
import { type NamedProps, namingOf, type NamingProps, namingShape } from '../environment/naming_props';
import { givenShape, keyArnShape, logRetentionShape, nameShape } from '../environment/shapes';
import { LogGroup } from '../monitoring/log_group';
import { EmrJobRole } from './emr_job_role';
import { VirtualClusterAccess } from './virtual_cluster_access';

/** An `EksCluster`, or an existing one. */
export interface JobCluster extends TokenIssuer {
  readonly clusterName: string;
  /** Of a cluster of ours; an existing one has to be `API_AND_CONFIG_MAP` as well. */
  readonly authenticationMode?: 'API' | 'API_AND_CONFIG_MAP';
}

export interface EmrOnEksProps extends NamedProps, RemovalProps {
  readonly cluster: JobCluster;
  /** Of Kubernetes: there already, and of this virtual cluster alone. */
  readonly namespace: string;
  /** `emr-7.10.0` or later; with a day for one image: `emr-7.12.0-20251204`. */
  readonly releaseLabel: string;
  /** Of class logs. */
  readonly logKeyArn: string;
  /** Days; 90 unless given. */
  readonly logRetentionDays?: number;
}

export interface ExistingVirtualClusterProps extends NamingProps {
  readonly virtualClusterId: string;
}

const api = 'https://docs.aws.amazon.com/emr-on-eks/latest/APIReference';
const schema = z.object({
  ...namingShape,
  cluster: givenShape('a cluster'),
  name: nameShape,
  namespace: z
    .string()
    .regex(
      /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/,
      `expected the name of a namespace: at most 63 lower-case letters, digits and hyphens (${api}/API_EksInfo.html)`,
    ),
  releaseLabel: z.string(),
  logKeyArn: keyArnShape,
  logRetentionDays: logRetentionShape,
});
const existing = z.object({
  ...namingShape,
  virtualClusterId: z
    .string()
    .regex(
      /^[0-9a-z]{1,64}$/,
      `expected an id of lower-case letters and digits (${api}/API_DescribeVirtualCluster.html)`,
    ),
});

/** Spark jobs as pods: a namespace of a cluster that EMR runs jobs in, with a role for them and a log that forgets. */
export class EmrOnEks extends Construct {
  readonly virtualClusterName: string;
  readonly virtualClusterId: string;
  readonly arn: string;
  readonly namespace: string;
  /** As a job is started with it: `emr-7.12.0-latest`. */
  readonly releaseLabel: string;
  /** What a job's monitoring configuration names. */
  readonly logGroupName: string;
  /** What jobs may do, unless they have a role of their own: grant to it. */
  readonly jobRole: EmrJobRole;
  private readonly access: VirtualClusterAccess;
  private readonly cluster: TokenIssuer;
  private readonly naming: Naming;

  /** A virtual cluster that is there already. */
  static fromExisting(scope: Construct, id: string, props: ExistingVirtualClusterProps): VirtualClusterAccess {
    checkProps(existing, props, `${scope.node.path}/${id}`);
    return new VirtualClusterAccess(namingOf(props), props.virtualClusterId);
  }

  constructor(scope: Construct, id: string, props: EmrOnEksProps) {
    super(scope, id);
    checkProps(schema, props, this.node.path);
    const problems = emrOnEksProblems(props);
    if (problems.length > 0) throw new Error(`${this.node.path}: ${problems.join('\n')}`);
    this.naming = namingOf(props);
    const name = resourceName(this.naming, props.name ?? props.namespace);
    this.virtualClusterName = checkName('emr virtual cluster', name, this.node.path);
    this.namespace = props.namespace;
    this.cluster = props.cluster;
    this.releaseLabel = podRelease(props.releaseLabel);
    const log = new LogGroup(this, 'log', {
      ...this.naming,
      ...removalOf(props),
      logGroupName: `/aws/emr-containers/${this.virtualClusterName}`,
      keyArn: props.logKeyArn,
      retentionDays: props.logRetentionDays ?? 90,
    });
    this.logGroupName = log.logGroupName;
    // EMR lets itself into the namespace, in the name of who makes this:
    // https://docs.aws.amazon.com/emr/latest/EMR-on-EKS-DevelopmentGuide/setting-up-cluster-access.html
    const virtual = new EmrcontainersVirtualCluster(this, 'cluster', {
      name: this.virtualClusterName,
      containerProvider: {
        id: props.cluster.clusterName,
        type: 'EKS',
        info: { eksInfo: { namespace: props.namespace } },
      },
    });
    this.virtualClusterId = virtual.id;
    this.access = new VirtualClusterAccess(this.naming, this.virtualClusterId);
    this.arn = this.access.arn;
    this.jobRole = this.role('job-role', `${this.virtualClusterName}-job`);
  }

  /** A further role for jobs, so that a domain or layer has what it needs alone. */
  jobRoleFor(id: string): EmrJobRole {
    return this.role(id, `${this.virtualClusterName}-${id}`);
  }

  /** Lets `grantee`, a state machine's role, run jobs and wait for them: with the job role, unless others are given. */
  grantRun(grantee: Grantee, jobRoleArns: readonly string[] = [this.jobRole.arn]): Grant {
    return this.access.grantRun(grantee, jobRoleArns);
  }

  private role(id: string, roleName: string): EmrJobRole {
    return new EmrJobRole(this, id, this.naming, roleName, {
      cluster: this.cluster,
      namespace: this.namespace,
      logGroupName: this.logGroupName,
    });
  }
}

function emrOnEksProblems({ releaseLabel, cluster }: EmrOnEksProps): readonly string[] {
  const release = Token.isUnresolved(releaseLabel) ? undefined : podReleaseProblem(releaseLabel);
  const access = clusterAccessProblem(cluster.authenticationMode);
  return [
    ...(release === undefined ? [] : [`releaseLabel: ${release}`]),
    ...(access === undefined
      ? []
      : [`cluster.authenticationMode: found "${cluster.authenticationMode ?? ''}"; ${access}`]),
  ];
}
