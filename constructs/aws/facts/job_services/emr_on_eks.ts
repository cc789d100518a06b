import { arn, byService } from '../../../../environments';
import type { JobServiceFacts, ServiceUse, Statement } from '../../../../pipelines/targets';
import { jobRoleTrust, runPodJobs } from '../emr_containers';
import { deliverJobLogs } from './job_logs';

/** https://docs.aws.amazon.com/step-functions/latest/dg/emr-eks-iam.html */
export const emrOnEksJobs: JobServiceFacts = {
  trusts: [],
  trust: podTrust,
  // https://docs.aws.amazon.com/emr/latest/EMR-on-EKS-DevelopmentGuide/creating-job-execution-role.html
  job: (use) => deliverJobLogs(use, 'EMR on EKS'),
  start: ({ profiles, roles }) =>
    profiles
      .flatMap((profile) => profile.resources)
      .flatMap((cluster, i) => {
        const roleArns = roles.map((role) => role.arn);
        const reasons = [
          ['StartPodJobs', 'each unit is a job of the virtual cluster, with its role'],
          [
            'WatchPodJobs',
            'a state waits for its job, and cancels it when the execution is stopped; tags say what it cost',
          ],
        ] as const;
        return runPodJobs(cluster, roleArns).map((statement, j) => {
          const [sid, reason] = reasons[j] ?? ['PodJobs', 'each unit is a job of the virtual cluster'];
          return { sid: `${sid}${i + 1}`, ...statement, by: 'service' as const, reasons: [reason] };
        });
      }),
};

/** The service accounts that EMR makes for jobs with the role. */
function podTrust({ naming, profiles, roles }: ServiceUse): readonly Statement[] {
  return profiles.flatMap(({ profile }) =>
    byService<readonly Statement[]>(profile, {
      'emr-serverless': () => [],
      'emr-cluster': () => [],
      glue: () => [],
      'emr-on-eks': ({ oidcProvider: issuer, namespace }) => {
        const providerArn = arn(naming, 'iam', `oidc-provider/${issuer}`, false);
        return roles.map(({ name }) => jobRoleTrust({ providerArn, issuer }, namespace, naming.account, name));
      },
    }),
  );
}
