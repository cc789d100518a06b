/** `lakewright deploy` on a terminal and without: it asks, moves, refuses, is stopped; with a terraform that only remembers. */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(__dirname, '..', '..', '..');
const terminal = join(__dirname, 'terminal');
const folder = mkdtempSync(join(tmpdir(), 'lakewright-terminal-'));
const app = join(folder, 'app');
const plan = join(folder, 'plan.json');
let server: Server;
let endpoint = '';
let runs = 0;

const identity =
  '<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>' +
  '<Account>111122223333</Account></GetCallerIdentityResult></GetCallerIdentityResponse>';

beforeAll(async () => {
  // Who somebody is, and that the bucket of the state is there.
  server = createServer((request, response) => {
    request.resume();
    response.setHeader('content-type', 'text/xml');
    response.end(request.method === 'HEAD' ? undefined : identity);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  endpoint = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  const name = 'lakewright-dev-base';
  mkdirSync(join(app, 'stacks', name), { recursive: true });
  const stack = { name, workingDirectory: join('stacks', name), dependencies: [] };
  writeFileSync(join(app, 'manifest.json'), JSON.stringify({ stacks: { [name]: stack } }));
  const s3 = { bucket: 'lakewright-dev-state-111122223333', key: 'lakewright/dev/base.tfstate' };
  writeFileSync(join(app, 'stacks', name, 'cdk.tf.json'), JSON.stringify({ terraform: { backend: { s3 } } }));
  const change = { actions: ['create'], before: null, after: {} };
  const resource_changes = ['one', 'two'].map((each) => ({
    address: `aws_sqs_queue.${each}`,
    type: 'aws_sqs_queue',
    change,
  }));
  writeFileSync(plan, JSON.stringify({ applyable: true, resource_changes }));
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

interface Session {
  readonly code: number;
  readonly screen: string;
  /** What terraform was told. */
  readonly told: readonly string[];
}

/** @param plan of JSON, as terraform shows it */
function surroundings(log: string, shown: string): NodeJS.ProcessEnv {
  writeFileSync(log, '');
  return {
    ...{ PATH: process.env['PATH'], HOME: folder, TERM: 'xterm', TMPDIR: folder },
    ...{ AWS_ENDPOINT_URL: endpoint, AWS_ACCESS_KEY_ID: 'x', AWS_SECRET_ACCESS_KEY: 'x' },
    ...{ TERRAFORM_BINARY_NAME: join(terminal, 'terraform.sh'), FAKE_PLAN: shown, FAKE_LOG: log },
  };
}
const logOf = (): string => join(folder, `${String(runs++)}.log`);
const toldIn = (log: string) =>
  readFileSync(log, 'utf8')
    .split('\n')
    .filter((line) => line !== '');
const command = [
  ...[process.execPath, '--import', 'tsx', join(root, 'cli', 'main.ts')],
  ...['deploy', '--env', 'dev', '--app', app],
];

/** @param script what is typed when the screen shows what comes before it */
async function onTerminal(
  script: readonly (readonly [string, string])[],
  env: NodeJS.ProcessEnv = {},
): Promise<Session> {
  const log = logOf();
  const child = spawn('python3', [join(terminal, 'drive.py'), JSON.stringify(command), JSON.stringify(script)], {
    cwd: root,
    env: { ...surroundings(log, plan), ...env },
  });
  let out = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  await new Promise((resolve) => child.once('close', resolve));
  const { code, screen } = JSON.parse(out) as { code: number; screen: string };
  return { code, screen, told: toldIn(log) };
}

/** Without a terminal. */
async function piped(shown: object, ...args: readonly string[]) {
  const [log, file] = [logOf(), join(folder, 'piped.json')];
  writeFileSync(file, JSON.stringify(shown));
  const [program = '', ...first] = command;
  const child = spawn(program, [...first, ...args], { cwd: root, env: surroundings(log, file) });
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  const code = await new Promise((resolve) => child.once('close', resolve));
  return { code, out, err, told: toldIn(log) };
}
const question = 'Only yes is taken: ';

test('it shows the plan in colours, asks, and applies after yes', async () => {
  const { code, screen, told } = await onTerminal([[question, 'yes\r']]);
  expect(screen).toContain('\u001b[32m+  \u001b[39m aws_sqs_queue.one');
  expect(screen).toMatch(/1\/2 aws_sqs_queue\.one/);
  expect(screen).toMatch(/lakewright-dev-base {2}applied/);
  expect({ code, told }).toEqual({ code: 0, told: ['apply'] });
});

test.each([['no\r'], ['y\r'], ['\u0003'], ['\u0004']])('%j applies nothing', async (typed) => {
  const { code, screen, told } = await onTerminal([[question, typed]], { NO_COLOR: '1' });
  expect(screen).toContain('nothing was applied');
  expect(screen).toContain('+   aws_sqs_queue.one');
  expect({ code, told }).toEqual({ code: 1, told: [] });
});

test('Ctrl-C reaches terraform once, however often it is pressed, and is waited for', async () => {
  const { code, screen, told } = await onTerminal(
    [
      [question, 'yes\r'],
      ['1/2 aws_sqs_queue.one', '\u0003'],
      ['stopping: terraform ends', '\u0003'],
    ],
    { FAKE_TENTHS: '200' },
  );
  expect(screen).toContain('still waiting for terraform to write its state');
  expect(screen).toContain('stopped on request; run the same command again to go on');
  expect({ code, told }).toEqual({ code: 1, told: ['apply', 'stopped'] });
});

const losing = {
  applyable: true,
  resource_changes: [
    {
      ...{ address: 'aws_s3_bucket.gold', type: 'aws_s3_bucket' },
      change: {
        actions: ['delete', 'create'],
        before: { a: 'hunter2' },
        after: { a: 'hunter3' },
        replace_paths: [['bucket']],
      },
    },
  ],
};

test('a plan alone tells what would be refused, and is no failure', async () => {
  const { code, out, err, told } = await piped(losing, '--plan-only');
  expect(out).toContain('1 to replace');
  expect(out).toMatch(/-\/\+ aws_s3_bucket\.gold +because of bucket; holds objects/);
  expect(err).toContain("--approve 'aws_s3_bucket.gold'");
  expect(`${out}${err}`).not.toMatch(/hunter|\u001b/);
  expect({ code, told }).toEqual({ code: 0, told: [] });
});

test('applying it is refused without an approval, and with one of something else', async () => {
  const refused = await piped(losing, '--auto-approve', '--json');
  expect(JSON.parse(refused.out)).toMatchObject({
    ...{ ok: false, changed: true, counts: { replace: 1 } },
    needsApproval: [{ address: 'aws_s3_bucket.gold', action: 'replace', holds: 'objects' }],
  });
  expect(refused).toMatchObject({ code: 1, told: [] });
  const misspelt = await piped(losing, '--auto-approve', '--approve', 'aws_s3_bucket.golt');
  expect(misspelt.err).toContain("'aws_s3_bucket.golt' is not planned: did you mean 'aws_s3_bucket.gold'?");
  expect(misspelt).toMatchObject({ code: 1, told: [] });
});

test('a program cannot be asked', async () => {
  const { code, out } = await piped(losing, '--json');
  expect(JSON.parse(out)).toMatchObject({ ok: false, error: { message: expect.stringContaining('cannot be asked') } });
  expect(code).toBe(2);
});

test('with its approval it is applied', async () => {
  const { code, told } = await piped(losing, '--auto-approve', '--approve', 'aws_s3_bucket.gold');
  expect({ code, told }).toEqual({ code: 0, told: ['apply'] });
});

test('a folder of another environment is refused', async () => {
  const elsewhere = await piped(losing, '--plan-only', '--env', 'staging');
  expect(elsewhere.err).toContain('was the folder synthesized for another environment?');
  expect(elsewhere).toMatchObject({ code: 2, told: [] });
});
