/** The workflows that users copy: what they may do, whom they trust, and that each command in them is there. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import * as z from 'zod';
import { azureFolder, expanded } from './azure';
import { callsIn, parsed } from './command_lines';

const folder = join(__dirname, '..', '..', '..', 'examples', 'delivery', 'github');
const textOf = (name: string): string => readFileSync(join(folder, name), 'utf8');

const stepSchema = z.object({
  uses: z.string().optional(),
  run: z.string().optional(),
  with: z.record(z.string(), z.unknown()).default({}),
});
const workflowSchema = z.object({
  permissions: z.record(z.string(), z.string()),
  concurrency: z.object({ group: z.string() }).optional(),
  jobs: z.record(
    z.string(),
    z.object({
      'runs-on': z.string().optional(),
      'timeout-minutes': z.number().optional(),
      uses: z.string().optional(),
      environment: z.string().optional(),
      permissions: z.record(z.string(), z.string()),
      concurrency: z.object({ group: z.string(), 'cancel-in-progress': z.boolean() }).optional(),
      steps: z.array(stepSchema).default([]),
    }),
  ),
});
const names = readdirSync(folder);
const workflow = (name: string) => workflowSchema.parse(parse(textOf(name)));
const jobs = names.flatMap((name) =>
  Object.entries(workflow(name).jobs).map(([job, body]) => [name, job, body] as const),
);

const azureNames = readdirSync(azureFolder).filter((name) => name.endsWith('.yml'));
/** Every script and task, wherever it is nested. */
function stepsIn(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  if (Array.isArray(value)) return value.flatMap(stepsIn);
  if (typeof value !== 'object' || value === null) return [];
  const own = 'script' in value || 'task' in value || 'checkout' in value ? [{ ...value }] : [];
  return [...own, ...Object.values(value).flatMap(stepsIn)];
}
const azureScript = (step: Readonly<Record<string, unknown>>): string =>
  z
    .object({ script: z.string().optional(), inputs: z.object({ inlineScript: z.string().optional() }).optional() })
    .transform(({ script, inputs }) => script ?? inputs?.inlineScript ?? '')
    .parse(step);

const scripts = [
  ...jobs.flatMap(([name, job, { steps }]) => steps.map(({ run = '' }) => [`${name} ${job}`, run] as const)),
  ...azureNames.flatMap((name) => stepsIn(expanded(name)).map((step) => [name, azureScript(step)] as const)),
].filter(([, script]) => script !== '');

test('there are both, with plan, deploy, drift and security', () => {
  expect(names).toEqual(['deploy-environment.yml', 'deploy.yml', 'drift.yml', 'plan.yml', 'security.yml']);
  expect(azureNames).toEqual([
    'azure-pipelines-drift.yml',
    'azure-pipelines-plan.yml',
    'azure-pipelines-security.yml',
    'azure-pipelines.yml',
  ]);
});

