/** `lakewright bootstrap`: makes what Terraform needs before it can run. */
import type { Command } from 'commander';
import { type CommonOptions, command } from '../command';
import { environmentOf } from '../environment';
import { aligned, note, print, printJson } from '../output';
import { readProject } from '../project';
import { Failure } from '../usage';

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
  const environment = environmentOf(readProject(folder), env, json);
  if (environment === undefined) return;
  const { bootstrap } = require('../bootstrap') as typeof import('../bootstrap');
  const result = await bootstrap({ environment, dryRun, ...(endpoint === undefined ? {} : { endpoint }) }).catch(
    (error: unknown) => {
      // https://docs.aws.amazon.com/sdk-for-javascript/v3/developer-guide/setting-credentials-node.html
      if (!(error instanceof Error) || error.name !== 'CredentialsProviderError') throw error;
      throw new Failure(
        `environment '${env}' is in account ${environment.accounts.data}, and there are no credentials for it: ` +
          `set AWS_PROFILE, or log in (aws sso login)`,
      );
    },
  );
  if (json) {
    printJson({ ok: true, ...result });
    return;
  }
  print(`${result.bucket} in ${result.region}\n`);
  print(aligned(result.steps.map(({ what, result: done }) => [what, done])));
  for (const each of result.notes) note(`\n${each}`);
}
