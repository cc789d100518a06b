/** Amazon Managed Grafana: versions, who signs in and from where, and what its role reads. */
import { arn, type Naming } from '../../../environments';
import type { Statement } from '../../../pipelines/targets';
import type { ServiceFacts } from './service_facts';

const guide = 'https://docs.aws.amazon.com/grafana/latest/userguide';
const api = 'https://docs.aws.amazon.com/grafana/latest/APIReference';

/** Where each version is described. A workspace goes up from one to the next, and never back. */
export const grafanaVersions: Readonly<Record<string, string>> = {
  '8.4': `${guide}/using-grafana-v8.html`,
  '9.4': `${guide}/using-grafana-v9.html`,
  '10.4': `${guide}/using-grafana-v10.html`,
  '12.4': `${guide}/cloudwatch-promql.html`,
};

export const grafanaVersionProblem = (version: string): string | undefined =>
  version in grafanaVersions
    ? undefined
    : `expected one of ${Object.keys(grafanaVersions).join(', ')} (${guide}/version-differences.html)`;

/** Of a version that there is: https://docs.aws.amazon.com/grafana/latest/APIReference/API_CreateWorkspaceServiceAccount.html */
export const hasServiceAccounts = (version: string): boolean => Number.parseInt(version, 10) >= 9;

export const grafanaFacts: ServiceFacts = {
  name: 'Amazon Managed Grafana',
  principals: ['grafana.amazonaws.com'],
  endpoints: [
    {
      service: 'grafana-workspace',
      type: 'Interface',
      why: 'people reach their dashboards from within the network',
      source: `${guide}/VPC-endpoints.html`,
    },
  ],
  passedTo: [
    {
      principal: 'grafana.amazonaws.com',
      why: 'whoever makes a workspace passes the role that it reads with',
      source: `${guide}/AMG-manage-permissions.html`,
    },
  ],
  quotas: [
    {
      what: 'workspaces',
      most: 5,
      adjustable: true,
      why: 'in an account and region: one for all teams, or one each',
      source: `${guide}/AMG_quotas.html`,
    },
    {
      what: 'subnets of a workspace',
      most: 6,
      adjustable: false,
      why: 'each in a zone of its own',
      source: `${api}/API_VpcConfiguration.html`,
    },
    {
      what: 'security groups of a workspace',
      most: 5,
      adjustable: false,
      why: 'what its data sources let in',
      source: `${api}/API_VpcConfiguration.html`,
    },
  ],
};

/** Metrics, regions, instances and queries that run have no resource level. */
export const grafanaDescribes: readonly string[] = [
  'aps:ListWorkspaces',
  'cloudwatch:DescribeAlarmsForMetric',
  'cloudwatch:GetMetricData',
  'cloudwatch:GetMetricStatistics',
  'cloudwatch:ListMetrics',
  'ec2:DescribeInstances',
  'ec2:DescribeRegions',
  'ec2:DescribeTags',
  'logs:GetQueryResults',
  'logs:StopQuery',
  'tag:GetResources',
];

/**
 * The actions of the managed policy AmazonGrafanaCloudWatchAccess, with resources where there are any, and with the log
 * groups that are named: https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AmazonGrafanaCloudWatchAccess.html
 */
export const readCloudWatch = (naming: Naming, logGroupNames: readonly string[]): readonly Statement[] => [
  {
    sid: 'ReadMetrics',
    actions: grafanaDescribes.filter((action) => !action.startsWith('aps:') && !action.startsWith('logs:')),
    resources: ['*'],
  },
  {
    sid: 'ReadAlarms',
    actions: ['cloudwatch:DescribeAlarmHistory', 'cloudwatch:DescribeAlarms'],
    resources: [arn(naming, 'cloudwatch', 'alarm:*')],
  },
  ...(logGroupNames.length === 0
    ? []
    : [
        {
          sid: 'FindLogs',
          actions: ['logs:DescribeLogGroups', 'logs:GetQueryResults', 'logs:StopQuery'],
          resources: ['*'],
        },
        {
          sid: 'ReadLogs',
          actions: ['logs:GetLogEvents', 'logs:GetLogGroupFields', 'logs:StartQuery'],
          resources: logGroupNames.flatMap((name) => {
            const group = arn(naming, 'logs', `log-group:${name}`);
            return [group, `${group}:*`];
          }),
        },
      ]),
];

/** What the data source offers to choose from; asking is granted for one workspace. */
export const findPrometheus: readonly Statement[] = [
  { sid: 'FindWorkspaces', actions: ['aps:ListWorkspaces'], resources: ['*'] },
];

/** Service accounts, with whose tokens dashboards are deployed: https://docs.aws.amazon.com/grafana/latest/userguide/service-accounts.html */
export const deployDashboards = (workspaceArn: string): readonly Statement[] => [
  {
    actions: [
      'grafana:CreateWorkspaceServiceAccount',
      'grafana:CreateWorkspaceServiceAccountToken',
      'grafana:DeleteWorkspaceServiceAccount',
      'grafana:DeleteWorkspaceServiceAccountToken',
      'grafana:DescribeWorkspace',
      'grafana:ListWorkspaceServiceAccounts',
      'grafana:ListWorkspaceServiceAccountTokens',
    ],
    resources: [workspaceArn],
  },
];
