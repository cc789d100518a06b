/** `lakewright drift`: what of an environment is otherwise than it was deployed, and whose change it is. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import * as z from 'zod';
import type { AppStack } from '../deploy/app';
import type { Ignored } from '../drift/judge';
import { type CommonOptions, command, exceptOption, fileErrorText } from '../command';
import { checkFilePlace } from '../folder';
import { colours, note, print, printJson } from '../output';

interface Options extends CommonOptions {
  readonly env: string;
  readonly app?: string;
  readonly except: readonly string[];
  readonly sarif?: string;
}

export function driftCommand(): Command {
  return command('drift', 'tell what was changed past the code: ours, theirs, unknown; only unknown fails', [
    'drift --env prod',
    'drift --env prod storage --json',
    'drift --env prod --sarif drift.sarif',
  ])
    .argument('[stacks...]', 'stacks, such as storage; all unless named')
    .requiredOption('--env <name>', 'the environment')
    .addOption(exceptOption())
    .option('--app <folder>', 'a folder that cdktf synth wrote; synthesized here unless given')
    .option('--sarif <file>', 'also write what is unknown as SARIF 2.1.0, for a code host')
    .action(drift);
}

async function drift(stacks: readonly string[], options: Options): Promise<void> {
  const { json, sarif: file } = options;
  if (file !== undefined) checkFilePlace(file, '--sarif');
  const { inSession } = require('../deploy/session') as typeof import('../deploy/session');
  const { planAll } = require('../deploy/deployment') as typeof import('../deploy/deployment');
  const { stage } = require('../deploy/stage') as typeof import('../deploy/stage');
  const { judgeDrift } = require('../drift/judge') as typeof import('../drift/judge');
  const { countsOf, driftFindings, driftText, nextStep } =
    require('../drift/report') as typeof import('../drift/report');
  const { lookAll } = require('../deploy/own_steps') as typeof import('../deploy/own_steps');
  const { deploySteps } = require('../deploy/steps') as typeof import('../deploy/steps');
  const { stepDrift, unclearOf } = require('../drift/own_steps') as typeof import('../drift/own_steps');
  await inSession({ ...options, stacks }, async ({ environment, stacks: chosen, terraform, interrupt }) => {
    const { project, name } = environment;
    const results = await planAll(terraform, chosen, (title, work) =>
      stage(title, json, (line) => interrupt.during(line, work)),
    );
    const own = await interrupt.unlessStopped(lookAll(deploySteps, environment, chosen));
    const all = results.map(({ stack, plan, waitsFor }) => ({
      stack: stack.name.replace(new RegExp(`^${project}-${name}-`), ''),
      drift: [...(plan === undefined ? [] : judgeDrift(plan.json, ignoredIn(stack))), ...stepDrift(own, stack.name)],
      ...(waitsFor === undefined ? {} : { waitsFor }),
    }));
    const counts = countsOf(all);
    const unclear = unclearOf(own);
    if (json) {
      const told = all.map(({ stack, drift: found, ...more }) => ({
        ...{ name: stack, ...more },
        drift: found.map((each) => ({ ...each, next: nextStep(each, stack, name) })),
      }));
      printJson({ ok: counts.unknown === 0, environment: name, counts, stacks: told, unclear });
    } else print(driftText(all, name));
    if (!json) for (const { because } of unclear) note(`\nNot compared: ${because}`);
    if (counts.unknown > 0) process.exitCode = 1;
    if (file === undefined) return;
    const { sarif } = require('../policy/sarif') as typeof import('../policy/sarif');
    try {
      writeFileSync(file, `${JSON.stringify(sarif(driftFindings(all), ['lakewright']), undefined, 2)}\n`);
    } catch (error) {
      note(`${colours.red(colours.bold('error'))} --sarif: ${fileErrorText(error, file)}`);
      process.exitCode = 1;
    }
  });
}

const stackSchema = z.object({
  resource: z
    .record(
      z.string(),
      z.record(
        z.string(),
        z.object({
          lifecycle: z
            .object({ ignore_changes: z.union([z.literal('all'), z.array(z.string())]).default([]) })
            .default({ ignore_changes: [] }),
        }),
      ),
    )
    .default({}),
});

/** What the code of a stack leaves to others. */
function ignoredIn({ folder }: AppStack): Ignored {
  const { resource } = stackSchema.parse(JSON.parse(readFileSync(join(folder, 'cdk.tf.json'), 'utf8')));
  return (type, name) => resource[type]?.[name]?.lifecycle.ignore_changes ?? [];
}
