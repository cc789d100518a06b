/** What AWS alone would refuse, after half of a deployment: the file refuses it first. */
import { readEnvironment } from '../../environments';

const good: Readonly<Record<string, unknown>> = {
  ...{ name: 'qa', tier: 'dev', project: 'acme', region: 'eu-central-1', emrRelease: 'emr-7.10.0', compute: {} },
  accounts: { data: '111122223333' },
  state: { bucket: 'acme-state', prefix: 'acme/qa', region: 'eu-central-1' },
};
const read = (more: object) =>
  readEnvironment('qa', JSON.stringify({ ...good, ...more }), 'environments/qa.yaml', {}).diagnostics.map(
    ({ message, hint }) => [message.replace('environments/qa.yaml: ', ''), hint],
  );
const state = (more: object) => ({
  state: { bucket: 'acme-state', prefix: 'acme/qa', region: 'eu-central-1', ...more },
});
const tags = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`t${String(i)}`, 'x']));
const slack = { workspace: 'T012AB', channel: 'C012AB' };
const https = 'https://alerts.acme.example/sns';
const subnet = 'subnet-0a1b2c3d';
const group = 'sg-0a1b2c3d4e5f6a7b8';
const again = 'expected each once, and it is there before';
const policy = (owner: string) => ({ roles: { permissionsBoundary: `arn:aws:iam::${owner}:policy/p` } });

