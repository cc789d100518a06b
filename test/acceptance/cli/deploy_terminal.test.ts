/** `lakewright deploy` on a terminal: it asks, it moves, it is stopped; with a terraform that only remembers. */
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
  const s3 = { bucket: 'lakewright-dev-state-111122223333' };
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

/** @param script what is typed when the screen shows what comes before it */
async function onTerminal(
  script: readonly (readonly [string, string])[],
  env: NodeJS.ProcessEnv = {},
): Promise<Session> {
  const log = join(folder, `${String(runs++)}.log`);
  writeFileSync(log, '');
  const command = [
    process.execPath,
    '--import',
    'tsx',
    join(root, 'cli', 'main.ts'),
    'deploy',
    '--env',
    'dev',
    '--app',
    app,
  ];
  const child = spawn('python3', [join(terminal, 'drive.py'), JSON.stringify(command), JSON.stringify(script)], {
    cwd: root,
    env: {
      ...{ PATH: process.env['PATH'], HOME: folder, TERM: 'xterm', TMPDIR: folder },
      ...{ AWS_ENDPOINT_URL: endpoint, AWS_ACCESS_KEY_ID: 'x', AWS_SECRET_ACCESS_KEY: 'x' },
      ...{ TERRAFORM_BINARY_NAME: join(terminal, 'terraform.sh'), FAKE_PLAN: plan, FAKE_LOG: log },
      ...env,
    },
  });
  let out = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  await new Promise((resolve) => child.once('close', resolve));
  const { code, screen } = JSON.parse(out) as { code: number; screen: string };
  return {
    code,
    screen,
    told: readFileSync(log, 'utf8')
      .split('\n')
      .filter((line) => line !== ''),
  };
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
