/** The stack of an account: made where an environment owns the account, with a state of the account's own. */
import { readdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Environment, loadEnvironment, readEnvironment } from '../../environments';
import { fixturePlan } from './plan_fixture';
import { environmentOf, stackText, synthesize } from './synthesized';

const owner = (environment: Environment, text = ''): Environment => {
  const yaml = `
name: ${environment.name}
tier: ${environment.tier}
project: ${environment.project}
region: ${environment.region}
accounts: { data: '${environment.accounts.data}' }
emrRelease: ${environment.emrRelease}
compute: ${JSON.stringify(environment.compute)}
alerts: { recipients: [platform@example.com] }
state: ${JSON.stringify(environment.state)}
account:
  github: { repositories: [acme/lake], environments: [prod], statePrefixes: [lakewright/prod] }
  serviceLinkedRoles: [emr-serverless]
${text}`;
  const read = readEnvironment(environment.name, yaml, 'dev.yaml', {});
  if (read.environment === undefined) throw new Error(JSON.stringify(read.diagnostics));
  return read.environment;
};

interface Stack {
  readonly terraform: { readonly backend: { readonly s3: { readonly key: string; readonly bucket: string } } };
  readonly resource: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;
}
const account = (environment: Environment): Stack =>
  JSON.parse(stackText(synthesize(environment, [fixturePlan()]), environment, 'account')) as Stack;
const dev = environmentOf('dev');
const owning = owner(dev);

test('what AWS Backup takes is set unless the environment leaves it to others', () => {
  expect(account(owning).resource).toHaveProperty('aws_backup_region_settings');
  expect(account(owner(dev, '  backups: false\n')).resource).not.toHaveProperty('aws_backup_region_settings');
});

test('it has what an account has once, named after the account, and a state of its own', () => {
  const { terraform, resource } = account(owning);
  expect(terraform.backend.s3.key).toBe('account/111122223333/eu-central-1.tfstate');
  expect(terraform.backend.s3).toMatchObject({ use_lockfile: true, encrypt: true });
  expect(Object.keys(resource)).toEqual(
    expect.arrayContaining([
      'aws_ce_anomaly_monitor',
      'aws_ebs_encryption_by_default',
      'aws_glue_data_catalog_encryption_settings',
      'aws_iam_openid_connect_provider',
      'aws_iam_service_linked_role',
      'aws_s3_account_public_access_block',
    ]),
  );
  const roles = Object.values(resource['aws_iam_role'] ?? {});
  expect(roles.map(({ name }) => name).sort()).toEqual([
    'lakewright-account-apply',
    'lakewright-account-catalogue-eu-central-1',
    'lakewright-account-plan',
  ]);
  const apply = roles.find(({ name }) => name === 'lakewright-account-apply');
  expect(String(apply?.['assume_role_policy'])).toContain('"repo:acme/lake:environment:prod"');
  expect(String(apply?.['assume_role_policy'])).not.toContain('pull_request');
  expect(String(apply?.['assume_role_policy'])).not.toContain('refs/heads');
  const plan = roles.find(({ name }) => name === 'lakewright-account-plan');
  for (const subject of ['pull_request', 'ref:refs/heads/*', 'environment:prod'])
    expect(String(plan?.['assume_role_policy'])).toContain(`"repo:acme/lake:${subject}"`);
});

test('another environment of the account makes none of it', () => {
  const other = { ...dev, name: 'try' };
  const folder = synthesize(other, [fixturePlan()]);
  const made = readdirSync(join(folder, 'stacks'));
  expect(made).not.toContain('lakewright-try-account');
  const once = Object.keys(account(owning).resource).filter(
    (type) => !/^aws_(iam_role|kms)/.test(type) && type !== 'aws_iam_policy',
  );
  for (const name of made) {
    const text = stackText(folder, other, name.slice('lakewright-try-'.length));
    for (const type of once) expect(text).not.toContain(`"${type}"`);
  }
});

test('two that own one account are refused, with both names', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lakewright-environments-'));
  const write = (name: string, accountId: string) =>
    writeFileSync(
      join(folder, `${name}.yaml`),
      `{name: ${name}, tier: dev, project: acme, region: eu-central-1, accounts: {data: '${accountId}'}, emrRelease: emr-7.10.0, compute: {}, state: {bucket: acme-state, prefix: acme/${name}, region: eu-central-1}, account: {}}\n`,
    );
  write('one', '111122223333');
  write('two', '111122223333');
  write('apart', '444455556666');
  const load = (name: string) => loadEnvironment(name, { folder, variables: {} });
  const { environment, diagnostics } = load('one');
  expect(environment).toBeUndefined();
  expect(diagnostics.map(({ message }) => message).join()).toMatch(
    /one\.yaml: account: two has the key too, of the same account 111122223333/,
  );
  expect(load('apart')).toMatchObject({ environment: { name: 'apart' }, diagnostics: [] });
});

test('the boundary that it makes is for the roles of other stacks, not for those that deploy', () => {
  const permissionsBoundary = 'arn:aws:iam::111122223333:policy/deploy/lakewright-account-boundary';
  const bounded = (boundary: string) => owner(dev, `roles: { permissionsBoundary: '${boundary}' }\n`);
  const boundaries = (environment: Environment) =>
    Object.values(account(environment).resource['aws_iam_role'] ?? {}).map((each) => each['permissions_boundary']);
  expect(boundaries(bounded(permissionsBoundary))).toEqual([undefined, undefined, undefined]);
  const theirs = 'arn:aws:iam::111122223333:policy/everybody';
  expect(boundaries(bounded(theirs))).toEqual([theirs, theirs, theirs]);
});

test('a service that has no such role is refused', () => {
  const environment = { ...owning, account: { accountWide: true, serviceLinkedRoles: ['kafka'] } };
  expect(() => account(environment)).toThrow(
    "environments/dev.yaml: account.serviceLinkedRoles.0: found 'kafka'; expected a service that makes such a role",
  );
});

test('in a second region of the account only what a region has', () => {
  const { resource } = account({ ...owning, account: { accountWide: false, serviceLinkedRoles: [] } });
  expect(Object.keys(resource)).not.toContain('aws_s3_account_public_access_block');
  expect(Object.keys(resource)).toContain('aws_ebs_encryption_by_default');
});
