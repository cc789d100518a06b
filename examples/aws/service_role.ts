/** A role for a Lambda function, with what it is granted and no more. */
import { ServiceRole } from '../../constructs/aws';
import { bucketArn, type Construct } from '../../constructs/core';

export function serviceRole(scope: Construct): void {
  const naming = { project: 'acme', environment: 'dev', account: '111122223333', region: 'eu-central-1' };
  const reader = new ServiceRole(scope, 'reader', {
    ...naming,
    roleName: 'acme-dev-inbox-reader',
    service: 'lambda.amazonaws.com',
    description: 'Reads what has landed',
    statements: [{ actions: ['s3:GetObject'], resources: [`${bucketArn(naming, 'acme-dev-inbox')}/*`] }],
  });
  const existing = ServiceRole.fromExisting(scope, 'legacy', { ...naming, roleName: reader.roleName });
  if (existing.roleName !== 'acme-dev-inbox-reader') throw new Error('the role is the same');
}
