/** What is told of a terraform that is missing, old, or complains. */
import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Interrupt } from '../../../cli/deploy/interrupt';
import { peopleSteps } from '../../../cli/deploy/steps';
import { isOlder, Terraform } from '../../../cli/deploy/terraform';
import { stackFailure } from '../../../cli/deploy/terraform_failure';
import { complaintsIn } from '../../../cli/deploy/terraform_says';
import { environmentOf } from '../../stacks/synthesized';
import { readPlan } from '../../../cli/deploy/planned';

const stack = { name: 'shop-dev-storage', folder: 'stacks/shop-dev-storage', dependencies: [] };
const fails = (summary: string, detail = '') => stackFailure(stack, [{ summary, detail }], 'dev');

async function found(script?: string) {
  const folder = mkdtempSync(join(tmpdir(), 'lakewright-no-terraform-'));
  const program = join(folder, 'terraform');
  if (script !== undefined) {
    writeFileSync(program, `#!/bin/sh\n${script}\n`);
    chmodSync(program, 0o755);
  }
  const before = process.env['TERRAFORM_BINARY_NAME'];
  process.env['TERRAFORM_BINARY_NAME'] = program;
  const interrupt = new Interrupt();
  try {
    await Terraform.find('dev', folder, interrupt, join(folder, 'providers'));
    return undefined;
  } catch (error) {
    return error;
  } finally {
    interrupt.end();
    if (before === undefined) delete process.env['TERRAFORM_BINARY_NAME'];
    else process.env['TERRAFORM_BINARY_NAME'] = before;
  }
}

test('missing or too old, it is told with where to get it', async () => {
  expect(await found()).toMatchObject({
    name: 'WrongUsage',
    message: expect.stringMatching(/terraform \(TERRAFORM_BINARY_NAME\) is not on the PATH$/),
    hint: expect.stringContaining('install 1.10 or newer: https://'),
  });
  expect(await found(`echo '{"terraform_version": "1.9.8"}'`)).toMatchObject({
    message: expect.stringMatching(/terraform is 1\.9\.8; expected 1\.10 or newer, which locks the state in S3$/),
  });
  expect(await found(`echo hello`)).toMatchObject({ message: expect.stringContaining('of an unknown version') });
  expect(await found(`echo '{"terraform_version": "1.10.0"}'`)).toBeUndefined();
});

test.each([
  ['1.9.8', true],
  ['1.10.0', false],
  ['1.10.0-rc1', false],
  ['2.0', false],
  ['0.15', true],
])('%s is older than 1.10: %s', (version, older) => {
  expect(isOlder(version, '1.10')).toBe(older);
});

test('a lock is told with who, since when and how to remove it', () => {
  const detail = `Lock Info:
  ID:        7f4c7a2e-1111-2222-3333-444455556666
  Path:      acme-state/shop/dev/storage.tfstate
  Operation: OperationTypeApply
  Who:       ada@build-7
  Version:   1.11.4
  Created:   2026-01-02 03:04:05.678901234 +0000 UTC
  Info:      `;
  expect(fails('Error acquiring the state lock', detail).message).toBe(
    "the state of stack 'shop-dev-storage' is locked by ada@build-7 since 2026-01-02 03:04:05 UTC (apply): wait until that has ended. " +
      'If it no longer runs: terraform -chdir=stacks/shop-dev-storage force-unlock 7f4c7a2e-1111-2222-3333-444455556666',
  );
});

test.each([
  ['No valid credential sources found', '', 'log in (aws sso login)', true],
  [
    'Failed to get existing workspaces',
    'S3 bucket "acme-state" does not exist.',
    'lakewright bootstrap --env dev',
    true,
  ],
  ['Invalid value', 'It is wrong.', 'Invalid value', false],
])('%s', (summary, detail, says, general) => {
  const failure = fails(summary, detail);
  expect(failure.message).toContain(says);
  expect(failure.general).toBe(general);
});

test('complaints are read from the lines of terraform, with the address', () => {
  const line = (severity: string, address?: string) =>
    JSON.stringify({ type: 'diagnostic', diagnostic: { severity, summary: 'No', detail: 'Why', address } });
  const output = ['plain text', line('warning'), line('error', 'aws_x.y'), '{"type": "version"}'].join('\n');
  expect(complaintsIn(output)).toEqual([{ summary: 'No', detail: 'Why', address: 'aws_x.y' }]);
});

test('the steps that are left are told until they are done', () => {
  const subscription = (actions: readonly string[], state: object) => ({
    ...{ address: 'aws_sns_topic_subscription.x', type: 'aws_sns_topic_subscription' },
    change: { actions, before: actions[0] === 'create' ? null : state, after: state },
  });
  const mail = (endpoint: string, pending?: boolean) => ({
    protocol: 'email',
    endpoint,
    pending_confirmation: pending,
  });
  const left = (...changes: readonly object[]) =>
    peopleSteps[0]?.left(environmentOf('dev'), [readPlan(JSON.stringify({ resource_changes: changes }))]);
  expect(left(subscription(['no-op'], mail('a@example.com', false)))).toBeUndefined();
  expect(left(subscription(['no-op'], { protocol: 'sqs', endpoint: 'q', pending_confirmation: true }))).toBeUndefined();
  expect(left(subscription(['delete'], mail('a@example.com', true)))).toBeUndefined();
  expect(
    left(subscription(['no-op'], mail('b@example.com', true)), subscription(['create'], mail('a@example.com'))),
  ).toBe('until they follow the link that AWS mailed, these get no alerts: a@example.com, b@example.com');
  expect(peopleSteps[1]?.left(environmentOf('dev'), [])).toContain(
    'project, environment, domain, pipeline, unit, cost-center',
  );
});
