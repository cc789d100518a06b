/** `lakewright deploy`: the stacks of an environment, planned, judged, agreed to and applied. */
import type { Command } from 'commander';
import type { Asked, StackResult } from '../deploy/deployment';
import { type CommonOptions, command, exceptOption } from '../command';
import { aligned, note, print, printJson } from '../output';
import { Failure, WrongUsage } from '../usage';

interface Options extends CommonOptions {
  readonly env: string;
  readonly app?: string;
  readonly except: readonly string[];
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
    'deploy --env prod --except audit-account',
    'deploy --env prod storage --auto-approve --approve aws_dynamodb_table.ledger',
  ])
    .argument('[stacks...]', 'stacks, such as storage; all unless named')
    .requiredOption('--env <name>', 'the environment')
    .addOption(exceptOption())
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
    .option('--list-steps', 'what terraform cannot do: what deploy does itself, and what is left to people', false)
    .action(deploy);
}

async function deploy(stacks: readonly string[], options: Options): Promise<void> {
  const { json } = options;
  const { deploySteps, peopleSteps } = require('../deploy/steps') as typeof import('../deploy/steps');
  const { planText, refusalText, resultsJson, stepsJson, stepsList, stepsText } =
    require('../deploy/summary') as typeof import('../deploy/summary');
  if (options.listSteps) {
    const all = [...deploySteps, ...peopleSteps];
    if (json)
      printJson({
        ok: true,
        steps: all.map(({ name, by, what, because, source }) => ({ name, by, what, because, source })),
      });
    else print(stepsList(all));
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
  const { lookAll, makeAll } = require('../deploy/own_steps') as typeof import('../deploy/own_steps');
  const { stage } = require('../deploy/stage') as typeof import('../deploy/stage');
  const { agrees } = require('../deploy/question') as typeof import('../deploy/question');
  await inSession({ ...options, stacks }, async ({ environment, stacks: chosen, terraform, interrupt }) => {
    const { tier } = environment;
    const show = (shown: readonly StackResult[]): void => {
      if (json) return;
      const demands = shown.flatMap(({ stack, changes }) => demandsOf({ stack: stack.name, changes }, tier));
      print([planText(shown, demands), ...(shown === results && own.length > 0 ? [stepsText(own)] : [])].join('\n\n'));
    };
    const progress: Asked['stage'] = (title, work) => stage(title, json, (line) => interrupt.during(line, work));
    const asked: Asked = {
      tier,
      approved: options.approve,
      stage: progress,
      consent: async (shown) => {
        show(shown);
        return options.autoApprove || (await agrees(interrupt));
      },
    };
    const results = await planAll(terraform, chosen, progress);
    const own = await interrupt.unlessStopped(lookAll(deploySteps, environment, chosen));
    const verdict = verdictOf(results, asked);
    const end = (error?: string, judged = verdict): void => {
      const plans = results.flatMap(({ plan }) => (plan === undefined ? [] : [plan.json]));
      const left = peopleSteps.flatMap(({ name, left: leftOf }) => {
        const what = leftOf(environment, plans);
        return what === undefined ? [] : [{ name, state: 'left', what }];
      });
      if (json) {
        const failed = error === undefined ? {} : { error: { message: error } };
        const { changed, ...more } = resultsJson(results, judged);
        printJson({
          ok: error === undefined,
          environment: environment.name,
          changed: changed || own.some(({ state }) => state === 'planned' || state === 'done'),
          ...more,
          steps: [...stepsJson(own), ...left],
          ...failed,
        });
        if (error !== undefined) process.exitCode = 1;
        return;
      }
      if (!planOnly) {
        const stepRows = own.map(({ step, wanted, state }) => [`${step.name} ${wanted.on}`, state]);
        print(`\n${aligned([...results.map(({ stack, state }) => [stack.name, state]), ...stepRows])}`);
      }
      if (error !== undefined) throw new Failure(error);
      const blocked = own.flatMap(({ found }) => ('blocked' in found ? [found.blocked] : []));
      for (const what of [...blocked, ...left.map((each) => each.what)]) note(`\nLeft to you: ${what}`);
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
    if (!results.some(({ applyable }) => applyable) && !own.some(({ state }) => state === 'planned')) {
      show(results);
      end();
      return;
    }
    if (!(await asked.consent(results))) throw new Failure('nothing was applied');
    let early: Awaited<ReturnType<typeof applyAll>>;
    try {
      early = await applyAll(terraform, results, asked);
      if (early === undefined) await makeAll(own, environment, progress, interrupt);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      end(error.message);
      return;
    }
    if (early === undefined) end();
    else if (early === 'declined') end('the rest was not applied');
    else end(refusalText(early, results.filter(({ state }) => state === 'applied').length), early);
  });
}
