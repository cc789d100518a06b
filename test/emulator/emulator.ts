/** Starts the emulated AWS for a test and reads what it recorded. */
import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import * as z from 'zod';
import { program } from '../setup/paths';

export const recordedRequest = z.object({
  access_key: z.string().optional(),
  region: z.string().optional(),
  service: z.string().optional(),
  method: z.string(),
  path: z.string(),
  query: z.record(z.string(), z.string()),
  target: z.string().optional(),
  copy_source: z.string().optional(),
  body: z.string().optional(),
  status: z.number(),
});
export type RecordedRequest = z.output<typeof recordedRequest>;

export class Emulator {
  private constructor(
    readonly endpoint: string,
    readonly account: string,
    private readonly folder: string,
    private readonly child: ChildProcess,
  ) {}

  static async start(account: string): Promise<Emulator> {
    const folder = mkdtempSync(join(tmpdir(), 'lakewright-emulator-'));
    const python = program('emulator', 'python');
    // To a file: a test that waits for a process would not read a pipe, and a full one stops the emulator.
    const errors = join(folder, 'errors.txt');
    const written = openSync(errors, 'a');
    const child = spawn(python, ['-m', 'aws', '--account', account, '--requests', join(folder, 'requests.jsonl')], {
      cwd: __dirname,
      stdio: ['pipe', 'pipe', written],
    });
    closeSync(written);
    const { stdout } = child;
    if (stdout === null) throw new Error('the emulator has no output to read its address from');
    const line = await new Promise<string>((resolve, reject) => {
      createInterface({ input: stdout }).once('line', resolve);
      child.once('exit', (code) => {
        reject(new Error(`the emulator ended with ${String(code)}: ${readFileSync(errors, 'utf8').slice(-2000)}`));
      });
    });
    const { endpoint } = z.object({ endpoint: z.string() }).parse(JSON.parse(line));
    return new Emulator(endpoint, account, folder, child);
  }

  /** What child processes need to talk to the emulator as `accessKey`, and to nothing else. */
  variables(accessKey = 'emulated'): Readonly<Record<string, string>> {
    return {
      AWS_ENDPOINT_URL: this.endpoint,
      AWS_ACCESS_KEY_ID: accessKey,
      AWS_SECRET_ACCESS_KEY: 'emulated',
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_CONFIG_FILE: join(this.folder, 'none'),
      AWS_SHARED_CREDENTIALS_FILE: join(this.folder, 'none'),
    };
  }

  /** Every request so far, in the order of arrival. */
  requests(): readonly RecordedRequest[] {
    const text = readFileSync(join(this.folder, 'requests.jsonl'), 'utf8');
    return text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => recordedRequest.parse(JSON.parse(line)));
  }

  /** Names of jobs that fail from now on; the others succeed. */
  async failJobs(names: readonly string[]): Promise<void> {
    await fetch(`${this.endpoint}/emulator/failing-jobs`, { method: 'PUT', body: JSON.stringify(names) });
  }

  /** moto's own settings, not an AWS API. */
  async configure(settings: object): Promise<void> {
    const response = await fetch(`${this.endpoint}/moto-api/config`, {
      method: 'POST',
      body: JSON.stringify(settings),
    });
    if (!response.ok) throw new Error(`the emulator refused ${JSON.stringify(settings)}: ${String(response.status)}`);
  }

  async stop(): Promise<void> {
    if (this.child.exitCode === null) {
      const ended = new Promise((resolve) => this.child.once('exit', resolve));
      this.child.kill('SIGTERM');
      await ended;
    }
    rmSync(this.folder, { recursive: true, force: true });
  }
}
