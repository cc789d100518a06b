/** Writes a project's lock file: `terraform providers lock` over the providers that the stacks of an environment ask for. */
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import * as z from 'zod';
import { fileErrorText } from '../command';
import { stacksOf } from '../deploy/app';
import { terraformProgram } from '../deploy/terraform';
import { endsWithUs, inTemporaryFolder } from '../temporary';
import { Failure, WrongUsage } from '../usage';
import {
  covers,
  type Locked,
  lockedProviders,
  lockFile,
  platformsAfter,
  platformsIn,
  platformsOf,
  readLock,
  type Required,
  requiredProviders,
  withoutProviders,
  withPlatforms,
} from './lock_file';

/** Where people work and where runners run. The machine's own comes to it. */
export const usualPlatforms: readonly string[] = ['darwin_arm64', 'linux_amd64', 'linux_arm64'];

export interface LockOptions {
  readonly environment: string;
  /** The project's folder, where the file goes. */
  readonly project: string;
  /** `linux_amd64`; the usual ones, this machine's and those that the file has unless given. */
  readonly platforms?: readonly string[];
  /** A folder or an https:// address in place of the registries that providers are from. */
  readonly mirror?: string;
  readonly dryRun: boolean;
  /** Told before something is downloaded. */
  readonly tell: (what: string) => void;
}

export interface LockResult {
  readonly result: 'created' | 'changed' | 'unchanged' | 'would create' | 'would change';
  readonly file: string;
  readonly providers: readonly Locked[];
  readonly platforms: readonly string[];
}

/** @throws Failure or WrongUsage that says why there is none; what was there stays as it was */
export function writeLock(options: LockOptions): Promise<LockResult> {
  return inTemporaryFolder('lock', async (folder) => {
    const required = requiredOf(options, join(folder, 'app'));
    const old = readLock(options.project);
    const there = [...required.keys()].flatMap((address) => (old === undefined ? [] : platformsOf(old, address)));
    const platforms = options.platforms ?? sorted([...usualPlatforms, ...there, await ownPlatform(folder)]);
    const at = (result: LockResult['result'], text: string, of: readonly string[]): LockResult => ({
      result,
      file: lockFile,
      providers: lockedProviders(text),
      platforms: of,
    });
    if (old !== undefined && covers(old, required, platforms)) return at('unchanged', old, platformsIn(old));
    if (options.dryRun) return at(old === undefined ? 'would create' : 'would change', old ?? '', platforms);
    options.tell(`asking for checksums of ${platforms.join(', ')}: the providers are downloaded for each`);
    const { text, from } = await lockFrom(old, locking(folder, required, platforms, options.mirror));
    const { usual, others } = platformsAfter(text, from, required, platforms);
    const written = withPlatforms(text, usual, others);
    if (written === old) return at('unchanged', old, usual);
    const file = join(options.project, lockFile);
    try {
      writeFileSync(file, written);
    } catch (error) {
      throw new Failure(fileErrorText(error, file));
    }
    return at(old === undefined ? 'created' : 'changed', written, usual);
  });
}

const sorted = (all: readonly string[]): readonly string[] => [...new Set(all)].sort();

function requiredOf({ environment, project }: LockOptions, outdir: string): Required {
  const { synth } = require('../../main') as typeof import('../../main');
  mkdirSync(outdir);
  const wrong = synth({ environment, project, outdir }).find(({ severity }) => severity === 'error');
  if (wrong !== undefined)
    throw new Failure(`${wrong.message} (lakewright validate --env ${environment} shows all that is wrong)`);
  return requiredProviders(stacksOf(outdir).map((stack) => stack.folder));
}

const versionSchema = z.object({ platform: z.string() });

async function ownPlatform(folder: string): Promise<string> {
  const { code, out, error } = await terraform(folder, ['version', '-json']);
  if (code !== 0) throw new Failure(`terraform version ended with ${String(code)}: ${inOneLine(error)}`);
  try {
    return versionSchema.parse(JSON.parse(out)).platform;
  } catch {
    throw new Failure(`terraform version -json does not say its platform: ${out.slice(0, 200)}`);
  }
}

/** One `terraform providers lock`: what becomes of a lock file's text. */
type Locking = (from: string | undefined) => Promise<string>;

function locking(
  folder: string,
  required: Required,
  platforms: readonly string[],
  mirror: string | undefined,
): Locking {
  const entries = [...required].map(([source, version], i) => [
    `provider-${i}`,
    { source, ...(version === '' ? {} : { version }) },
  ]);
  let attempts = 0;
  return async (from) => {
    const place = join(folder, `lock-${String(attempts++)}`);
    mkdirSync(place);
    const asked = { terraform: { required_providers: Object.fromEntries(entries) as object } };
    writeFileSync(join(place, 'main.tf.json'), JSON.stringify(asked));
    if (from !== undefined) writeFileSync(join(place, lockFile), from);
    // Without a mirror it asks the registries themselves, whatever the user's settings say of installing.
    const where = mirror === undefined ? [] : [mirrorOption(mirror)];
    const of = platforms.map((platform) => `-platform=${platform}`);
    const { code, error } = await terraform(place, ['providers', 'lock', '-no-color', ...where, ...of]);
    if (code !== 0) throw new Failure(inOneLine(error));
    return readFileSync(join(place, lockFile), 'utf8');
  };
}

interface LockedFrom {
  /** Terraform's text. */
  readonly text: string;
  /** What of the old text it was made from. */
  readonly from: string | undefined;
}

/** Without those providers of the old text of which the stacks want another version: its checksums are of none that they use. */
export async function lockFrom(old: string | undefined, lock: Locking): Promise<LockedFrom> {
  try {
    return { text: await lock(old), from: old };
  } catch (error) {
    const other = error instanceof Failure ? ofOtherVersions(error.message) : [];
    if (old === undefined || other.length === 0) throw error;
    const rest = withoutProviders(old, other);
    // Where they are not found in it, it is of no use.
    return lockFrom(rest === old ? undefined : rest, lock);
  }
}

const ofOtherVersions = (message: string): readonly string[] =>
  [...message.matchAll(/locked provider (\S+) \S+ does not match configured version constraint/g)].map(
    ([, address = '']) => address,
  );

const mirrorOption = (mirror: string): string =>
  mirror.startsWith('https://') ? `-net-mirror=${mirror}` : `-fs-mirror=${resolve(mirror)}`;

/** Terraform breaks its sentences into lines, below a heading. */
const inOneLine = (text: string): string =>
  text
    .replace(/^[^]*?\bError: /, '')
    .replace(/^[^\n]*\n\n/, '')
    .replace(/\s+/g, ' ')
    .trim();

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly error: string;
}

function terraform(cwd: string, args: readonly string[]): Promise<Ended> {
  const program = terraformProgram();
  return new Promise((resolve, reject) => {
    const env = { ...process.env, TF_IN_AUTOMATION: '1', CHECKPOINT_DISABLE: '1' };
    const child = spawn(program, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
    endsWithUs(child);
    let out = '';
    let error = '';
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (error += chunk.toString()));
    child.on('error', (cause) =>
      reject(new WrongUsage(`${program} does not start (${cause.message})`, 'install Terraform, or say --no-lock')),
    );
    child.on('close', (code) => resolve({ code, out, error }));
  });
}
