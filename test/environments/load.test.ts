import { join } from 'node:path';
import { environmentNames, loadEnvironment, readEnvironment } from '../../environments';
import { serverless } from '../stacks/profiles';

const folder = join(__dirname, '..', '..', 'environments');
const good = `name: qa
tier: staging
project: acme
region: eu-central-1
accounts:
  data: '\${ACME_ACCOUNT}'
emrRelease: emr-7.10.0
compute:
  small:
    driver: { vcpu: 2, memoryGb: 8 }
    executor: { vcpu: 2, memoryGb: 8 }
    executors: 4
    maximum: { vcpu: 16, memoryGb: '\${ACME_MEMORY:-64}' }
state: { bucket: acme-state, prefix: acme/qa, region: eu-central-1 }
`;
const read = (text: string, variables: Record<string, string> = { ACME_ACCOUNT: '111122223333' }) =>
  readEnvironment('qa', text, 'environments/qa.yaml', variables);

describe('environments of the project', () => {
  test('are dev, staging and prod', () => {
    expect(environmentNames(folder)).toEqual(['dev', 'prod', 'staging']);
  });

  test.each(['dev', 'staging', 'prod'])('%s needs no variable and is its own tier', (name) => {
    const { environment, diagnostics } = loadEnvironment(name, { folder, variables: {} });
    expect(diagnostics).toEqual([]);
    expect(environment?.tier).toBe(name);
  });

  test('only dev may be destroyed', () => {
    const allowed = ['dev', 'staging', 'prod'].filter(
      (name) => loadEnvironment(name, { folder, variables: {} }).environment?.allowDestroy,
    );
    expect(allowed).toEqual(['dev']);
  });

  test('an unknown name lists the known ones and the nearest', () => {
    const [found] = loadEnvironment('pord', { folder, variables: {} }).diagnostics;
    expect(found?.message).toBe("there is no environment 'pord'; known are dev, prod, staging");
    expect(found?.hint).toBe("did you mean 'prod'?");
  });
});

