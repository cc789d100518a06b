/** Dashboards of Grafana: what is put where, that no token stays, and what is left. One server of this test's own is both AWS and the workspace. */
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { GrafanaWorkspace } from '../../../constructs/aws';
import { App, S3Backend, TerraformStack } from '../../../constructs/core';
import { grafanaDashboards } from '../../../cli/deploy/grafana_dashboards';
import { lookAll, makeAll } from '../../../cli/deploy/own_steps';
import { stepsJson, stepsText } from '../../../cli/deploy/summary';
import { stepDrift } from '../../../cli/drift/own_steps';
import { environmentOf } from '../../stacks/synthesized';

const dev = environmentOf('dev');
const before = { ...process.env };
let server: Server;
let address: string;

interface Token {
  readonly name: string;
  readonly key: string;
  readonly secondsToLive: number;
  /** Seconds since 1970. */
  readonly expiresAt: number;
}
interface Board {
  readonly [key: string]: unknown;
}
/** What AWS has. */
let workspaces: readonly { readonly id: string; readonly name: string; readonly status: string }[];
let accounts: { readonly id: string; readonly name: string; readonly grafanaRole: string }[];
/** Keys of tokens by id; every one that there ever was, and those that are there. */
let given: string[];
let tokens: Map<string, Token>;
/** What the workspace has, by uid. */
let boards: Map<string, Board>;
let posted: unknown[];
let refuses:
  { readonly path: RegExp; readonly status: number; readonly body: object; readonly error?: string } | undefined;

type Answer = readonly [status: number, body: object, error?: string | undefined];

async function bodyOf(request: IncomingMessage): Promise<Readonly<Record<string, unknown>>> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(Buffer.from(part as Uint8Array));
  const text = Buffer.concat(parts).toString();
  return text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
}

async function answer(request: IncomingMessage): Promise<Answer> {
  const { method = '', url = '' } = request;
  const body = await bodyOf(request);
  if (refuses?.path.test(`${method} ${url}`) === true) return [refuses.status, refuses.body, refuses.error];
  return url.startsWith('/api/') ? grafana(method, url, request.headers.authorization, body) : aws(method, url, body);
}

function aws(method: string, url: string, body: Readonly<Record<string, unknown>>): Answer {
  if (method === 'GET' && /^\/workspaces(\?|$)/.test(url)) {
    const endpoint = address;
    const authentication = { providers: ['AWS_SSO'] };
    const times = { created: 1, modified: 1, grafanaVersion: '10.4' };
    return [200, { workspaces: workspaces.map((each) => ({ ...each, endpoint, authentication, ...times })) }];
  }
  const workspaceId = url.split('/')[2] ?? '';
  if (/\/serviceaccounts(\?|$)/.test(url)) {
    if (method === 'GET')
      return [200, { workspaceId, serviceAccounts: accounts.map((each) => ({ ...each, isDisabled: 'false' })) }];
    const made = {
      id: String(accounts.length + 1),
      name: String(body['name']),
      grafanaRole: String(body['grafanaRole']),
    };
    accounts.push(made);
    return [200, { ...made, workspaceId }];
  }
  const [, serviceAccountId = '', tokenId] = /\/serviceaccounts\/(\w+)\/tokens(?:\/(\w+))?$/.exec(url) ?? [];
  if (method === 'DELETE' && tokenId !== undefined) {
    tokens.delete(tokenId);
    return [200, { tokenId, serviceAccountId, workspaceId }];
  }
  const now = Date.now() / 1000;
  if (method === 'GET') {
    const listed = [...tokens].map(([id, { name, expiresAt }]) => ({ id, name, expiresAt, createdAt: now }));
    return [200, { serviceAccountTokens: listed, serviceAccountId, workspaceId }];
  }
  const id = String(given.length + 1);
  const [key, name, secondsToLive] = [`glsa_secret${id}`, String(body['name']), Number(body['secondsToLive'])];
  given.push(key);
  tokens.set(id, { name, key, secondsToLive, expiresAt: now + secondsToLive });
  return [200, { serviceAccountToken: { id, name, key }, serviceAccountId, workspaceId }];
}

function grafana(method: string, url: string, authorization: string | undefined, body: Board): Answer {
  if (![...tokens.values()].some(({ key }) => authorization === `Bearer ${key}`))
    return [401, { message: 'who are you' }];
  if (method === 'GET') {
    const found = boards.get(url.split('/').at(-1) ?? '');
    return found === undefined ? [404, { message: 'not found' }] : [200, { dashboard: found, meta: { version: 1 } }];
  }
  posted.push(body);
  const dashboard = body['dashboard'] as Board;
  boards.set(String(dashboard['uid']), { ...dashboard, id: 7, version: 1, schemaVersion: 39, editable: true });
  return [200, { status: 'success' }];
}

