/** `lakewright permissions`: what each role may do in an environment, and why. */
import type { Command } from 'commander';
import type { DerivedRole, Statement } from '../../pipelines/targets';
import { type CommonOptions, command } from '../command';
import { deploymentProblems, environmentOf } from '../environment';
import { colours, print, printJson } from '../output';
import { readProject } from '../project';

interface Options extends CommonOptions {
  readonly env: string;
  readonly role?: string;
}

export function permissionsCommand(): Command {
  return command('permissions', 'show what each role may do, derived from the definitions, and why', [
    'permissions --env prod',
    "permissions --env dev --role '*gold*'",
    'permissions sales --env prod',
    'permissions --env prod --json',
  ])
    .argument('[pipeline]', 'what the tasks of this pipeline alone need; those of all unless named')
    .requiredOption('--env <name>', 'the environment')
    .option('--role <name>', 'these roles alone; * stands for anything')
    .action(permissions);
}

function permissions(pipeline: string | undefined, { json, project: folder, env, role }: Options): void {
  const project = readProject(folder);
  const environment = environmentOf(project, env, json);
  if (environment === undefined) return;
  const { compiledPlan } = require('../compiled') as typeof import('../compiled');
  const compiled = compiledPlan(project, json);
  if (compiled === undefined) return;
  const targets = require('../../pipelines/targets') as typeof import('../../pipelines/targets');
  const { awsFacts } = require('../../constructs/aws/facts') as typeof import('../../constructs/aws/facts');
  const { hintFor, inWords } = require('../../pipelines/plan') as typeof import('../../pipelines/plan');
  const { globExpression } = require('../glob') as typeof import('../glob');
  const { Failure, WrongUsage } = require('../usage') as typeof import('../usage');
  const problems = deploymentProblems(compiled.plan, environment);
  if (problems.length > 0) throw new Failure(problems.map(inWords).join('\n'));
  const names = Object.keys(compiled.plan.pipelines);
  if (pipeline !== undefined && !names.includes(pipeline))
    throw new WrongUsage(`there is no pipeline '${pipeline}'`, hintFor(pipeline, names));
  const plan = pipeline === undefined ? compiled.plan : targets.planOfPipeline(compiled.plan, pipeline);
  const all = targets.permissions(plan, environment, awsFacts, {
    dataKeyArn: '<arn of the data key>',
    notificationsKeyArn: '<arn of the notifications key>',
    applicationArn: (profile) => `<arn of the ${profile} application>`,
  });
  const roles = role === undefined ? all : all.filter(({ name }) => globExpression(role).test(name));
  if (roles.length === 0)
    throw new WrongUsage(
      `--role: no role is '${role ?? ''}'`,
      hintFor(
        role ?? '',
        all.map(({ name }) => name),
      ),
    );
  if (json) printJson({ ok: true, environment: env, ...(pipeline === undefined ? {} : { pipeline }), roles });
  else print(roles.map(roleText).join('\n\n'));
}

function roleText({ name, layer, unit, trusts, trust = [], statements }: DerivedRole): string {
  const whose = layer === undefined ? '' : `  of ${unit === undefined ? `the units of ${layer}` : `unit ${unit}`}`;
  return [
    `${colours.bold(name)}${colours.dim(`${whose}  taken by ${[...trusts, ...trust.map(principalsText)].join(', ')}`)}`,
    ...statements.flatMap((statement) => [
      `  ${statement.effect ?? 'Allow'} ${statement.actions.join(', ')}${colours.dim(`  asked by ${asking[statement.by]}`)}`,
      ...statement.resources.map((each) => `    on ${each}`),
      ...(statement.conditions === undefined ? [] : [`    when ${JSON.stringify(statement.conditions)}`]),
      ...statement.reasons.map((each) => colours.dim(`    because ${each}`)),
    ]),
  ].join('\n');
}

const asking = { runtime: 'the runtime', service: 'a service' } as const;

const principalsText = ({ principals = {} }: Statement): string =>
  typeof principals === 'string' ? principals : Object.values(principals).flat().join(', ');