test.each<[object, string, string?]>([
  [{ alerts: { recipients: ['a@b.c', 'A@b.c'] } }, `alerts.recipients.1: found "A@b.c"; ${again}`],
  [{ alerts: { https: [https, https] } }, `alerts.https.1: found "${https}"; ${again}`],
  [{ alerts: { slack: [slack, slack] } }, `alerts.slack.1: found ${JSON.stringify(slack)}; ${again}`],
  [
    { alerts: { bySeverity: { critical: { recipients: ['a@b.c', 'a@b.c'] } } } },
    `alerts.bySeverity.critical.recipients.1: found "a@b.c"; ${again}`,
  ],
  [{ alerts: { recipients: [`${'a'.repeat(320)}@b.c`] } }, 'expected at most 320 characters'],
  [{ alerts: { recipients: ['a\u0000@b.c'] } }, 'expected an e-mail address'],
  [{ monitoring: { tables: ['gold.a', 'gold.a'] } }, `monitoring.tables.1: found "gold.a"; ${again}`],
  [
    { recovery: { backupDays: -1 } },
    'recovery.backupDays: found -1; expected a whole number from 0 to 36500 (https://',
  ],
  [{ recovery: { backupDays: 36_501 } }, 'recovery.backupDays: found 36501; expected a whole number from 0 to 36500'],
  [
    { retention: { landingDays: '99999999999999999999' } },
    'retention.landingDays: found "99999999999999999999"; expected a whole number from 1 to 2147483647',
  ],
  [
    { audit: { lockDays: 36_501, recordDays: 40_000 } },
    'audit.lockDays: found 36501; expected a whole number from 1 to 36500 (https://docs.aws.amazon.com/AmazonS3/',
  ],
  [
    { network: { subnets: ['subnet-1'], securityGroups: [group] } },
    'network.subnets.0: found "subnet-1"; expected an id such as \'subnet-0a1b2c3d\'',
  ],
  [
    { network: { subnets: [subnet, subnet], securityGroups: [group] } },
    `network.subnets.1: found "${subnet}"; ${again}`,
  ],
  [{ network: { subnets: [subnet], securityGroups: [subnet] } }, "expected an id such as 'sg-0a1b2c3d'"],
  [{ region: 'eu-centrl-1' }, 'region: found "eu-centrl-1"; expected an AWS region', "did you mean 'eu-central-1'?"],
  [{ region: 'eu-central-9' }, 'region: found "eu-central-9"; expected an AWS region', "did you mean 'eu-central-1'?"],
  [{ recovery: { region: 'xx-nowhere-1' } }, 'recovery.region: found "xx-nowhere-1"; expected an AWS region'],
  [state({ region: 'us-gov-est-1' }), 'state.region: found "us-gov-est-1"', "did you mean 'us-gov-east-1'?"],
  [{ accounts: { data: '000000000000' } }, 'accounts.data: found "000000000000"; expected the account of somebody'],
  [state({ bucket: 'ab' }), 'state.bucket: found "ab"; expected a bucket\'s name: 3 to 63'],
  [state({ bucket: 'Acme' }), 'state.bucket: found "Acme"; expected a bucket\'s name'],
  [state({ bucket: 'acme_state' }), "expected a bucket's name"],
  [state({ bucket: 'acme..state' }), 'expected a name without two dots beside each other'],
  [state({ bucket: '192.168.0.1' }), 'expected a name that is not an IP address'],
  [state({ bucket: 'xn--acme' }), 'expected a name without a prefix or suffix that S3 keeps for itself'],
  [state({ bucket: 'acme--x-s3' }), 'expected a name without a prefix or suffix that S3 keeps for itself'],
  [state({ prefix: '/acme' }), 'state.prefix: found "/acme"; expected parts such as'],
  [state({ prefix: 'acme/' }), 'expected parts such as'],
  [state({ prefix: 'acme//qa' }), 'expected parts such as'],
  [state({ prefix: 'acme/../other' }), "expected no part that is '.' or '..'"],
  [state({ prefix: 'acme\nqa' }), 'state.prefix: found "acme\\nqa"; expected parts such as'],
  [state({ prefix: 'acme/*' }), 'expected parts such as'],
  [state({ prefix: 'a'.repeat(201) }), 'expected at most 200 characters'],
  [{ tags: { 'aws:team': 'x' } }, "tags: found the key 'aws:team'; expected a key that does not begin with 'aws:'"],
  [{ tags: { Environment: 'x' } }, "tags: found the key 'Environment'; expected another key: the stacks set project,"],
  [{ tags: { 'managed-by': 'x' } }, "tags: found the key 'managed-by'; expected another key"],
  [{ tags: { '': 'x' } }, "tags: found the key ''; expected 1 to 128 characters"],
  [{ tags: { 'a\u0007': 'x' } }, "tags: found the key 'a\\u0007'; expected letters, digits, spaces and"],
  [{ tags: { a: 'x\u0007' } }, 'tags.a: found "x\\u0007"; expected letters, digits, spaces and'],
  [{ tags: { a: 'x;y' } }, 'tags.a: found "x;y"; expected letters, digits, spaces and'],
  [{ tags: tags(41) }, 'expected at most 40 tags: a resource takes 50'],
  [{ parameters: { LANDING: './landing' } }, 'parameters.LANDING: found "./landing"; expected a bucket or a folder'],
  [{ parameters: { LANDING: 's3://acme-landing/' } }, 'expected a bucket or a folder of it'],
  [
    policy('999988887777'),
    'roles.permissionsBoundary: found "arn:aws:iam::999988887777:policy/p"; expected a policy of the account 111122223333',
  ],
])('%j is refused', (...given) => {
  const [more, message, hint] = given;
  const found = read(more);
  expect(found).toHaveLength(1);
  expect(found[0]?.[0]).toContain(message);
  if (hint !== undefined) expect(found[0]?.[1]).toBe(hint);
});

test.each<[object]>([
  [{ alerts: { recipients: ['a@b.c', 'b@b.c'], slack: [slack, { ...slack, channel: 'C2' }] } }],
  [{ recovery: { backupDays: 36_500 }, audit: { lockDays: 36_500, recordDays: 36_500 } }],
  [{ retention: { landingDays: 2_147_483_647 } }],
  [{ network: { subnets: [subnet, 'subnet-0a1b2c3d4e5f6a7b8'], securityGroups: [group] } }],
  [{ region: 'ap-southeast-7', ...state({ region: 'mx-central-1' }) }],
  [{ region: 'cn-northwest-1', recovery: { region: 'cn-north-1' } }],
  [{ region: 'us-gov-west-1' }],
  [state({ bucket: 'acme.state-1', prefix: "qa_1/(x)!'/a.b" })],
  [state({ prefix: 'a'.repeat(200) })],
  [{ tags: { ...tags(39), 'cost center': 'Größe: 5 +-=._:/@ data' } }],
  [{ parameters: { LANDING: 's3://acme-landing' } }],
  [{ parameters: { LANDING: 's3://acme-landing/a b/c=1', OTHER: './x' } }],
  [policy('111122223333')],
  [policy('aws')],
])('%j is taken', (more) => {
  expect(read(more)).toEqual([]);
});