beforeAll(async () => {
  server = createServer((request, response) => {
    void answer(request).then(([status, body, error]) => {
      const type = error === undefined ? {} : { 'x-amzn-errortype': error };
      response.writeHead(status, { 'content-type': 'application/json', ...type });
      response.end(JSON.stringify(body));
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  address = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  const credentials = { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' };
  Object.assign(process.env, { AWS_ENDPOINT_URL_GRAFANA: address, ...credentials });
});

afterAll(async () => {
  process.env = before;
  server.closeAllConnections();
  await new Promise((closed) => server.close(closed));
});

beforeEach(() => {
  workspaces = [
    { id: 'g-0000000001', name: 'acme-dev-other', status: 'ACTIVE' },
    { id: 'g-0000000002', name: 'acme-dev-boards', status: 'ACTIVE' },
  ];
  accounts = [];
  given = [];
  tokens = new Map();
  boards = new Map();
  posted = [];
  refuses = undefined;
});

// Whatever happened, no token stays, each had minutes to live, and there is one account.
afterEach(() => {
  expect([...tokens]).toEqual([]);
  expect(accounts.length).toBeLessThanOrEqual(1);
});

const orders = {
  title: 'Orders',
  uid: 'else',
  version: 4,
  schemaVersion: 36,
  panels: [{ type: 'stat', title: 'Rows of ${table}', links: [] }],
};
const sales = { title: 'Sales', tags: [] };

/** The stack of a workspace with two dashboards, as it is synthesized. */
function stackOf() {
  const outdir = mkdtempSync(join(tmpdir(), 'lakewright-boards-'));
  const app = new App({ outdir, skipValidation: true });
  const stack = new TerraformStack(app, 'acme-dev-boards');
  new AwsProvider(stack, 'aws', { region: 'eu-central-1' });
  new S3Backend(stack, { bucket: 'state', key: 'boards', region: 'eu-central-1' });
  new GrafanaWorkspace(stack, 'boards', {
    ...{ project: 'acme', environment: 'dev', account: '111122223333', region: 'eu-central-1' },
    authenticationProviders: ['AWS_SSO'],
    publicAccess: true,
    dashboards: { 'acme-orders': orders, 'acme-sales': sales },
  });
  app.synth();
  return { name: 'acme-dev-boards', folder: join(outdir, 'stacks', 'acme-dev-boards'), dependencies: [] };
}
const stack = stackOf();
const look = () => lookAll([grafanaDashboards], dev, [stack]);
async function make() {
  const results = await look();
  await makeAll(results, dev, (_, work) => work(() => undefined), { check: () => undefined });
  return results;
}
const states = (results: Awaited<ReturnType<typeof look>>) => results.map(({ state }) => state);

const account = { id: '1', name: 'lakewright-deploy', grafanaRole: 'EDITOR' };

test('a plan tells that none was ever put there, and makes neither account nor token', async () => {
  expect(stepsText(await look())).toBe(
    'grafana-dashboards: acme-dev-boards: dashboards acme-orders, acme-sales (now: none)',
  );
  expect({ posted, given, accounts }).toEqual({ posted: [], given: [], accounts: [] });
});

test('a plan looks as the account that is there, and makes no dashboard', async () => {
  accounts = [account];
  const results = await look();
  expect(stepsText(results)).toBe(
    'grafana-dashboards: acme-dev-boards: dashboards acme-orders, acme-sales (now: none)',
  );
  expect(posted).toEqual([]);
  expect(given).toHaveLength(1);
});

test('they are put by uid, and a second time there is nothing to do', async () => {
  expect(states(await make())).toEqual(['done']);
  const made = { overwrite: true, message: 'lakewright deploy' };
  expect(posted).toEqual([
    { ...made, dashboard: { title: 'Orders', panels: orders.panels, uid: 'acme-orders', id: null } },
    { ...made, dashboard: { title: 'Sales', tags: [], uid: 'acme-sales', id: null } },
  ]);
  expect(accounts).toMatchObject([{ name: 'lakewright-deploy', grafanaRole: 'EDITOR' }]);
  posted = [];
  expect(states(await make())).toEqual(['unchanged']);
  expect(posted).toEqual([]);
});

test('what somebody changed by hand is drift, and is taken back alone', async () => {
  await make();
  boards.set('acme-sales', { ...boards.get('acme-sales'), title: 'Mine' });
  posted = [];
  const [drift] = stepDrift(await look(), 'acme-dev-boards');
  expect(drift).toMatchObject({
    ...{
      attribute: 'dashboards',
      cause: 'unknown',
      found: 'another acme-sales',
      wanted: 'dashboards acme-orders, acme-sales',
    },
    address: expect.stringMatching(/^aws_grafana_workspace\./) as string,
  });
  expect(states(await make())).toEqual(['done']);
  expect(posted).toMatchObject([{ dashboard: { uid: 'acme-sales', title: 'Sales' } }]);
  boards.delete('acme-orders');
  boards.set('acme-sales', { ...boards.get('acme-sales'), tags: ['mine'] });
  expect((await look())[0]?.found).toMatchObject({ now: 'without acme-orders; another acme-sales' });
});

test('a token lives for minutes, and is written nowhere', async () => {
  let life = 0;
  const set = tokens.set.bind(tokens);
  tokens.set = (id, token) => {
    life = token.secondsToLive;
    return set(id, token);
  };
  await make();
  const results = await make();
  expect(life).toBe(300);
  const told = JSON.stringify([stepsJson(results), stepsText(results), results]);
  const files = readdirSync(stack.folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.json'),
  );
  const written = files.map((name) => readFileSync(join(stack.folder, name), 'utf8')).join('\n');
  expect(given.length).toBeGreaterThan(1);
  for (const key of given) expect(told + written).not.toContain(key);
});

/** What is written to standard error meanwhile. */
async function notesOf(work: () => Promise<unknown>): Promise<string> {
  const written = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  try {
    await work();
    return written.mock.calls.map(([text]) => String(text)).join('');
  } finally {
    written.mockRestore();
  }
}

test('tokens of ours that ended and were not deleted are deleted, no others', async () => {
  accounts = [account];
  const now = Date.now() / 1000;
  const token = (name: string, expiresAt: number): Token => ({ name, key: name, secondsToLive: 300, expiresAt });
  tokens = new Map([
    ['a', token('deploy-1', now - 60)],
    ['b', token('deploy-2', now + 60)],
    ['c', token('boards-of-somebody', now - 60)],
  ]);
  await look();
  expect([...tokens.keys()]).toEqual(['b', 'c']);
  tokens.clear();
});

const undeleted = /^DELETE /;

test('a token that cannot be deleted fails no work, and is noted without its key', async () => {
  refuses = { path: undeleted, status: 500, body: { message: 'try again' }, error: 'ValidationException' };
  const noted = await notesOf(async () => expect(states(await make())).toEqual(['done']));
  expect(noted).toBe(
    'Token 1 of lakewright-deploy stays in workspace g-0000000002 (ValidationException: try again): ' +
      'it opens nothing after 5 minutes, and the next deploy deletes it then\n',
  );
  tokens.clear();
});

test('a token that is gone already is no matter', async () => {
  refuses = { path: undeleted, status: 404, body: { message: 'gone' }, error: 'ResourceNotFoundException' };
  expect(await notesOf(make)).toBe('');
  tokens.clear();
});

test('a token that cannot be deleted hides no failure of the work', async () => {
  const body = { message: 'not now' };
  refuses = { path: /^(DELETE |POST \/api\/)/, status: 400, body, error: 'ValidationException' };
  const noted = await notesOf(() => expect(make()).rejects.toThrow(/Grafana at \S+ refuses it: not now \(HTTP 400\)/));
  expect(noted).toContain('Token 1 of lakewright-deploy stays');
  tokens.clear();
});

test('what Grafana refuses is told, without the token', async () => {
  refuses = { path: /^POST \/api\//, status: 412, body: { message: 'somebody else has the title' } };
  const failure = await make().catch((error: unknown) => String(error));
  expect(failure).toMatch(
    /grafana-dashboards: acme-dev-boards: expected dashboards acme-orders, acme-sales; Grafana at \S+ refuses it: somebody else has the title \(HTTP 412\)\. What was applied stays: run the same command again/,
  );
  expect(failure).not.toContain('glsa_');
});

test('who may make no token can tell nothing, and hears what it takes', async () => {
  accounts = [account];
  const body = { message: 'not you' };
  refuses = { path: /^POST \/workspaces\//, status: 403, body, error: 'AccessDeniedException' };
  expect((await look()).map(({ found, state }) => [state, found])).toEqual([
    [
      'left',
      { is: 'unclear', blocked: expect.stringContaining('grafana:CreateWorkspaceServiceAccountToken') as string },
    ],
  ]);
});

test.each<[what: string, change: () => void, found: object]>([
  ['is not made yet', () => (workspaces = workspaces.slice(0, 1)), { is: 'absent' }],
  [
    'is being made',
    () => (workspaces = [{ id: 'g-1', name: 'acme-dev-boards', status: 'CREATING' }]),
    { is: 'unclear', blocked: "workspace 'acme-dev-boards' is CREATING: deploy again when it is ACTIVE" },
  ],
  [
    'is there twice',
    () => (workspaces = [...workspaces, { id: 'g-3', name: 'acme-dev-boards', status: 'ACTIVE' }]),
    { is: 'unclear', blocked: expect.stringContaining('is there 2 times (g-0000000002, g-3)') as string },
  ],
])('a workspace that %s is asked nothing', async (_, change, found) => {
  change();
  expect((await look()).map((each) => each.found)).toEqual([found]);
  expect(given).toEqual([]);
});
