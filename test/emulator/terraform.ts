/** Runs terraform in the folder of a synthesized stack, against the emulator. */
import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { NotSetUp, onPath } from '../setup/paths';
import type { Emulator } from './emulator';

/** Where a machine may keep unpacked providers: terraform's own implied mirrors, and what an image may bring. */
const mirrorFolders = [
  join(process.env['HOME'] ?? '/', '.terraform.d', 'plugins'),
  '/usr/local/share/terraform/plugins',
  '/usr/share/terraform/plugins',
  '/opt/tf-plugins',
  '/opt/terraform/plugins',
];
const providerPath = join('registry.terraform.io', 'hashicorp', 'aws', '5.100.0');

const change = z.object({
  resource_changes: z
    .array(z.object({ address: z.string(), type: z.string(), change: z.object({ actions: z.array(z.string()) }) }))
    .default([]),
});

const stackWithResources = z.looseObject({
  resource: z.record(z.string(), z.record(z.string(), z.unknown())).default({}),
});

/** What a plan would do to a resource: `create`, `update`, `delete`; a replacement is both `delete` and `create`. */
export interface PlannedChange {
  readonly address: string;
  readonly type: string;
  readonly actions: readonly string[];
}

/** How `plan -detailed-exitcode` ends when there is something to do. */
const planned = 2;

/** The provider waits much (55 s for a bucket's lifecycle rules alone) and works little. */
const parallelism = '-parallelism=100';

const resourcesIn = (folder: string) =>
  stackWithResources.parse(JSON.parse(readFileSync(join(folder, 'cdk.tf.json'), 'utf8'))).resource;

export class Terraform {
  /** What a process needs to run terraform here. */
  readonly variables: Readonly<Record<string, string>>;

  /**
   * @param folder of the stack in cdktf's output; gets override files beside the stack's own, which stays as it is
   * @param leftOut types of resources that are taken out of the stack: nothing else may refer to them
   */
  constructor(
    private readonly folder: string,
    emulator: Emulator,
    leftOut: readonly string[] = [],
  ) {
    const configuration = settingsFile();
    this.variables = {
      ...emulator.variables(),
      TF_CLI_CONFIG_FILE: configuration,
      TF_IN_AUTOMATION: '1',
      CHECKPOINT_DISABLE: '1',
      // Some services are asked at a host of the account, `111122223333.<endpoint>`, which has no address.
      HTTP_PROXY: emulator.endpoint,
      // Each command reads the provider's schema anew, which is mostly garbage to collect.
      GOGC: '400',
      PATH: process.env['PATH'] ?? '',
      HOME: process.env['HOME'] ?? '',
    };
    if (leftOut.length > 0) leaveOut(folder, leftOut);
    writeFileSync(join(folder, 'emulator_override.tf.json'), JSON.stringify(overrides(folder)));
  }

  /** The types of the resources of a stack, as it was synthesized. */
  static typesIn(folder: string): readonly string[] {
    return Object.keys(resourcesIn(folder));
  }

  async init(): Promise<void> {
    await this.run(['init', '-input=false', '-no-color']);
  }

  /** In place of `init`: what it made in the folder of another synthesis of the same stack, whose backend is the same. */
  adopt(other: Terraform): void {
    for (const made of ['.terraform', '.terraform.lock.hcl']) {
      cpSync(join(other.folder, made), join(this.folder, made), { recursive: true, verbatimSymlinks: true });
    }
  }

  async validate(): Promise<void> {
    await this.run(['validate', '-no-color']);
  }

  async apply(): Promise<void> {
    await this.run(['apply', '-auto-approve', '-input=false', '-no-color', parallelism]);
  }

  /**
   * Applies resources of one type, with what they need.
   * @returns how many they are
   */
  async applyOnly(type: string): Promise<number> {
    const targets = Object.keys(resourcesIn(this.folder)[type] ?? {}).map((id) => `-target=${type}.${id}`);
    if (targets.length === 0) return 0;
    await this.run(['apply', '-auto-approve', '-input=false', '-no-color', parallelism, ...targets]);
    return targets.length;
  }

  async destroy(): Promise<void> {
    await this.run(['destroy', '-auto-approve', '-input=false', '-no-color', parallelism]);
  }

  /** Applies what `plan` planned. */
  async applyPlan(): Promise<void> {
    await this.run(['apply', '-input=false', '-no-color', parallelism, 'plan.bin']);
  }

