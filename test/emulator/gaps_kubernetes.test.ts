/** What was added to moto for Kubernetes and for watching it: EKS, Prometheus, Grafana, which speak REST. */
import { Emulator } from './emulator';

jest.setTimeout(120_000);

let emulator: Emulator;

beforeAll(async () => {
  emulator = await Emulator.start('111122223333');
});

afterAll(async () => {
  await emulator.stop();
});

type Json = Record<string, unknown>;

/** A request as it is signed for `service`; the emulator does not judge the signature. */
async function call(service: string, method: string, path: string, body?: object): Promise<Json> {
  const response = await fetch(`${emulator.endpoint}${path}`, {
    method,
    headers: {
      'content-type': 'application/json',
      authorization: `AWS4-HMAC-SHA256 Credential=alice/20260101/eu-central-1/${service}/aws4_request, SignedHeaders=host, Signature=0`,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, ...(text === '' ? {} : (JSON.parse(text) as Json)) };
}

describe('EKS', () => {
  const eks = (method: string, path: string, body?: object) => call('eks', method, `/clusters/c${path}`, body);
  const principalArn = 'arn:aws:iam::111122223333:role/jobs';
  const entry = `/access-entries/${encodeURIComponent(principalArn)}`;
  const policyArn = 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy';

  test('an access entry is there until it is deleted, with the policies that are associated', async () => {
    expect(await eks('GET', entry)).toMatchObject({ status: 404 });
    await eks('POST', '/access-entries', { principalArn, tags: { a: 'b' } });
    expect(await eks('GET', entry)).toMatchObject({
      accessEntry: { principalArn, type: 'STANDARD', tags: { a: 'b' } },
    });
    const accessScope = { type: 'namespace', namespaces: ['jobs'] };
    await eks('POST', `${entry}/access-policies`, { policyArn, accessScope });
    expect(await eks('GET', `${entry}/access-policies`)).toMatchObject({
      associatedAccessPolicies: [{ policyArn, accessScope }],
    });
    expect(await eks('DELETE', `${entry}/access-policies/${encodeURIComponent(policyArn)}`)).toMatchObject({
      status: 200,
    });
    expect(await eks('GET', `${entry}/access-policies`)).toMatchObject({ associatedAccessPolicies: [] });
    await eks('DELETE', entry);
    expect(await eks('GET', entry)).toMatchObject({ status: 404 });
  });

  test('an add-on has the version that was asked for, or one', async () => {
    await eks('POST', '/addons', { addonName: 'coredns', addonVersion: 'v1.12.1-eksbuild.2' });
    await eks('POST', '/addons', { addonName: 'kube-proxy' });
    expect(await eks('GET', '/addons/coredns')).toMatchObject({
      addon: { addonVersion: 'v1.12.1-eksbuild.2', status: 'ACTIVE' },
    });
    expect(await eks('GET', '/addons/kube-proxy')).toMatchObject({
      addon: { addonVersion: expect.stringMatching(/^v\d/) as unknown },
    });
    await eks('DELETE', '/addons/coredns');
    expect(await eks('GET', '/addons/coredns')).toMatchObject({ status: 404 });
  });
});

describe('Prometheus', () => {
  const aps = (method: string, path: string, body?: object) => call('aps', method, `/workspaces${path}`, body);

  test('a workspace keeps its key, its configuration and its alert manager', async () => {
    const kmsKeyArn = 'arn:aws:kms:eu-central-1:111122223333:key/1';
    const { workspaceId } = await aps('POST', '', { alias: 'a', kmsKeyArn });
    const path = `/${String(workspaceId)}`;
    expect(await aps('GET', path)).toMatchObject({ workspace: { kmsKeyArn } });
    expect(await aps('GET', `${path}/configuration`)).toMatchObject({
      workspaceConfiguration: { retentionPeriodInDays: 150 },
    });
    await aps('PATCH', `${path}/configuration`, { retentionPeriodInDays: 400 });
    expect(await aps('GET', `${path}/configuration`)).toMatchObject({
      workspaceConfiguration: { retentionPeriodInDays: 400, status: { statusCode: 'ACTIVE' } },
    });
    const definition = `${path}/alertmanager/definition`;
    expect(await aps('GET', definition)).toMatchObject({ status: 404 });
    await aps('POST', definition, { data: 'eA==' });
    expect(await aps('GET', definition)).toMatchObject({ alertManagerDefinition: { data: 'eA==' } });
    await aps('DELETE', definition);
    expect(await aps('GET', definition)).toMatchObject({ status: 404 });
  });
});

describe('Grafana', () => {
  const grafana = (method: string, path: string, body?: object) => call('grafana', method, `/workspaces${path}`, body);

  test('a workspace keeps who signs in, and who may do what, until it is deleted', async () => {
    const { workspace } = await grafana('POST', '', {
      workspaceName: 'boards',
      accountAccessType: 'CURRENT_ACCOUNT',
      permissionType: 'CUSTOMER_MANAGED',
      authenticationProviders: ['SAML'],
    });
    const path = `/${String((workspace as Json)['id'])}`;
    expect(await grafana('GET', path)).toMatchObject({ workspace: { name: 'boards', status: 'ACTIVE' } });
    await grafana('POST', `${path}/authentication`, {
      authenticationProviders: ['SAML'],
      samlConfiguration: { roleValues: { editor: ['e'] } },
    });
    expect(await grafana('GET', `${path}/authentication`)).toMatchObject({
      authentication: { saml: { status: 'CONFIGURED', configuration: { roleValues: { editor: ['e'] } } } },
    });
    const user = { id: 'u', type: 'SSO_USER' };
    const change = (action: string) => ({ updateInstructionBatch: [{ action, role: 'ADMIN', users: [user] }] });
    await grafana('PATCH', `${path}/permissions`, change('ADD'));
    await grafana('PATCH', `${path}/permissions`, change('ADD'));
    expect(await grafana('GET', `${path}/permissions`)).toMatchObject({ permissions: [{ role: 'ADMIN', user }] });
    await grafana('PATCH', `${path}/permissions`, change('REVOKE'));
    expect(await grafana('GET', `${path}/permissions`)).toMatchObject({ permissions: [] });
    await grafana('DELETE', path);
    expect(await grafana('GET', path)).toMatchObject({ status: 404 });
  });
});