test.each(scripts)('%s: its script is bash', (_, script) => {
  expect(spawnSync('bash', ['-n'], { input: script, encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' });
});

const calls = scripts.flatMap(([name, script]) => callsIn(script).map((words) => [name, words] as const));

test.each(calls)('%s: lakewright %j is a command with these options', async (_, words) => {
  const [name, options] = await parsed(words);
  expect(name).toBe(words[0]);
  expect(options).toMatchObject({ env: 'dev' });
});

const planning = scripts.filter(([, script]) => /npx lakewright (deploy|drift)/.test(script));

test.each(planning)('%s: stacks of the variable are left out, and none where it is not set', (_, script) => {
  const cwd = mkdtempSync(join(tmpdir(), 'lakewright-workflow-'));
  const called = (stacks: string): string => {
    const env = { ...process.env, APPROVE: ' ', ENVIRONMENT: 'prod', EXCEPT_STACKS: stacks };
    const said = spawnSync('bash', ['-e', '-c', `npx() { echo "$@" >&2; }\n${script}`], { cwd, env, encoding: 'utf8' });
    expect(said.status).toBe(0);
    return said.stderr.trim();
  };
  expect(called('')).toMatch(/^lakewright (deploy|drift) --env prod( --plan-only| --auto-approve)?$/);
  expect(called('audit-account own')).toContain(' --env prod --except audit-account --except own');
  rmSync(cwd, { recursive: true });
});

test('the variable is one of the environment', () => {
  expect(planning).toHaveLength(11);
  expect(textOf('deploy-environment.yml')).toContain('EXCEPT_STACKS: ${{ vars.EXCEPT_STACKS }}');
  for (const name of ['plan.yml', 'drift.yml']) {
    expect(textOf(name)).toContain('EXCEPT_STACKS: ${{ vars[matrix.except] }}');
    expect(textOf(name)).toMatch(/name: prod, .*except: EXCEPT_STACKS_PROD \}/);
  }
  for (const name of azureNames) {
    const text = JSON.stringify(expanded(name));
    for (const [, variable = ''] of text.matchAll(/"EXCEPT_STACKS":"\$\((\w+)\)"/g))
      expect(text).toContain(JSON.stringify({ name: variable, value: '' }));
  }
});

test('a command or an option that is not there would be told', async () => {
  expect(calls.length).toBeGreaterThanOrEqual(8);
  await expect(parsed(['deploy', '--env', 'dev', '--auto-aprove'])).rejects.toThrow('unknown option');
  await expect(parsed(['deploi', '--env', 'dev'])).rejects.toThrow('unknown command');
});

describe('GitHub', () => {
  test.each(jobs)('%s %s has only the rights that it needs', (name, _, { permissions, steps }) => {
    expect(workflow(name).permissions).toEqual({});
    const writes = Object.keys(permissions).filter((key) => permissions[key] === 'write');
    const uses = (what: string): boolean => steps.some((step) => step.uses?.startsWith(what) === true);
    expect(writes.includes('id-token')).toBe(uses('aws-actions/') || name === 'deploy.yml');
    expect(writes.includes('security-events')).toBe(uses('github/codeql-action'));
    expect(writes.includes('pull-requests')).toBe(name === 'plan.yml');
    expect(permissions['contents']).toBe('read');
    expect(writes.filter((each) => !['id-token', 'security-events', 'pull-requests'].includes(each))).toEqual([]);
  });

  test.each(names)('%s pins what it runs by commit, and says which version that is', (name) => {
    const lines = textOf(name)
      .split('\n')
      .filter((line) => /\buses:/.test(line));
    for (const line of lines)
      expect(line).toMatch(/uses: (\.\/\.github\/workflows\/[\w-]+\.yml|[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+)$/);
  });

  test.each(jobs)(
    '%s %s has no text of others in its scripts, and ends some time',
    (_, __, { steps, uses, ...job }) => {
      for (const { run = '' } of steps) expect(run).not.toContain('${{');
      if (uses === undefined) expect(job['timeout-minutes']).toBeGreaterThan(0);
    },
  );

  test('pull requests plan with the role that reads, environments apply with the one that writes', () => {
    expect(textOf('plan.yml')).not.toMatch(/APPLY|auto-approve/);
    expect(textOf('plan.yml')).toContain('--plan-only');
    expect(textOf('drift.yml')).not.toMatch(/APPLY|auto-approve/);
    const deploy = workflow('deploy-environment.yml').jobs['deploy'];
    expect(deploy?.environment).toBe('${{ inputs.environment }}');
    expect(textOf('deploy-environment.yml')).toContain('role-to-assume: ${{ vars.AWS_APPLY_ROLE }}');
    for (const name of ['plan.yml', 'deploy-environment.yml', 'drift.yml'])
      for (const job of Object.values(workflow(name).jobs)) {
        expect(job['runs-on']).toBe(
          "${{ vars.CODEBUILD_RUNNER && format('codebuild-{0}-{1}-{2}', vars.CODEBUILD_RUNNER, github.run_id, github.run_attempt) " +
            "|| vars.RUNS_ON || 'ubuntu-24.04' }}",
        );
      }
  });

  test('nothing cuts off a deployment, and nothing looks on in the middle of one', () => {
    const [deploy] = Object.values(workflow('deploy-environment.yml').jobs);
    expect(deploy?.concurrency).toEqual({ group: 'deploy-${{ inputs.environment }}', 'cancel-in-progress': false });
    const [drift] = Object.values(workflow('drift.yml').jobs);
    expect(drift?.concurrency).toEqual({ group: 'deploy-${{ matrix.name }}', 'cancel-in-progress': false });
    expect(workflow('plan.yml').concurrency?.group).toContain('plan-');
  });
});

describe('Azure', () => {
  const poolSchema = z.object({ vmImage: z.string() });
  const jobSchema = z.union([
    z.strictObject({
      ...{ job: z.string().regex(/^\w+$/), displayName: z.string(), condition: z.string().optional() },
      ...{ timeoutInMinutes: z.number(), pool: poolSchema.optional(), steps: z.array(z.unknown()).min(1) },
    }),
    z.strictObject({
      ...{ deployment: z.string().regex(/^\w+$/), displayName: z.string(), environment: z.string() },
      ...{ timeoutInMinutes: z.number(), pool: poolSchema },
      strategy: z.strictObject({
        runOnce: z.strictObject({ deploy: z.strictObject({ steps: z.array(z.unknown()).min(1) }) }),
      }),
    }),
  ]);
  const branches = z.strictObject({ include: z.array(z.string()) });
  const pipelineSchema = z.strictObject({
    trigger: z.union([z.literal('none'), z.strictObject({ branches })]),
    pr: z.union([z.literal('none'), z.strictObject({ branches })]),
    schedules: z
      .array(
        z.strictObject({
          cron: z.string().regex(/^(\S+ ){4}\S+$/),
          displayName: z.string(),
          branches,
          always: z.boolean(),
        }),
      )
      .optional(),
    lockBehavior: z.literal('sequential').optional(),
    variables: z.array(z.strictObject({ name: z.string(), value: z.string() })).optional(),
    pool: poolSchema.optional(),
    jobs: z.array(jobSchema).optional(),
    stages: z.array(z.strictObject({ stage: z.string(), jobs: z.array(jobSchema) })).optional(),
  });

  test.each(azureNames)('%s is a pipeline of jobs, all of which have steps, a time and a place', (name) => {
    const pipeline = pipelineSchema.parse(expanded(name));
    const all = [...(pipeline.jobs ?? []), ...(pipeline.stages ?? []).flatMap((stage) => stage.jobs)];
    expect(all.length).toBeGreaterThan(0);
    for (const job of all) expect(job.pool ?? pipeline.pool).toBeDefined();
    for (const step of stepsIn(all)) if ('task' in step) expect(step['task']).toMatch(/^\w+@\d+$/);
  });

  test('the one who plans may not apply', () => {
    for (const name of azureNames) {
      const connections = [...JSON.stringify(expanded(name)).matchAll(/"awsCredentials":"aws-(\w+)-/g)].map(
        ([, role]) => role,
      );
      const expected = { 'azure-pipelines.yml': 'apply', 'azure-pipelines-security.yml': undefined }[name];
      expect(new Set(connections)).toEqual(new Set(name.endsWith('security.yml') ? [] : [expected ?? 'plan']));
    }
  });

  test('what a person types reaches scripts as a variable, never as text', () => {
    for (const name of [...azureNames, 'templates/tools.yml'])
      for (const script of stepsIn(parse(readFileSync(join(azureFolder, name), 'utf8'))).map(azureScript))
        expect(script).not.toContain('${{');
  });
});