describe('a file', () => {
  test('takes values and defaults from variables, and fills in what is not said', () => {
    const { environment, diagnostics } = read(good);
    expect(diagnostics).toEqual([]);
    expect(environment?.accounts).toEqual({ data: '111122223333', compute: '111122223333', audit: '111122223333' });
    expect(serverless(environment ?? { compute: {} }, 'small').maximum.memoryGb).toBe(64);
    expect(environment?.allowDestroy).toBe(false);
    expect(environment?.retention).toEqual({ logDays: 90, landingDays: 2555, nonCurrentDays: 7 });
  });

  const tier = (name: string, more = ''): ReturnType<typeof read> =>
    read(`${good.replace('tier: staging', `tier: ${name}`)}${more}`);

  test.each([
    ['dev', 30, 0, 'none', { dataEvents: 'none', lockDays: 1, recordDays: 30 }, 'none', 'error'],
    ['staging', 90, 7, 'weekly', { dataEvents: 'writes', lockDays: 30, recordDays: 365 }, 'none', 'warning'],
    ['prod', 365, 35, 'daily', { dataEvents: 'all', lockDays: 365, recordDays: 2555 }, 'required', 'warning'],
  ])('of tier %s has what the tier says', (name, logDays, backupDays, inventory, audit, approvals, from) => {
    const { environment } = tier(name);
    expect(environment).toMatchObject({ retention: { logDays }, inventory, audit, approvals });
    expect(environment?.recovery).toEqual({ backupDays });
    expect(environment?.alerts).toEqual({ recipients: [], slack: [], https: [], bySeverity: {}, from });
  });

  test('says otherwise than its tier', () => {
    const { environment, diagnostics } = tier(
      'prod',
      `retention: { logDays: 30 }
recovery: { region: eu-west-1, backupDays: '0' }
inventory: none
audit: { dataEvents: none, lockDays: 2, lockMode: compliance, recordDays: 3 }
approvals: none
alerts: { from: critical }
cost: { landingGb: '12.5' }
`,
    );
    expect(diagnostics).toEqual([]);
    expect(environment).toMatchObject({
      retention: { logDays: 30, landingDays: 2555 },
      recovery: { region: 'eu-west-1', backupDays: 0 },
      inventory: 'none',
      audit: { dataEvents: 'none', lockDays: 2, lockMode: 'compliance', recordDays: 3 },
      approvals: 'none',
      alerts: { from: 'critical' },
      cost: { landingGb: 12.5, tablesGb: 500 },
    });
  });

  test.each([
    ['recovery: { region: eu-central-1 }', 'recovery.region: found "eu-central-1"; expected another region'],
    ['recovery: { region: cn-north-1 }', 'recovery.region: found "cn-north-1"; expected a region of the partition aws'],
    ['audit: { recordDays: 5 }', 'audit.recordDays: found 5; expected at least 365, the days of audit.lockDays'],
    [
      'audit: { lockMode: compliance }\nallowDestroy: true',
      'audit.lockMode: found "compliance"; expected governance, because allowDestroy is true',
    ],
    ['audit: { lockMode: worm }', 'audit.lockMode: found "worm"; expected one of governance, compliance'],
    ['inventory: monthly', 'inventory: found "monthly"; expected one of none, weekly, daily'],
    ['cost: { landingGb: -1 }', 'cost.landingGb: found -1; expected a number of 0 or more'],
    ['cost: { landingGB: 1 }', "cost.landingGB: unknown key 'landingGB'; expected one of landingGb, tablesGb"],
    [
      'account: { github: { repositories: [acme/lake], branches: [main] } }',
      'account.github.branches: found ["main"]; expected environments alone, because approvals are required',
    ],
    [
      'account: { github: { repositories: [acme/lake], environments: [prod], statefulDeletes: allowed } }',
      'account.github.statefulDeletes: found "allowed"; expected denied, because approvals are required',
    ],
  ])('of tier prod refuses %s', (more, message) => {
    const { diagnostics, environment } = tier('prod', `${more}\n`);
    expect(diagnostics.map((each) => each.message)).toEqual([expect.stringContaining(message)]);
    expect(environment).toBeUndefined();
  });

  test.each([
    [
      '{ subnets: [subnet-0a1b2c3d], securityGroups: [sg-0a1b2c3d] }',
      { subnets: ['subnet-0a1b2c3d'], securityGroups: ['sg-0a1b2c3d'] },
    ],
    ["{ cidr: 10.20.0.0/16, zones: '3' }", { cidr: '10.20.0.0/16', zones: 3 }],
  ])('takes a network %s', (written, network) => {
    expect(read(`${good}network: ${written}\n`).environment?.network).toEqual(network);
  });

  test.each([
    ['{ cidr: 10.20.0.0/16, zones: 4 }', 'network.zones: found 4; expected 1 to 3'],
    [
      '{ cidr: 10.20.0.0/16, zone: 2 }',
      "network.zone: unknown key 'zone'; expected one of subnets, securityGroups, cidr, zones",
    ],
    ['{ cidr: 10.20.0.0/16 }', 'network: found {"cidr":"10.20.0.0/16"}; expected either subnets and securityGroups'],
    [
      '{ subnets: [subnet-0a1b2c3d] }',
      'network: found {"subnets":["subnet-0a1b2c3d"]}; expected either subnets and securityGroups',
    ],
    [
      '{ subnets: [subnet-0a1b2c3d], securityGroups: [sg-0a1b2c3d], zones: 1 }',
      'expected either subnets and securityGroups that are there, or cidr and zones of a network to be made',
    ],
    ['{ subnets: [], securityGroups: [sg-0a1b2c3d] }', 'network.subnets: found []; expected at least one'],
  ])('refuses a network %s', (written, message) => {
    const { diagnostics } = read(`${good}network: ${written}\n`);
    expect(diagnostics).toHaveLength(1);
    expect(diagnostics[0]?.message).toContain(message);
  });

  test('an unset variable names file, key, variable and the nearest that is set', () => {
    expect(read(good, { ACME_ACOUNT: '111122223333' }).diagnostics).toEqual([
      expect.objectContaining({
        code: 'unset-variable',
        message: expect.stringMatching(/^environments\/qa\.yaml: accounts\.data: the variable ACME_ACCOUNT is not set/),
        at: { file: 'environments/qa.yaml', line: 6, column: 3 },
        hint: "did you mean 'ACME_ACOUNT'?",
      }),
    ]);
  });

  test('an empty variable counts as unset', () => {
    expect(read(good, { ACME_ACCOUNT: '' }).diagnostics.map((d) => d.code)).toEqual(['unset-variable']);
  });

  test.each([
    ['a misspelt key', good.replace('emrRelease', 'emrRelase'), 'unknown-key', /unknown key 'emrRelase'/, /emrRelease/],
    [
      'a misspelt nested key',
      good.replace('executors:', 'executers:'),
      'unknown-key',
      /compute\.small\.executers/,
      /executors/,
    ],
    [
      'a wrong tier',
      good.replace('tier: staging', 'tier: stagin'),
      'wrong-value',
      /tier: found "stagin"; expected one of dev, staging, prod/,
      /staging/,
    ],
  ])('%s has the nearest match', (_, text, code, message, hint) => {
    const found = read(text).diagnostics.find((d) => d.code === code);
    expect(found?.message).toMatch(message);
    expect(found?.hint).toMatch(hint);
  });

  test.each([
    [
      'a missing key',
      good.replace('region: eu-central-1\naccounts', 'accounts'),
      /^environments\/qa\.yaml: region: is missing/,
    ],
    [
      'an account without quotes',
      good.replace("'${ACME_ACCOUNT}'", '012345678901'),
      /accounts\.data: found 12345678901; expected 12 digits in quotes/,
    ],
    ['a short account', good.replace("'${ACME_ACCOUNT}'", "'123'"), /accounts\.data: found "123"; expected 12 digits/],
    [
      'a region that is none',
      good.replace('region: eu-central-1\n', 'region: frankfurt\n'),
      /region: found "frankfurt"; expected an AWS region/,
    ],
    [
      'a long project',
      good.replace('project: acme', 'project: acme-data-platform-of-the-north'),
      /project: found .* expected 2 to 20 lower-case/,
    ],
    [
      'a recipient that is none',
      `${good}alerts: { recipients: [oncall] }\n`,
      /alerts\.recipients\.0: found "oncall"; expected an e-mail address/,
    ],
    ['another name than the file', good.replace('name: qa', 'name: quality'), /name: found 'quality', expected 'qa'/],
    [
      'a number that is none',
      good.replace('executors: 4', 'executors: four'),
      /compute\.small\.executors: found "four"/,
    ],
  ])('%s names file, key, value and what was expected', (_, text, message) => {
    const { environment, diagnostics } = read(text);
    expect(environment).toBeUndefined();
    expect(diagnostics.map((d) => d.message)).toContainEqual(expect.stringMatching(message));
  });

  test('everything that is wrong comes at once, in the order of the file', () => {
    const text = good.replace('tier: staging', 'tier: x').replace('executors: 4', 'executors: 0');
    expect(read(text).diagnostics.map((d) => d.at?.line)).toEqual([2, 12]);
  });

  test('YAML that cannot be read has a place', () => {
    expect(read('name: [qa').diagnostics[0]).toEqual(
      expect.objectContaining({ code: 'environment-syntax', at: expect.anything() }),
    );
  });

  test('what roles get is a path and a policy', () => {
    const { diagnostics } = read(`${good}roles: { path: data, permissionsBoundary: developer, per: task }\n`);
    expect(diagnostics.map(({ message }) => message)).toEqual([
      'environments/qa.yaml: roles.path: found "data"; expected a path such as \'/data-platform/\', with a slash at both ends',
      'environments/qa.yaml: roles.permissionsBoundary: found "developer"; expected a policy\'s ARN',
      'environments/qa.yaml: roles.per: found "task"; expected one of layer, unit',
    ]);
  });

  test('units of a layer share a role unless it is said otherwise', () => {
    expect(read(good).environment?.roles).toEqual({ path: '/', per: 'layer' });
    expect(read(`${good}roles: { per: unit }\n`).environment?.roles).toEqual({ path: '/', per: 'unit' });
  });

  test.each([
    ["'3.11': { archive: s3://tools/py.tar.gz }", []],
    ["'3.11': { archive: build/py.zip }", []],
    [
      "'3.11': { archive: s3://tools/py.exe }",
      [
        'environments/qa.yaml: python.3.11.archive: found "s3://tools/py.exe"; expected s3://bucket/key or a file, that ends with .tar.gz, .tgz or .zip',
      ],
    ],
    [
      '3.10: { archive: py.zip }',
      [
        "environments/qa.yaml: python: found the key '3.1'; expected a Python version in quotes such as '3.11', 3.9 or later",
      ],
    ],
    [
      "'3.11': { image: x }",
      [
        'environments/qa.yaml: python.3.11.archive: is missing; expected text, in quotes where it is a number or true or false',
        "environments/qa.yaml: python.3.11.image: unknown key 'image'; expected one of archive",
      ],
    ],
  ])('a Python %s', (given, messages) => {
    const { diagnostics } = read(`${good}python: { ${given} }\n`);
    expect(diagnostics.map(({ message }) => message)).toEqual(messages);
  });
});
