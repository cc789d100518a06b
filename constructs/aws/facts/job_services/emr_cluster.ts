import { arn } from '../../../../environments';
import type { Conditions, DerivedStatement, JobServiceFacts, ServiceUse } from '../../../../pipelines/targets';
import { emrFacts } from '../emr';
import { takeRuntimeRole } from '../emr_roles';

/** What tells the clusters of a domain's executions from all others: https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-fine-grained-cluster-access.html */
export const clusterTags = ({
  naming,
  domain,
}: Pick<ServiceUse, 'naming' | 'domain'>): Readonly<Record<string, string>> => ({
  project: naming.project,
  environment: naming.environment,
  domain,
});

const keyed = (kind: 'RequestTag' | 'ResourceTag', use: ServiceUse): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(clusterTags(use)).map(([key, tag]) => [`elasticmapreduce:${kind}/${key}`, tag]));

/** https://docs.aws.amazon.com/step-functions/latest/dg/emr-iam.html */
export const emrClusterJobs: JobServiceFacts = {
  trusts: [],
  // A step's role is taken by the nodes: https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-steps-runtime-roles.html
  trust: ({ profiles }) => [
    {
      sid: 'Steps',
      principals: { AWS: profiles.map((profile) => profile.clusterRoles.nodes) },
      actions: takeRuntimeRole,
      resources: [],
    },
  ],
  job: () => [],
  start: (use) => {
    const { naming, profiles, roles } = use;
    const clusters = [arn(naming, 'elasticmapreduce', 'cluster/*')];
    const ours = { StringEquals: keyed('ResourceTag', use) };
    const allow = (
      sid: string,
      actions: readonly string[],
      resources: readonly string[],
      conditions: Conditions,
      reason: string,
    ): DerivedStatement => ({ sid, actions, resources, conditions, by: 'service', reasons: [reason] });
    const pass = (sid: string, arns: readonly string[], principal: string, reason: string): DerivedStatement =>
      allow(sid, ['iam:PassRole'], arns, { StringEquals: { 'iam:PassedToService': principal } }, reason);
    return [
      // https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticmapreduce.html: no resource level
      allow(
        'MakeClusters',
        ['elasticmapreduce:RunJobFlow'],
        ['*'],
        { StringEquals: keyed('RequestTag', use) },
        `an execution makes a cluster for its units on ${profiles.map(({ name }) => name).join(', ')}`,
      ),
      allow(
        'TagClusters',
        ['elasticmapreduce:AddTags'],
        clusters,
        { StringEquals: keyed('RequestTag', use) },
        'the tags of a cluster say whose it is, and what it cost',
      ),
      allow(
        'RunSteps',
        ['elasticmapreduce:AddJobFlowSteps'],
        clusters,
        {
          StringEquals: {
            ...keyed('ResourceTag', use),
            'elasticmapreduce:ExecutionRoleArn': roles.map((role) => role.arn),
          },
        },
        'each unit is a step with its role',
      ),
      allow(
        'WatchSteps',
        ['elasticmapreduce:CancelSteps', 'elasticmapreduce:DescribeStep'],
        clusters,
        ours,
        'a state waits for its step, and cancels it when the execution is stopped',
      ),
      allow(
        'EndClusters',
        ['elasticmapreduce:DescribeCluster', 'elasticmapreduce:TerminateJobFlows'],
        clusters,
        ours,
        'the execution ends the cluster that it made, and waits for that',
      ),
      pass(
        'PassServiceRoles',
        profiles.map((profile) => profile.clusterRoles.service),
        'elasticmapreduce.amazonaws.com',
        'EMR makes a cluster with a role of its own',
      ),
      pass(
        'PassNodeRoles',
        profiles.map((profile) => profile.clusterRoles.nodes),
        'ec2.amazonaws.com',
        'the nodes of a cluster have a role',
      ),
      {
        sid: 'ClusterRules',
        actions: ['events:DescribeRule', 'events:PutRule', 'events:PutTargets'],
        resources: (emrFacts.managedRules ?? []).map(({ name }) => arn(naming, 'events', `rule/${name}`)),
        by: 'service',
        reasons: ['Step Functions hears of the end of a step and of a cluster through rules that it manages'],
      },
    ];
  },
};
