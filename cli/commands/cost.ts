/** `lakewright cost`: what a month of an environment costs, and what a change of it costs. */
import { join } from 'node:path';
import type { Command } from 'commander';
import type { CostLine, Estimate } from '../../constructs/aws/cost';
import { type CommonOptions, command } from '../command';
import { printDiagnostics, shownDiagnostic } from '../diagnostics';
import { environmentOf } from '../environment';
import { print, printJson } from '../output';
import { readProject } from '../project';
import { inTemporaryFolder } from '../temporary';

interface Options extends CommonOptions {
  readonly env: string;
  readonly against?: string;
  readonly assume: readonly string[];
  readonly all: boolean;
}

export function costCommand(): Command {
  return command('cost', 'estimate what a month of an environment costs, from list prices', [
    'cost --env prod',
    'cost --env prod --assume tablesGb=20000 --assume jobMinutes=45',
    'cost --env prod --against main',
    'cost --env dev --json',
  ])
    .requiredOption('--env <name>', 'the environment')
    .option('--against <ref>', 'show what changes since that commit, resource by resource')
    .option('--assume <name=number>', 'in place of what the file says below cost; can be repeated', repeated, [])
    .option('--all', 'show every line, not only the sums', false)
    .action(cost);
}

const repeated = (value: string, before: readonly string[]): readonly string[] => [...before, value];

async function cost({ json, project: from, env, against, assume, all }: Options): Promise<void> {
  const project = readProject(from);
  const environment = environmentOf(project, env, json);
  if (environment === undefined) return;
  const { assumptionsOf } = require('../cost/assumptions') as typeof import('../cost/assumptions');
  const assumptions = assumptionsOf(environment.cost, assume);
  await inTemporaryFolder('cost', async (folder) => {
    const { refStacks } = require('../cost/ref_stacks') as typeof import('../cost/ref_stacks');
    const before = join(folder, 'before');
    if (against !== undefined) await refStacks(project, against, env, before);
    const after = join(folder, 'after');
    const { synth } = require('../../main') as typeof import('../../main');
    const diagnostics = synth({ environment: env, project: project.folder, outdir: after });
    if (diagnostics.some((each) => each.severity === 'error')) {
      if (json) printJson({ ok: false, diagnostics: diagnostics.map(shownDiagnostic) });
      else printDiagnostics(diagnostics);
      process.exitCode = 1;
      return;
    }
    const { Platform } = require('../../constructs/core/policy') as typeof import('../../constructs/core/policy');
    const { compare, estimate } = require('../../constructs/aws/cost') as typeof import('../../constructs/aws/cost');
    const { changesText, estimateText } = require('../cost/text') as typeof import('../cost/text');
    const now = estimate(Platform.read(after), assumptions);
    const title = `${env} in ${environment.region}`;
    if (against === undefined) {
      if (json) printJson({ ok: true, environment: env, ...shown(now) });
      else print(estimateText(title, now, all));
      return;
    }
    // What is assumed is the same on both sides: the change is that of the stacks alone.
    const was = estimate(Platform.read(before), assumptions);
    const changes = compare(was, now);
    if (json) printJson({ ok: true, environment: env, against, changes, before: shown(was), after: shown(now) });
    else print(changesText(`${title}, against ${against}`, was, now, changes));
  });
}

function shown({ currency, fixed, usage, lines, unpriced, assumed }: Estimate) {
  const { grouped } = require('../cost/text') as typeof import('../cost/text');
  const by = (group: (line: CostLine) => string) => grouped(lines, group);
  return {
    currency,
    month: fixed + usage,
    fixed,
    usage,
    stacks: by(({ stack }) => stack),
    types: by(({ type }) => type),
    assumed: Object.fromEntries(assumed.map(({ name, value }) => [name, value])),
    notPriced: unpriced,
    lines,
  };
}
