/** `lakewright bootstrap`: makes what Terraform needs before it can run. */
import type { Command } from 'commander';
import { type CommonOptions, command } from '../command';
import { environmentOf } from '../environment';
import { aligned, note, print, printJson } from '../output';
import { readProject } from '../project';
import { WrongUsage } from '../usage';

interface Options extends CommonOptions {
  readonly env: string;
  readonly dryRun: boolean;
  readonly endpoint?: string;
}

export function bootstrapCommand(): Command {
  return command('bootstrap', "make the bucket of an environment's Terraform state; again changes nothing", [
    'bootstrap --env dev --dry-run',
    'bootstrap --env prod',
  ])
    .requiredOption('--env <name>', 'the environment')
    .option('--dry-run', 'say what would be done', false)
    .option('--endpoint <url>', "an emulator's address")
    .action(run);
}

async function run({ json, project: folder, env, dryRun, endpoint }: Options): Promise<void> {
  if (endpoint !== undefined) checkEndpoint(endpoint);
  const environment = environmentOf(readProject(folder), env, json);
  if (environment === undefined) return;
  const { bootstrap } = require('../bootstrap') as typeof import('../bootstrap');
  const result = await bootstrap({ environment, dryRun, ...(endpoint === undefined ? {} : { endpoint }) });
  if (json) {
    printJson({ ok: true, ...result });
    return;
  }
  print(`${result.bucket} in ${result.region}\n`);
  print(aligned(result.steps.map(({ what, result: done }) => [what, done])));
  for (const each of result.notes) note(`\n${each}`);
}

function checkEndpoint(endpoint: string): void {
  const protocol = URL.canParse(endpoint) ? new URL(endpoint).protocol : '';
  if (protocol === 'http:' || protocol === 'https:') return;
  throw new WrongUsage(`--endpoint: found '${endpoint}'; expected a URL`, 'as in --endpoint http://localhost:4566');
}
