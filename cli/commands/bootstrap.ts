/** `lakewright bootstrap`: makes what Terraform needs before it can run. */
import type { Command } from 'commander';
import { type CommonOptions, command } from '../command';
import { environmentOf } from '../environment';
import { aligned, note, print, printJson } from '../output';
import { readProject } from '../project';
import type { LockResult } from '../lock/write_lock';
import { WrongUsage } from '../usage';

interface Options extends CommonOptions {
  readonly env: string;
  readonly dryRun: boolean;
  readonly endpoint?: string;
  readonly lock: boolean;
  readonly platforms?: readonly string[];
  readonly mirror?: string;
}

export function bootstrapCommand(): Command {
  const what =
    "make the bucket of an environment's Terraform state, and the project's lock file; again changes nothing";
  return command('bootstrap', what, [
    'bootstrap --env dev --dry-run',
    'bootstrap --env prod',
    'bootstrap --env prod --platforms linux_amd64 --mirror /opt/terraform/providers',
  ])
    .requiredOption('--env <name>', 'the environment')
    .option('--dry-run', 'say what would be done', false)
    .option('--endpoint <url>', "an emulator's address")
    .option('--platforms <list>', 'of the lock file: linux_amd64,darwin_arm64', platformsOf)
    .option('--mirror <place>', 'a folder or https:// address that providers are from, for the lock file')
    .option('--no-lock', 'write no lock file')
    .action(run);
}

async function run(options: Options): Promise<void> {
  const { json, env, dryRun, endpoint } = options;
  if (endpoint !== undefined) checkEndpoint(endpoint);
  if (options.mirror !== undefined) checkMirror(options.mirror);
  const project = readProject(options.project);
  const environment = environmentOf(project, env, json);
  if (environment === undefined) return;
  const { bootstrap } = require('../bootstrap') as typeof import('../bootstrap');
  const result = await bootstrap({ environment, dryRun, ...(endpoint === undefined ? {} : { endpoint }) });
  const lock = options.lock ? await lockOf(options, project.folder) : undefined;
  const steps = [...result.steps, ...(lock === undefined ? [] : [{ what: 'lock file', result: lock.result }])];
  const notes = [...(lock === undefined ? [] : [lock.note]), ...result.notes];
  // What was asked for by name and could not be done is a failure; else it is told, and deploy works without.
  const failed = lock?.result === 'not written' && (options.platforms ?? options.mirror) !== undefined;
  if (failed) process.exitCode = 1;
  if (json) {
    const more = lock?.made === undefined ? {} : { lock: lock.made };
    printJson({ ok: !failed, ...result, steps, notes, ...more, ...(failed ? { error: { message: lock.note } } : {}) });
    return;
  }
  print(`${result.bucket} in ${result.region}\n`);
  print(aligned(steps.map(({ what, result: done }) => [what, done])));
  for (const each of notes) note(`\n${each}`);
}

interface LockStep {
  readonly result: LockResult['result'] | 'not written';
  readonly note: string;
  readonly made?: LockResult;
}

async function lockOf({ env, platforms, mirror, dryRun, json }: Options, project: string): Promise<LockStep> {
  const { writeLock } = require('../lock/write_lock') as typeof import('../lock/write_lock');
  try {
    const made = await writeLock({
      environment: env,
      project,
      dryRun,
      tell: json ? () => {} : note,
      ...(platforms === undefined ? {} : { platforms }),
      ...(mirror === undefined ? {} : { mirror }),
    });
    const providers = made.providers.map(({ address, version }) => `${address} ${version}`).join(', ');
    const of = made.platforms.join(', ');
    return {
      result: made.result,
      made,
      note: `${made.file}: ${providers === '' ? of : `${providers} for ${of}`}; commit it`,
    };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return {
      result: 'not written',
      note:
        `The lock file was not written: ${why.replace(/\.$/, '')}. --platforms names the platforms that there are, ` +
        `--mirror where the providers are kept, --no-lock leaves it out; deploy works without it.`,
    };
  }
}

/** As Terraform names them: https://developer.hashicorp.com/terraform/cli/commands/providers/lock#platform-os_arch */
function platformsOf(list: string): readonly string[] {
  const all = list.split(',').map((each) => each.trim());
  const wrong = all.find((each) => !/^[a-z0-9]+_[a-z0-9]+$/.test(each));
  if (wrong === undefined) return [...new Set(all)].sort();
  throw new WrongUsage(
    `--platforms: found '${wrong}'; expected an operating system and an architecture`,
    'as in --platforms linux_amd64,darwin_arm64',
  );
}

/** https://developer.hashicorp.com/terraform/internals/provider-network-mirror-protocol takes nothing but https. */
function checkMirror(mirror: string): void {
  if (mirror.startsWith('https://') || (mirror.trim() !== '' && !mirror.includes('://'))) return;
  throw new WrongUsage(`--mirror: found '${mirror}'; expected a folder or an https:// address`);
}

function checkEndpoint(endpoint: string): void {
  const protocol = URL.canParse(endpoint) ? new URL(endpoint).protocol : '';
  if (protocol === 'http:' || protocol === 'https:') return;
  throw new WrongUsage(`--endpoint: found '${endpoint}'; expected a URL`, 'as in --endpoint http://localhost:4566');
}
