/** `lakewright deploy`: the stacks of an environment, planned, judged, agreed to and applied. */
import type { Command } from 'commander';
import type { Asked, StackResult } from '../deploy/deployment';
import { type CommonOptions, command } from '../command';
import { aligned, note, print, printJson } from '../output';
import { Failure, WrongUsage } from '../usage';

interface Options extends CommonOptions {
  readonly env: string;
  readonly app?: string;
  readonly approve: readonly string[];
  readonly autoApprove: boolean;
  readonly planOnly: boolean;
  readonly dryRun: boolean;
  readonly listSteps: boolean;
}

export function deployCommand(): Command {
  return command('deploy', 'plan the stacks of an environment, and apply what is agreed to', [
    'deploy --env dev',
    'deploy --env prod --plan-only --json',
    'deploy --env prod storage --auto-approve --approve aws_dynamodb_table.ledger',
  ])
    .argument('[stacks...]', 'stacks, such as storage; all unless named')
    .requiredOption('--env <name>', 'the environment')
    .option('--app <folder>', 'a folder that cdktf synth wrote; synthesized here unless given')
    .option(
      '--approve <address>',
      'let this resource be deleted, replaced or kept for fewer days although it holds data; again for each',
      (address: string, all: readonly string[]) => [...all, address],
      [],
    )
    .option('--auto-approve', 'apply without asking; what holds data is refused all the same', false)
    .option('--plan-only', 'say what would be done, and end', false)
    .option('--dry-run', 'the same as --plan-only', false)
    .option('--list-steps', 'what is left to people, because terraform cannot do it', false)
    .action(deploy);
}

async function deploy(stacks: readonly string[], options: Options): Promise<void> {
  const { json } = options;
  const { deploySteps } = require('../deploy/steps') as typeof import('../deploy/steps');
  if (options.listSteps) {
    if (json) printJson({ ok: true, steps: deploySteps.map(({ left: _, ...step }) => step) });
    else
      print(aligned(deploySteps.map(({ name, what, because, source }) => [name, `${what}: ${because} (${source})`])));
    return;
  }
  const planOnly = options.planOnly || options.dryRun;
  if (!planOnly && !options.autoApprove && (json || !process.stdin.isTTY)) {
    throw new WrongUsage(
      json ? '--json is for a program, which cannot be asked' : 'there is no terminal to ask on',
      '--auto-approve applies without asking, --plan-only says what would be done',
    );
  }
  const { inSession } = require('../deploy/session') as typeof import('../deploy/session');
  const { applyAll, planAll, verdictOf } = require('../deploy/deployment') as typeof import('../deploy/deployment');
  const { demandsOf } = require('../deploy/approvals') as typeof import('../deploy/approvals');
  const { planText, refusalText, resultsJson } = require('../deploy/summary') as typeof import('../deploy/summary');
  const { stage } = require('../deploy/stage') as typeof import('../deploy/stage');
  const { agrees } = require('../deploy/question') as typeof import('../deploy/question');
  await inSession({ ...options, stacks }, async ({ environment, stacks: chosen, terraform, interrupt }) => {
    const { tier } = environment;
    const show = (results: readonly StackResult[]): void => {
      if (json) return;
      const demands = results.flatMap(({ stack, changes }) => demandsOf({ stack: stack.name, changes }, tier));
      print(planText(results, demands));
    };
    const asked: Asked = {
      tier,
      approved: options.approve,
      stage: (title, work) => stage(title, json, (line) => interrupt.during(line, work)),
      consent: async (results) => {
        show(results);
        return options.autoApprove || (await agrees(interrupt));
      },
    };
    const results = await planAll(terraform, chosen, asked.stage);
    const verdict = verdictOf(results, asked);
    const end = (error?: string, judged = verdict): void => {
      const left = deploySteps.flatMap(({ name, left: leftOf }) => {
        const what = leftOf(
          environment,
          results.flatMap(({ plan }) => (plan === undefined ? [] : [plan.json])),
        );
        return what === undefined ? [] : [{ name, what }];
      });
      if (json) {
        const failed = error === undefined ? {} : { error: { message: error } };
        printJson({
          ok: error === undefined,
          environment: environment.name,
          ...resultsJson(results, judged),
          steps: left,
          ...failed,
        });
        if (error !== undefined) process.exitCode = 1;
        return;
      }
      if (!planOnly) print(`\n${aligned(results.map(({ stack, state }) => [stack.name, state]))}`);
      if (error !== undefined) throw new Failure(error);
      for (const { what } of left) note(`\nLeft to you: ${what}`);
    };
    if (planOnly || verdict.missing.length + verdict.idle.length > 0) {
      show(results);
      if (!planOnly || verdict.idle.length > 0) {
        end(refusalText(verdict, 0));
        return;
      }
      if (verdict.missing.length > 0 && !json) note(`\n${refusalText(verdict, 0)}`);
      end();
      return;
    }
    if (!results.some(({ applyable }) => applyable)) {
      show(results);
      end();
      return;
    }
    if (!(await asked.consent(results))) throw new Failure('nothing was applied');
    try {
      const early = await applyAll(terraform, results, asked);
      const applied = results.filter(({ state }) => state === 'applied').length;
      if (early === 'declined') end('the rest was not applied');
      else if (early !== undefined) end(refusalText(early, applied), early);
      else end();
    } catch (error) {
      if (!(error instanceof Failure) || (!interrupt.stopped && !results.some(({ state }) => state === 'failed')))
        throw error;
      end(error.message);
    }
  });
}
