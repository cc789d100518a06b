/** Describes the orders that land as files, every morning, for a look with Athena. */
import { EncryptionKey, GlueDatabases, LakeBucket, LandingCrawler } from '../../constructs/aws';
import type { Construct } from '../../constructs/core';

export function landingCrawler(scope: Construct): void {
  const naming = { project: 'acme', environment: 'dev', account: '111122223333', region: 'eu-central-1' };
  const logKey = new EncryptionKey(scope, 'log-key', { ...naming, name: 'crawler-logs', keyClass: 'logs' });
  const arrivals = new LakeBucket(scope, 'arrivals', {
    ...naming,
    bucketName: 'acme-dev-arrivals-4f1a',
    holds: 'files',
  });
  const { names } = new GlueDatabases(scope, 'database', {
    ...naming,
    databases: [
      { name: 'acme_dev_arrivals', description: 'What landed', location: `s3://${arrivals.bucketName}/shop/` },
    ],
  });
  for (const databaseName of names) {
    new LandingCrawler(scope, 'crawler', {
      ...naming,
      name: 'arrivals',
      bucket: arrivals,
      prefixes: ['shop/orders/'],
      databaseName,
      logKeyArn: logKey.arn,
      cron: '30 5 * * *',
    });
  }
}
