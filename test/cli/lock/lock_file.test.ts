/** What is read of lock files and of stacks. The text of the lock file is Terraform's own. */
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  covers,
  lockedProviders,
  placeLock,
  platformsAfter,
  platformsIn,
  platformsOf,
  requiredProviders,
  withoutProviders,
  withPlatforms,
} from '../../../cli/lock/lock_file';

const text = `# This file is maintained automatically by "terraform init".
# Manual edits may be lost in future updates.

provider "registry.terraform.io/hashicorp/aws" {
  version     = "5.100.0"
  constraints = "5.100.0"
  hashes = [
    "h1:edXOJWE4ORX8Fm+dpVpICzMZJat4AX0VRCAy/xkcOc0=",
  ]
}

provider "registry.terraform.io/hashicorp/helm" {
  version     = "2.17.0"
  constraints = "~> 2.0"
  hashes = [
    "h1:K5FEjxvDnxb1JF1kG1xr8J3pNGxoaR3Z0IBG9Csm/Is=",
  ]
}
`;
const aws = 'registry.terraform.io/hashicorp/aws';
const helm = 'registry.terraform.io/hashicorp/helm';
const written = withPlatforms(text, ['darwin_arm64', 'linux_amd64']);

function stackOf(providers: object): string {
  const folder = mkdtempSync(join(tmpdir(), 'lakewright-lock-'));
  writeFileSync(join(folder, 'cdk.tf.json'), JSON.stringify({ terraform: { required_providers: providers } }));
  return folder;
}

test('providers are read with version and constraints', () => {
  expect(lockedProviders(text)).toEqual([
    { address: aws, version: '5.100.0', constraints: '5.100.0' },
    { address: helm, version: '2.17.0', constraints: '~> 2.0' },
  ]);
});

test('the first line says the platforms; a file that Terraform alone wrote says none', () => {
  expect(platformsIn(written)).toEqual(['darwin_arm64', 'linux_amd64']);
  expect(platformsIn(text)).toEqual([]);
});

test('a provider that has checksums for other platforms has a line of its own', () => {
  const two = withPlatforms(
    written,
    ['linux_amd64'],
    new Map([
      [helm, ['darwin_arm64']],
      ['a/b/c', []],
    ]),
  );
  expect(two).toBe(
    `# Written by "lakewright bootstrap" with checksums for linux_amd64.\n# Of ${helm}: darwin_arm64.\n# Of a/b/c: nobody knows which.\n${text}`,
  );
  expect(withPlatforms(two, ['linux_amd64'])).toBe(withPlatforms(text, ['linux_amd64']));
  expect([aws, helm, 'a/b/c'].map((each) => platformsOf(two, each))).toEqual([['linux_amd64'], ['darwin_arm64'], []]);
  expect(platformsOf(text, aws)).toEqual([]);
  const asked = (address: string, version: string) => covers(two, new Map([[address, version]]), ['linux_amd64']);
  expect([asked(aws, '5.100.0'), asked(helm, '~> 2.0')]).toEqual([true, false]);
});

test('a provider is taken out, and the rest stays as it is', () => {
  const rest = withoutProviders(written, [aws]);
  expect(lockedProviders(rest).map(({ address }) => address)).toEqual([helm]);
  expect(written).toContain(rest.slice(rest.indexOf('provider "')));
  expect(rest.slice(0, rest.indexOf('provider "'))).toBe(written.slice(0, written.indexOf('provider "')));
  expect(withoutProviders(written, ['a/b/c'])).toBe(written);
});

test.each<[what: string, from: string | undefined, required: readonly string[], usual: string, others: object]>([
  ['of a new file', undefined, [aws, helm], 'linux_amd64 linux_arm64', {}],
  ['of an old one are more by then', written, [aws, helm], 'darwin_arm64 linux_amd64 linux_arm64', {}],
  [
    'of a provider of another environment stay',
    written,
    [aws],
    'darwin_arm64 linux_amd64 linux_arm64',
    { [helm]: ['darwin_arm64', 'linux_amd64'] },
  ],
  [
    'of one in another version are those asked for',
    withoutProviders(written, [aws]),
    [aws],
    'linux_amd64 linux_arm64',
    { [helm]: ['darwin_arm64', 'linux_amd64'] },
  ],
  [
    'of one in another version are fewer than the others have',
    withoutProviders(written, [aws]),
    [aws, helm],
    'linux_amd64 linux_arm64',
    { [helm]: ['darwin_arm64', 'linux_amd64', 'linux_arm64'] },
  ],
  ['that nobody told are not known', text, [aws], 'linux_amd64 linux_arm64', { [helm]: [] }],
])('platforms %s', (_, from, required, usual, others) => {
  const asked = new Map(required.map((each) => [each, '']));
  const after = platformsAfter(text, from, asked, ['linux_amd64', 'linux_arm64']);
  expect({ usual: after.usual.join(' '), others: Object.fromEntries(after.others) }).toEqual({ usual, others });
});

test.each([
  ['all of it', written, [[aws, '5.100.0']], ['linux_amd64'], true],
  ['another version', written, [[aws, '6.1.0']], ['linux_amd64'], false],
  ['another provider', written, [['registry.terraform.io/hashicorp/kubernetes', '2.0.0']], ['linux_amd64'], false],
  ['another platform', written, [[aws, '5.100.0']], ['linux_amd64', 'linux_arm64'], false],
  ['platforms that nobody told', text, [[aws, '5.100.0']], ['linux_amd64'], false],
] as const)('%s', (_, file, required, platforms, covered) => {
  expect(covers(file, new Map(required), platforms)).toBe(covered);
});

test('what stacks ask for is by full address, each constraint once', () => {
  const folders = [
    stackOf({ aws: { source: 'aws', version: '5.100.0' }, helm: { source: 'hashicorp/helm', version: '~> 2.0' } }),
    stackOf({ aws: { source: 'hashicorp/aws', version: '5.100.0' }, own: { source: 'tf.example.com/acme/own' } }),
    stackOf({ helm: { source: 'registry.terraform.io/hashicorp/helm', version: '>= 2.9' } }),
  ];
  expect([...requiredProviders(folders)]).toEqual([
    [aws, '5.100.0'],
    [helm, '~> 2.0, >= 2.9'],
    ['tf.example.com/acme/own', ''],
  ]);
});

test('each stack gets the file, in place of an old one; a file that may only be read can be placed twice', () => {
  const project = mkdtempSync(join(tmpdir(), 'lakewright-lock-'));
  const stacks = ['one', 'two'].map((name) => join(project, name));
  for (const stack of stacks) mkdirSync(stack);
  writeFileSync(join(stacks[0] ?? '', '.terraform.lock.hcl'), 'old');
  placeLock(project, stacks);
  expect(readFileSync(join(stacks[0] ?? '', '.terraform.lock.hcl'), 'utf8')).toBe('old');
  writeFileSync(join(project, '.terraform.lock.hcl'), written);
  chmodSync(join(project, '.terraform.lock.hcl'), 0o444);
  for (let again = 0; again < 2; again++) placeLock(project, stacks);
  for (const stack of stacks) expect(readFileSync(join(stack, '.terraform.lock.hcl'), 'utf8')).toBe(written);
});
