/** How checkov's words are taken, by a program that says them in its place; the real one: test/emulator/policy.test.ts. */
import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkovFindings } from '../../../cli/policy/checkov';
import { idleSuppressions } from '../../../cli/policy/findings';
import { sarif } from '../../../cli/policy/sarif';
import { policyText } from '../../../cli/policy/text';
import { Platform } from '../../../constructs/core/policy';

const excuse = { rule: 'CKV_AWS_18', reason: 'It takes the logs itself.' };
const comment = { metadata: { path: 'store/logs/bucket' }, suppressions: [excuse, { ...excuse, rule: 'CKV_AWS_1' }] };
const platform = new Platform(
  new Map([
    [
      'store',
      {
        resource: { aws_s3_bucket: { logs_1A: { bucket: 'logs', '//': comment } } },
        data: {},
        provider: {},
        terraform: { backend: {}, required_version: '>= 1.10.0' },
      },
    ],
  ]),
);

/** @param code in the place of checkov's: prints, and ends */
function checkov(code: string): string {
  const program = join(mkdtempSync(join(tmpdir(), 'lakewright-checkov-')), 'checkov');
  writeFileSync(program, `#!${process.execPath}\n${code}\n`);
  chmodSync(program, 0o755);
  return program;
}
const says = (output: unknown, code = 1): string =>
  checkov(`process.stdout.write(${JSON.stringify(JSON.stringify(output))}); process.exitCode = ${code};`);
const failed = (check: string, resource: string) => ({
  check_id: check,
  check_name: `Ensure ${check}`,
  resource,
  file_path: '/store/cdk.tf.json',
  guideline: null,
});
const answer = (...checks: readonly object[]) => ({ check_type: 'terraform_json', results: { failed_checks: checks } });

test('findings get the path of their construct, and the reason that excuses them', async () => {
  const program = says(answer(failed('CKV_AWS_18', 'aws_s3_bucket.logs_1A'), failed('CKV_AWS_19', 'resource.logs_1A')));
  const findings = await checkovFindings(program, platform);
  expect(findings).toMatchObject([
    { rule: 'CKV_AWS_18', path: 'store/logs/bucket', address: 'aws_s3_bucket.logs_1A', suppressed: excuse.reason },
    { rule: 'CKV_AWS_19', path: 'store/logs/bucket' },
  ]);
  expect(findings[1]?.suppressed).toBeUndefined();
  expect(idleSuppressions(platform, findings, new Set(['checkov']))).toEqual([
    'store/logs/bucket: CKV_AWS_1 is suppressed, and finds nothing',
  ]);
  const shown = policyText(findings, [], []);
  expect(shown).toContain('1 finding, 1 suppressed');
  expect(shown).toContain('CKV_AWS_18 on 1 resource: It takes the logs itself.');
  const { runs } = sarif(findings, ['checkov']) as { runs: readonly { readonly results: readonly object[] }[] };
  expect(runs[0]?.results).toMatchObject([
    { ruleId: 'CKV_AWS_18', ruleIndex: 0, suppressions: [{ kind: 'inSource', justification: excuse.reason }] },
    { ruleId: 'CKV_AWS_19', ruleIndex: 1 },
  ]);
});

test('it gets the stacks without the block on which it fails', async () => {
  const read = `const { readFileSync } = require('node:fs'); const { join } = require('node:path');
const folder = process.argv[process.argv.indexOf('--directory') + 1];
const stack = JSON.parse(readFileSync(join(folder, 'store', 'cdk.tf.json'), 'utf8'));
process.stdout.write(JSON.stringify({ passed: 0, failed: 0 }));
if ('terraform' in stack || !('resource' in stack)) process.exitCode = 3;`;
  await expect(checkovFindings(checkov(read), platform)).resolves.toEqual([]);
});

test.each([
  ['it fails', checkov('process.stderr.write("out of memory"); process.exitCode = 2;'), /ended with 2:\nout of memory/],
  ['it prints no JSON', checkov('process.stdout.write("hello")'), /printed no JSON:\nhello/],
  ['it prints something else', says({ results: [] }), /printed what is not known of it/],
  [
    'it cannot read a stack',
    says({ results: { failed_checks: [], parsing_errors: ['/store'] } }),
    /could not read \/store/,
  ],
  ['it prints an empty list', says([]), /printed what is not known of it/],
  ['it is killed', checkov('process.kill(process.pid, "SIGKILL")'), /was killed by SIGKILL/],
  ['it is not there', '/nowhere/checkov', /does not start: .*ENOENT/],
])('%s', async (_, program, message) => {
  await expect(checkovFindings(program, platform)).rejects.toThrow(message);
});
