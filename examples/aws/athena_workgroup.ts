/** A workgroup for analysts, and a role that queries in it and reads the gold layer. */
import { AthenaWorkgroup, EncryptionKey, GlueDatabases, LakeBucket, ServiceRole } from '../../constructs/aws';
import type { Construct } from '../../constructs/core';

export function athenaWorkgroup(scope: Construct): void {
  const naming = { project: 'acme', environment: 'dev', account: '111122223333', region: 'eu-central-1' };
  const key = new EncryptionKey(scope, 'key', { ...naming, name: 'query-results', keyClass: 'data' });
  const results = new LakeBucket(scope, 'results', {
    ...naming,
    bucketName: 'acme-dev-query-results-4f1a',
    holds: 'files',
    keyArn: key.arn,
    lifecycle: [{ id: 'gone', expireDays: 30 }],
  });
  const analysts = new AthenaWorkgroup(scope, 'analysts', {
    ...naming,
    name: 'example-analysts',
    resultsBucketName: results.bucketName,
    keyArn: key.arn,
    bytesScannedCutoffPerQuery: 10_000_000_000,
  });
  const role = new ServiceRole(scope, 'role', {
    ...naming,
    roleName: 'acme-dev-dashboards',
    service: 'quicksight.amazonaws.com',
    description: 'Queries the gold layer for dashboards',
  });
  analysts.grantQuery(role);
  const gold = GlueDatabases.fromExisting(scope, 'gold', { ...naming, names: ['acme_dev_shop_gold'] });
  gold.grantRead(role);
}
