/** Grants can be narrowed, and only narrowed. */
import { give, type Grant } from '../../../constructs/core';
import type { Statement } from '../../../pipelines/targets';

const key: Statement = {
  actions: ['kms:Decrypt'],
  resources: ['arn:aws:kms:eu-central-1:111122223333:key/1'],
  conditions: {
    StringEquals: { 'kms:ViaService': 's3.eu-central-1.amazonaws.com' },
    StringLike: { 's3:prefix': ['sales/*'] },
  },
};
const granted = (): Grant => give({ addGrant: () => undefined }, [key]);

test('a condition with an operator that is there already joins what the grant demands', () => {
  const { statements } = granted().withConditions({
    StringEquals: { 'aws:PrincipalTag/team': 'sales' },
    StringLike: { 'aws:userid': ['*:sales'] },
    Bool: { 'aws:SecureTransport': 'true' },
  });
  expect(statements[0]?.conditions).toEqual({
    StringEquals: { 'kms:ViaService': 's3.eu-central-1.amazonaws.com', 'aws:PrincipalTag/team': 'sales' },
    StringLike: { 's3:prefix': ['sales/*'], 'aws:userid': ['*:sales'] },
    Bool: { 'aws:SecureTransport': 'true' },
  });
});

test.each(['kms:ViaService', 'KMS:viaservice'])('another value of %s would widen, and is refused', (name) => {
  expect(() => granted().withConditions({ StringEquals: { [name]: 'sqs.eu-central-1.amazonaws.com' } })).toThrow(
    `condition StringEquals of ${name}: found "sqs.eu-central-1.amazonaws.com" beside "s3.eu-central-1.amazonaws.com"`,
  );
});

test('a refused condition changes no statement', () => {
  const grant = give({ addGrant: () => undefined }, [{ actions: ['s3:ListBucket'], resources: ['*'] }, key]);
  expect(() => grant.withConditions({ StringLike: { 's3:prefix': ['*'] } })).toThrow();
  expect(grant.statements[0]).toEqual({ actions: ['s3:ListBucket'], resources: ['*'] });
});

test('the same condition twice is one', () => {
  const { statements } = granted().withConditions({
    StringEquals: { 'kms:ViaService': 's3.eu-central-1.amazonaws.com' },
  });
  expect(statements).toEqual([key]);
});
