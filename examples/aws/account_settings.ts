/** What an account has one of: nothing public, volumes and catalogue encrypted, the roles of the services that are used. */
import { AccountSettings, EncryptionKey } from '../../constructs/aws';
import type { Construct } from '../../constructs/core';

export function accountSettings(scope: Construct): void {
  const naming = { project: 'acme', environment: 'account', account: '111122223333', region: 'eu-central-1' };
  const key = new EncryptionKey(scope, 'key', { ...naming, name: 'catalogue', keyClass: 'data' });
  new AccountSettings(scope, 'settings', {
    ...naming,
    catalogueKeyArn: key.arn,
    serviceLinkedRoles: ['emr-serverless', 'emr'],
  });
}
