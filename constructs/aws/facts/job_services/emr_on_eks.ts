import { arn, byService } from '../../../../environments';
import type { JobServiceFacts, ServiceUse, Statement } from '../../../../pipelines/targets';
import { deliverJobLogs } from './job_logs';

/** https://docs.aws.amazon.com/step-functions/latest/dg/emr-eks-iam.html */
export const emrOnEksJobs: JobServiceFacts = {
  trusts: [],
  trust: podTrust,
  // https://docs.aws.amazon.com/emr/latest/EMR-on-EKS-DevelopmentGuide/creating-job-execution-role.html
  job: (use) => deliverJobLogs(use, 'EMR on EKS'),
  start: ({ profiles, roles }) => {
    const clusters = profiles.flatMap((profile) => profile.resources);
    const runs = clusters.map((cluster) => `${cluster}/jobruns/*`);
    return [
      {
        sid: 'StartPodJobs',
        actions: ['emr-containers:StartJobRun'],
        resources: clusters,
        // https://docs.aws.amazon.com/emr/latest/EMR-on-EKS-DevelopmentGuide/iam-execution-role.html
        conditions: { StringEquals: { 'emr-containers:ExecutionRoleArn': roles.map((role) => role.arn) } },
        by: 'service',
        reasons: ['each unit is a job of the virtual cluster, with the role of its layer'],
      },
      {
        sid: 'WatchPodJobs',
        actions: ['emr-containers:CancelJobRun', 'emr-containers:DescribeJobRun', 'emr-containers:TagResource'],
        resources: runs,
        by: 'service',
        reasons: ['a state waits for its job, and cancels it when the execution is stopped; its tags say what it cost'],
      },
    ];
  },
};

/** The service accounts that EMR makes for jobs with the role take it: https://docs.aws.amazon.com/emr/latest/EMR-on-EKS-DevelopmentGuide/iam-execution-role.html */
function podTrust({ naming, profiles, roles }: ServiceUse): readonly Statement[] {
  return profiles.flatMap(({ profile }, i) =>
    byService<readonly Statement[]>(profile, {
      'emr-serverless': () => [],
      'emr-cluster': () => [],
      glue: () => [],
      'emr-on-eks': ({ oidcProvider, namespace }) => [
        {
          sid: `Pods${i + 1}`,
          principals: { Federated: arn(naming, 'iam', `oidc-provider/${oidcProvider}`, false) },
          actions: ['sts:AssumeRoleWithWebIdentity'],
          resources: [],
          conditions: {
            StringLike: {
              [`${oidcProvider}:sub`]: roles.map(
                ({ name }) =>
                  `system:serviceaccount:${namespace}:emr-containers-sa-*-*-${naming.account}-${base36(name)}`,
              ),
            },
          },
        },
      ],
    }),
  );
}

/** As the service writes a role's name into the names of service accounts. */
export const base36 = (name: string): string => BigInt(`0x${Buffer.from(name).toString('hex')}`).toString(36);
