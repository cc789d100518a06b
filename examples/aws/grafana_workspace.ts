/** Dashboards over the account's metrics and a workspace of Prometheus, for people of IAM Identity Center. */
import { EncryptionKey, GrafanaWorkspace, PrometheusWorkspace } from '../../constructs/aws';
import type { Construct } from '../../constructs/core';

export function grafanaWorkspace(scope: Construct): void {
  const naming = { project: 'acme', environment: 'dev', account: '111122223333', region: 'eu-central-1' };
  const key = new EncryptionKey(scope, 'key', { ...naming, name: 'board-metrics', keyClass: 'data' });
  const boards = new GrafanaWorkspace(scope, 'boards', {
    ...naming,
    name: 'example-boards',
    authenticationProviders: ['AWS_SSO'],
    people: {
      ADMIN: { groupIds: ['93670b9a-e041-70e2-e3a8-2ab5bbf1ad44'] },
      VIEWER: { groupIds: ['93670b9a-e041-70e2-e3a8-2ab5bbf1ad45'] },
    },
    networkAccess: { prefixListIds: ['pl-0123456789abcdef0'], vpceIds: ['vpce-0123456789abcdef0'] },
    logGroupNames: ['/aws/vendedlogs/states/acme-dev-shop-sales'],
  });
  const metrics = PrometheusWorkspace.fromExisting(scope, 'metrics', {
    ...naming,
    workspaceId: 'ws-12345678-abcd-1234-abcd-123456789012',
    keyArn: key.arn,
  });
  metrics.grantQuery(boards.role);
}
