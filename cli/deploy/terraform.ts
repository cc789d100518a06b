/** Terraform in the folder of a stack. */
import { existsSync, copyFileSync, mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { shownPath } from '../diagnostics';
import { Failure, WrongUsage } from '../usage';
import type { AppStack } from './app';
import type { Interrupt } from './interrupt';
import { type PlanJson, readPlan } from './planned';
import { stackFailure } from './terraform_failure';
import { runTerraform } from './terraform_run';
import { complaintsIn, type Message, readMessage } from './terraform_says';

/** Of S3's own lock: https://developer.hashicorp.com/terraform/language/v1.10.x/upgrade-guides */
export const oldestTerraform = '1.10';

export interface Plan {
  /** What apply takes. */
  readonly file: string;
  readonly json: PlanJson;
}

export class Terraform {
  private readonly env: NodeJS.ProcessEnv;
  private readonly prepared = new Set<string>();
  private plans = 0;

  private constructor(
    private readonly program: string,
    private readonly environment: string,
    private readonly files: string,
    private readonly interrupt: Interrupt,
    providers: string,
  ) {
    this.env = { ...process.env, TF_IN_AUTOMATION: '1', CHECKPOINT_DISABLE: '1', ...cache(providers) };
  }

  /**
   * @param environment its name, for what is told
   * @param files a private folder for plans and output
   * @param providers where providers are kept between runs, unless the user's own settings say
   * @throws when there is none, or it is too old
   */
  static async find(environment: string, files: string, interrupt: Interrupt, providers: string): Promise<Terraform> {
    const program = terraformProgram();
    const terraform = new Terraform(program, environment, files, interrupt, providers);
    const install = 'https://developer.hashicorp.com/terraform/install';
    const ended = await runTerraform(program, ['version', '-json'], {
      cwd: process.cwd(),
      env: terraform.env,
      interrupt,
      files,
    }).catch((error: unknown) => {
      const hint = `install ${oldestTerraform} or newer: ${install}`;
      const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
      if (code === 'ENOENT') throw new WrongUsage(`${named(program)} is not on the PATH`, hint);
      if (code === 'EACCES')
        throw new WrongUsage(`${named(program)} cannot be executed: a folder, or without the right`, hint);
      throw error;
    });
    const version = versionIn(ended.out);
    if (version === undefined || isOlder(version, oldestTerraform)) {
      throw new WrongUsage(
        `${program} is ${version ?? 'of an unknown version'}; expected ${oldestTerraform} or newer, which locks the state in S3`,
        install,
      );
    }
    return terraform;
  }

  /** @param tell what it is at */
  async plan(stack: AppStack, tell: (what: string) => void = () => {}): Promise<Plan> {
    await this.init(stack);
    const file = join(this.files, `${String(++this.plans)}.tfplan`);
    await this.run(stack, ['plan', '-input=false', '-json', `-out=${file}`, parallel], reading(tell));
    const shown = await this.run(stack, ['show', '-json', file]);
    try {
      return { file, json: readPlan(shown) };
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      throw new Failure(`stack '${stack.name}': ${named(this.program)} show -json ${error.message}`);
    }
  }

  /** Applies what was planned, and nothing else. */
  async apply(stack: AppStack, { file }: Plan, tell: (done: number, address: string) => void): Promise<void> {
    let done = 0;
    await this.run(stack, ['apply', '-input=false', '-json', parallel, file], ({ type, hook }) => {
      if (type === 'apply_complete') tell(++done, hook?.resource.addr ?? '');
    });
  }

  private async init(stack: AppStack): Promise<void> {
    if (this.prepared.has(stack.folder)) return;
    const left = join(stack.folder, 'errored.tfstate');
    if (existsSync(left)) {
      throw new Failure(
        `stack '${stack.name}': an earlier run could not write its state and left it in ${shownPath(left)}; put it back first: ` +
          `terraform -chdir=${shownPath(stack.folder)} state push errored.tfstate, then remove the file`,
      );
    }
    // The checksums that one stack's init found: with them the others take the provider from the cache.
    const [first] = this.prepared;
    const lock = join(stack.folder, '.terraform.lock.hcl');
    if (first !== undefined && !existsSync(lock) && existsSync(join(first, '.terraform.lock.hcl')))
      copyFileSync(join(first, '.terraform.lock.hcl'), lock);
    await this.run(stack, ['init', '-input=false', '-json']);
    this.prepared.add(stack.folder);
  }

  private async run(
    stack: AppStack,
    args: readonly string[],
    onMessage: (message: Message) => void = () => {},
  ): Promise<string> {
    const changing = args[0] === 'apply';
    const { code, signal, out, err } = await runTerraform(this.program, args, {
      changing,
      cwd: stack.folder,
      env: this.env,
      interrupt: this.interrupt,
      files: this.files,
      onLine: (line) => {
        const message = readMessage(line);
        if (message !== undefined) onMessage(message);
      },
    });
    if (code === 0) return out;
    this.interrupt.check(changing);
    const complaints = complaintsIn(out);
    const how = signal === null ? `ended with ${String(code)}` : `was killed by ${signal}, not by this command`;
    const plain = { summary: `terraform ${args[0] ?? ''} ${how}`, detail: err.trim() };
    throw stackFailure(stack, complaints.length > 0 ? complaints : [plain], this.environment);
  }
}

const variable = 'TERRAFORM_BINARY_NAME';

/** As cdktf names it: https://developer.hashicorp.com/terraform/cdktf/create-and-deploy/configuration-file */
export function terraformProgram(): string {
  const program = process.env[variable] ?? 'terraform';
  if (program.trim() !== '') return program;
  throw new WrongUsage(`${variable}: there is nothing in it`, 'name a program, or leave it unset: terraform');
}

/** With where the name is from. */
const named = (program: string): string => (process.env[variable] === undefined ? program : `${program} (${variable})`);

/** The provider waits much and works little. */
const parallel = '-parallelism=30';

const reading =
  (tell: (what: string) => void) =>
  ({ type, hook }: Message): void => {
    if (type === 'refresh_start') tell(hook?.resource.addr ?? '');
  };

const versionSchema = z.object({ terraform_version: z.string() });

export function versionIn(output: string): string | undefined {
  try {
    return versionSchema.safeParse(JSON.parse(output)).data?.terraform_version;
  } catch {
    return undefined;
  }
}

export function isOlder(version: string, than: string): boolean {
  const [left, right] = [version, than].map((each) => each.split('.').map((part) => Number.parseInt(part, 10)));
  for (const [i, part] of (right ?? []).entries()) {
    const difference = (left?.[i] ?? 0) - part;
    if (difference !== 0) return difference < 0;
  }
  return false;
}

/** https://developer.hashicorp.com/terraform/cli/config/config-file#provider-plugin-cache; the user's settings come first. */
function cache(folder: string): NodeJS.ProcessEnv {
  const own = ['TF_PLUGIN_CACHE_DIR', 'TF_CLI_CONFIG_FILE'].some((name) => process.env[name] !== undefined);
  if (own || existsSync(join(homedir(), '.terraformrc'))) return {};
  mkdirSync(folder, { recursive: true });
  return { TF_PLUGIN_CACHE_DIR: folder };
}
