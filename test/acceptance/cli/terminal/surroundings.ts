/** What a deployment needs around it: stacks, an AWS that says who somebody is, a terraform that only remembers. */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const root = join(__dirname, '..', '..', '..', '..');
export const terminal = __dirname;
export const lakewright = [process.execPath, '--import', require.resolve('tsx'), join(root, 'cli', 'main.ts')];

const identity =
  '<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>' +
  '<Account>111122223333</Account></GetCallerIdentityResult></GetCallerIdentityResponse>';

/** Says that the caller is in the account of dev, and that each bucket is there. */
export const friendly: RequestListener = (request, response) => {
  request.resume();
  response.setHeader('content-type', 'text/xml');
  response.end(request.method === 'HEAD' ? undefined : identity);
};

export interface Surroundings {
  readonly app: string;
  /** What becomes of the folder for temporary files. */
  readonly leftovers: () => readonly string[];
  readonly environment: (more?: NodeJS.ProcessEnv) => NodeJS.ProcessEnv;
  /** What terraform was told. */
  readonly told: () => readonly string[];
  readonly close: () => void;
}

/** @param stacks of dev, each after the one before it */
export async function surroundings(
  stacks: readonly string[],
  answer: RequestListener = friendly,
): Promise<Surroundings> {
  const folder = mkdtempSync(join(tmpdir(), 'lakewright-surroundings-'));
  const [app, temporary, log, plan] = ['app', 'tmp', 'log', 'plan.json'].map((each) => join(folder, each)) as [
    string,
    string,
    string,
    string,
  ];
  mkdirSync(temporary);
  writeFileSync(log, '');
  const change = { actions: ['create'], before: null, after: {} };
  writeFileSync(
    plan,
    JSON.stringify({
      applyable: true,
      resource_changes: [{ address: 'aws_sqs_queue.one', type: 'aws_sqs_queue', change }],
    }),
  );
  writeApp(app, stacks);
  const server = createServer(answer);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const endpoint = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  return {
    app,
    leftovers: () => readdirSync(temporary).filter((name) => name.startsWith('lakewright-')),
    environment: (more = {}) => ({
      ...{ PATH: process.env['PATH'], HOME: folder, TERM: 'xterm', TMPDIR: temporary, NO_COLOR: '1' },
      ...{ AWS_ENDPOINT_URL: endpoint, AWS_ACCESS_KEY_ID: 'x', AWS_SECRET_ACCESS_KEY: 'x' },
      ...{ TERRAFORM_BINARY_NAME: join(terminal, 'terraform.sh'), FAKE_PLAN: plan, FAKE_LOG: log },
      ...more,
    }),
    told: () =>
      readFileSync(log, 'utf8')
        .split('\n')
        .filter((line) => line !== ''),
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

function writeApp(app: string, stacks: readonly string[]): void {
  const entries = stacks.map((what, i) => {
    const name = `lakewright-dev-${what}`;
    const folder = join(app, 'stacks', name);
    mkdirSync(folder, { recursive: true });
    const s3 = { bucket: 'lakewright-dev-state-111122223333', key: `lakewright/dev/${what}.tfstate` };
    writeFileSync(join(folder, 'cdk.tf.json'), JSON.stringify({ terraform: { backend: { s3 } } }));
    const dependencies = stacks.slice(Math.max(0, i - 1), i).map((each) => `lakewright-dev-${each}`);
    return [name, { name, workingDirectory: join('stacks', name), dependencies }] as const;
  });
  writeFileSync(join(app, 'manifest.json'), JSON.stringify({ stacks: Object.fromEntries(entries) }));
}

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
}

/** @param during is called with each piece that it says, and with a way to signal it */
export async function running(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  during: (child: ReturnType<typeof spawn>, said: string) => void = () => {},
): Promise<Ended> {
  const [program = '', ...first] = lakewright;
  const child = spawn(program, [...first, ...args], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString();
    during(child, out + err);
  });
  child.stderr.on('data', (chunk: Buffer) => {
    err += chunk.toString();
    during(child, out + err);
  });
  during(child, '');
  return new Promise((resolve) => {
    child.once('close', (code, signal) => resolve({ code, signal, out, err }));
  });
}
