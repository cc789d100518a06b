import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ServiceRole } from '../../../constructs/aws';
import { fitting } from '../../../constructs/aws/identity/inline_policy';
import { packStatements } from '../../../constructs/aws/identity/policy_packing';
import { App, give, OnePassStack, TerraformStack } from '../../../constructs/core';
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

describe('what is granted later', () => {
  type Blocks = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;
  const grant = (n: number): Statement => ({
    actions: ['s3:GetObject', 's3:PutObject'],
    resources: Array.from({ length: 10 }, (_, i) => `arn:aws:s3:::lake/sales/table_${n}_${i}/*`),
  });

  /** A role with one statement and so many grants, synthesized as a user's stack is and as ours are. */
  function synthesized(grants: readonly Statement[], Stack: typeof TerraformStack): Blocks {
    const outdir = mkdtempSync(join(tmpdir(), 'lakewright-grants-'));
    const app = new App({ outdir, skipValidation: true });
    const stack = new Stack(app, 'test');
    const made = new ServiceRole(stack, 'role', {
      ...{ ...naming, roleName: 'acme-dev-job', service: 'lambda.amazonaws.com', description: 'Jobs' },
      statements: statements.slice(2),
    });
    for (const each of grants) give(made, [each]);
    app.synth();
    const text = readFileSync(join(outdir, 'stacks', 'test', 'cdk.tf.json'), 'utf8');
    return (JSON.parse(text) as { resource: Blocks }).resource;
  }
  const allowed = (resources: Blocks): readonly Statement[] =>
    [resources['aws_iam_role_policy'], resources['aws_iam_policy']]
      .flatMap((byId) => Object.values(byId ?? {}))
      .flatMap(({ policy }) => {
        const { Statement: written } = JSON.parse(String(policy)) as {
          Statement: { Action: string | string[]; Resource: string | string[] }[];
        };
        return written.map(({ Action, Resource }) => ({ actions: [Action].flat(), resources: [Resource].flat() }));
      });

  describe.each([
    ['a stack of ours', OnePassStack],
    ['a stack of the framework', TerraformStack],
  ])('in %s', (_, Stack) => {
    test('stays within the role while it fits, at the address that it had', () => {
      const few = synthesized([grant(1), grant(2)], Stack);
      expect(Object.keys(few['aws_iam_role_policy'] ?? {})).toEqual(['role_policy_391A1A04']);
      expect(few['aws_iam_policy']).toBeUndefined();
    });

    test('goes into policies beside it when it does not, each within its limit', () => {
      const grants = Array.from({ length: 40 }, (_each, n) => grant(n));
      const many = synthesized(grants, Stack);
      expect(Object.keys(many['aws_iam_role_policy'] ?? {})).toEqual(['role_policy_391A1A04']);
      const texts = (type: string) => Object.values(many[type] ?? {}).map(({ policy }) => String(policy).length);
      for (const length of texts('aws_iam_role_policy')) expect(length).toBeLessThanOrEqual(9200);
      expect(texts('aws_iam_policy').length).toBeGreaterThan(1);
      for (const length of texts('aws_iam_policy')) expect(length).toBeLessThanOrEqual(5500);
      expect(Object.values(many['aws_iam_policy'] ?? {}).map(({ name }) => name)).toEqual(
        texts('aws_iam_policy').map((_length, i) => `acme-dev-job-granted-${i + 1}`),
      );
      expect(Object.keys(many['aws_iam_role_policy_attachment'] ?? {})).toHaveLength(texts('aws_iam_policy').length);
      for (const { resources } of grants) {
        for (const resource of resources) {
          const request = { action: 's3:PutObject', resource, context: {} };
          expect(evaluate(allowed(many), request)).toBe('allowed');
        }
      }
    });

    test('is refused with what to do when a role cannot hold it', () => {
      const grants = Array.from({ length: 200 }, (_each, n) => grant(n));
      expect(() => synthesized(grants, Stack)).toThrow(
        /test\/role: role 'acme-dev-job' is granted more than a role holds; divide its work over more roles: \d+ managed policies/,
      );
    });
  });

  test('a reference counts as the ARN that it becomes', () => {
    const keys = Array.from({ length: 150 }, (_, i): Statement => ({
      actions: ['kms:Decrypt'],
      resources: [`\${TfToken[TOKEN.${i}]}`],
    }));
    const { within, left } = fitting(keys);
    expect(policyDocument(keys).length).toBeLessThan(12_000);
    expect(asDeployed(within)).toBeLessThanOrEqual(10_240);
    expect(left.length).toBeGreaterThan(50);
    expect([...within, ...left]).toEqual(keys);
    for (const pack of packStatements(left)) expect(asDeployed(pack)).toBeLessThanOrEqual(6144);
  });

  test('a statement of many references is divided by what they become', () => {
    const many: Statement = {
      sid: 'Keys',
      actions: ['kms:Decrypt'],
      resources: Array.from({ length: 150 }, (_, i) => `\${TfToken[TOKEN.${i}]}`),
    };
    const { within, left } = fitting([many]);
    expect(within.length).toBeGreaterThan(0);
    for (const pack of packStatements(left)) expect(asDeployed(pack)).toBeLessThanOrEqual(6144);
    expect([...within, ...left].flatMap(({ resources }) => resources)).toHaveLength(150);
  });

  /** With the ARN of a key in place of each reference. */
  const asDeployed = (all: readonly Statement[]): number =>
    policyDocument(all).replaceAll(
      /\$\{[^}]*\}/g,
      'arn:aws:kms:eu-central-1:111122223333:key/0d1a7bcb-3a52-4b92-9c6a-2d4c8f1e5a77',
    ).length;
});
