import { ServiceRole } from '../../../constructs/aws';
import { packStatements } from '../../../constructs/aws/identity/policy_packing';
import { policyDocument, type Statement } from '../../../pipelines/targets';
import { evaluate } from '../../emulator/iam/evaluate';
import { naming, resourcesOf } from '../app';

const tables = Array.from({ length: 300 }, (_, i) => `sales/table_${i}`);
const statements: readonly Statement[] = [
  { sid: 'Read', actions: ['s3:GetObject'], resources: tables.map((table) => `arn:aws:s3:::lake/${table}/*`) },
  {
    sid: 'List',
    actions: ['s3:ListBucket'],
    resources: ['arn:aws:s3:::lake'],
    conditions: { StringLike: { 's3:prefix': tables.map((table) => `${table}/*`) } },
  },
  { sid: 'Other', actions: ['sns:Publish'], resources: ['arn:aws:sns:eu-central-1:111122223333:alerts'] },
];
const read = (table: string) => ({ action: 's3:GetObject', resource: `arn:aws:s3:::lake/${table}/a`, context: {} });
const list = (table: string) => ({
  action: 's3:ListBucket',
  resource: 'arn:aws:s3:::lake',
  context: { 's3:prefix': [`${table}/`] },
});

test('many tables make several policies, each within the limit, that allow the same together', () => {
  const packs = packStatements(statements);
  expect(packs.length).toBeGreaterThan(2);
  for (const pack of packs) expect(policyDocument(pack).length).toBeLessThanOrEqual(5500);
  const all = packs.flat();
  for (const table of tables) {
    expect(evaluate(all, read(table))).toBe('allowed');
    expect(evaluate(all, list(table))).toBe('allowed');
  }
  expect(evaluate(all, read('sales/table_300'))).toBe('not allowed');
  expect(evaluate(all, list('sales/other'))).toBe('not allowed');
  expect(new Set(all.map((statement) => statement.sid)).size).toBe(all.length);
});

test('few statements stay together', () => {
  expect(packStatements(statements.slice(2))).toEqual([statements.slice(2)]);
});

test('a statement that cannot be divided is named', () => {
  const long: Statement = { sid: 'Long', actions: ['s3:GetObject'], resources: [`arn:aws:s3:::${'x'.repeat(6000)}`] };
  expect(() => packStatements([long])).toThrow("statement 'Long' has more than 5500 characters");
});

const role = (given: readonly Statement[]) =>
  resourcesOf(
    (stack) =>
      new ServiceRole(stack, 'role', {
        ...naming,
        roleName: 'acme-dev-job',
        service: 'emr-serverless.amazonaws.com',
        description: 'Jobs',
        statements: given,
      }),
  );

test('a role keeps few statements within it and takes policies for many', () => {
  expect(role(statements.slice(2))['aws_iam_policy']).toBeUndefined();
  const large = role(statements);
  expect(large['aws_iam_role_policy']).toBeUndefined();
  expect(large['aws_iam_policy']?.length).toBe(large['aws_iam_role_policy_attachment']?.length);
});

test('a role that would need more policies than the service takes is named with the quota', () => {
  const huge = Array.from({ length: 3000 }, (_, i) => `arn:aws:s3:::lake/sales/table_${i}/*`);
  expect(() => role([{ sid: 'Read', actions: ['s3:GetObject'], resources: huge }])).toThrow(
    /role 'acme-dev-job': \d+ managed policies on a role; expected at most 10/,
  );
});

test('a role that is allowed nothing is refused', () => {
  expect(() => role([])).toThrow("role 'acme-dev-job' is allowed nothing");
});
