/** Amazon EMR on EKS: what it asks of a cluster, who its pods are, and what runs and waits for its jobs. */
import { arn, type Naming } from '../../../environments';
import type { Statement } from '../../../pipelines/targets';
import { releaseProblem } from '../../../pipelines/engines/releases';
import { serviceAccountTrust, type TokenIssuer } from './eks_roles';
import { runtimeEndpoints } from './endpoints';
import type { ServiceFacts } from './service_facts';

const guide = 'https://docs.aws.amazon.com/emr/latest/EMR-on-EKS-DevelopmentGuide';

export const emrContainersFacts: ServiceFacts = {
  name: 'Amazon EMR on EKS',
  principals: ['emr-containers.amazonaws.com'],
  endpoints: runtimeEndpoints['emr-on-eks'],
};

/** `emr-7.12.0`, `emr-7.12.0-latest`, `emr-7.12.0-20251204`: what is wrong with a label, in one sentence. */
export function podReleaseProblem(label: string): string | undefined {
  const [, release, image] = /^(emr-\d+\.\d+\.\d+)(?:-(.+))?$/.exec(label) ?? [];
  if (release === undefined) return releaseProblem(label);
  if (image !== undefined && !/^(latest|\d{8})$/.test(image)) {
    return `'${label}' ends with '${image}'; expected 'latest' or a day such as '20251204' (${guide}/emr-eks-releases.html)`;
  }
  return releaseProblem(release);
}

/** As StartJobRun takes it: the newest image of the release, unless a day was given. */
export const podRelease = (label: string): string => (/^emr-[\d.]+$/.test(label) ? `${label}-latest` : label);

/**
 * What is wrong with how a cluster lets roles in, in one sentence: EMR makes its own access entries, and cannot be given
 * one, since it comes with a service-linked role.
 */
export const clusterAccessProblem = (authenticationMode: string | undefined): string | undefined =>
  authenticationMode === undefined || authenticationMode === 'API_AND_CONFIG_MAP'
    ? undefined
    : `expected API_AND_CONFIG_MAP, with which EMR makes the access entries of its namespace (${guide}/setting-up-cluster-access.html)`;

/** The name of a role as EMR writes it into the names of service accounts. */
export const roleNameInBase36 = (roleName: string): string =>
  BigInt(`0x${Buffer.from(roleName).toString('hex')}`).toString(36);

/**
 * EMR makes service accounts for the jobs of a role, in the namespace of the virtual cluster; these take it:
 * https://docs.aws.amazon.com/emr/latest/EMR-on-EKS-DevelopmentGuide/iam-execution-role.html
 */
export const jobRoleTrust = (issuer: TokenIssuer, namespace: string, account: string, roleName: string): Statement =>
  serviceAccountTrust(
    issuer,
    `system:serviceaccount:${namespace}:emr-containers-sa-*-*-${account}-${roleNameInBase36(roleName)}`,
    true,
  );

/** https://docs.aws.amazon.com/emr/latest/EMR-on-EKS-DevelopmentGuide/creating-job-execution-role.html */
export const jobRoleStatements = (naming: Naming, logGroupName: string): readonly Statement[] => [
  { sid: 'FindLogGroup', actions: ['logs:DescribeLogGroups'], resources: ['*'] },
  {
    sid: 'WriteLogs',
    actions: ['logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents'],
    resources: [arn(naming, 'logs', `log-group:${logGroupName}:*`)],
  },
];

/** No role is passed: EMR judges the role by a condition. https://docs.aws.amazon.com/step-functions/latest/dg/emr-eks-iam.html */
export const runPodJobs = (virtualClusterArn: string, jobRoleArns: readonly string[]): readonly Statement[] => [
  {
    actions: ['emr-containers:StartJobRun'],
    resources: [virtualClusterArn],
    conditions: { StringEquals: { 'emr-containers:ExecutionRoleArn': jobRoleArns } },
  },
  {
    actions: ['emr-containers:CancelJobRun', 'emr-containers:DescribeJobRun', 'emr-containers:TagResource'],
    resources: [`${virtualClusterArn}/jobruns/*`],
  },
];