  /** What another apply would do; empty when nothing has changed. */
  async plan(): Promise<readonly PlannedChange[]> {
    const plan = ['plan', '-input=false', '-no-color', '-out=plan.bin', parallelism, '-detailed-exitcode'];
    if ((await this.attempt(plan, [0, planned])).code !== planned) return [];
    const { resource_changes } = change.parse(JSON.parse(await this.run(['show', '-json', 'plan.bin'])));
    return resource_changes
      .map(({ address, type, change: { actions } }) => ({ address, type, actions }))
      .filter(({ actions }) => actions.some((action) => action !== 'no-op' && action !== 'read'));
  }

  private async run(args: readonly string[]): Promise<string> {
    return (await this.attempt(args, [0])).out;
  }

  private attempt(args: readonly string[], good: readonly number[]): Promise<{ code: number; out: string }> {
    return new Promise((resolve, reject) => {
      const child = spawn('terraform', args, {
        cwd: this.folder,
        env: this.variables,
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      const out: string[] = [];
      const err: string[] = [];
      child.stdout.on('data', (chunk: Buffer) => out.push(chunk.toString()));
      child.stderr.on('data', (chunk: Buffer) => err.push(chunk.toString()));
      child.once('error', reject);
      child.once('exit', (code) => {
        if (code !== null && good.includes(code)) resolve({ code, out: out.join('') });
        else
          reject(
            new Error(
              `terraform ${args.join(' ')} in ${this.folder} ended with ${String(code)}:\n${told(err.join('') || out.join(''))}`,
            ),
          );
      });
    });
  }
}

/** The path of terraform's own settings, which say where providers are. */
export function settingsFile(): string {
  if (onPath('terraform') === undefined)
    throw new NotSetUp('terraform is not on the PATH: install terraform 1.10 or newer');
  const settings = join(tmpdir(), 'lakewright-terraform');
  mkdirSync(join(settings, 'plugin-cache'), { recursive: true });
  const configuration = join(settings, 'terraform.rc');
  // Whole or not at all: another worker's terraform may be reading it.
  const written = `${configuration}.${String(process.pid)}`;
  writeFileSync(written, cliConfiguration(join(settings, 'plugin-cache')));
  renameSync(written, configuration);
  return configuration;
}

function leaveOut(folder: string, types: readonly string[]): void {
  const file = join(folder, 'cdk.tf.json');
  const stack = stackWithResources.parse(JSON.parse(readFileSync(file, 'utf8')));
  const resource = Object.fromEntries(Object.entries(stack.resource).filter(([type]) => !types.includes(type)));
  writeFileSync(file, JSON.stringify({ ...stack, resource }));
}

/** Where this machine keeps the provider; undefined where it is taken from the registry. */
export const providersMirror = (): string | undefined =>
  mirrorFolders.find(
    (folder) => existsSync(join(folder, providerPath)) && readdirSync(join(folder, providerPath)).length > 0,
  );

/** A mirror where the machine has one, else the registry (or the user's own settings, which terraform reads then). */
function cliConfiguration(cache: string): string {
  const mirror = providersMirror();
  if (mirror === undefined) return `plugin_cache_dir = ${JSON.stringify(cache)}\n`;
  return `provider_installation {\n  filesystem_mirror {\n    path = ${JSON.stringify(mirror)}\n  }\n}\n`;
}

/** The providers and the backend of the stack, with what the emulator needs: path-style buckets, no check of credentials. */
function overrides(folder: string): object {
  const stack = z
    .object({
      provider: z.object({ aws: z.array(z.object({ alias: z.string().exactOptional() })) }),
      terraform: z.object({ backend: z.object({ s3: z.record(z.string(), z.unknown()) }) }),
    })
    .parse(JSON.parse(readFileSync(join(folder, 'cdk.tf.json'), 'utf8')));
  const unchecked = { skip_credentials_validation: true, skip_metadata_api_check: true };
  return {
    provider: {
      aws: stack.provider.aws.map(({ alias }) => ({
        ...(alias === undefined ? {} : { alias }),
        ...unchecked,
        s3_use_path_style: true,
        max_retries: 2,
      })),
    },
    terraform: {
      backend: {
        s3: { ...stack.terraform.backend.s3, ...unchecked, use_path_style: true, skip_requesting_account_id: true },
      },
    },
  };
}

/** The end of what terraform said. It quotes the line that is wrong, and a stack without some types is one line. */
const told = (text: string): string =>
  text
    .split('\n')
    .map((line) => (line.length > 300 ? `${line.slice(0, 300)} ...` : line))
    .join('\n')
    .slice(-6000);
