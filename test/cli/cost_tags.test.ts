/** How cost tags are activated: in words, and as a line for a shell. */
import { spawnSync } from 'node:child_process';
import { costTagKeys, howToActivateCostTags } from '../../cli/cost_tags';
import { peopleSteps } from '../../cli/deploy/steps';
import { environmentOf } from '../stacks/synthesized';

const command = 'aws ce update-cost-allocation-tags-status --cost-allocation-tags-status';

test('it names the paying account, the tags of the kit, those of job runs and those of the environment, and the command', () => {
  expect(howToActivateCostTags({ tags: { 'cost-center': 'data-platform' } })).toBe(
    `In the paying account, activate the cost tags project, environment, domain, pipeline, unit, cost-center when AWS has seen them, a day after the first deployment
(Billing, Cost allocation tags). It counts spend by tag from then on. Run this, and again while it prints Errors: they name tags
that AWS has not seen yet, as domain, pipeline and unit until jobs have run.
  ${command} TagKey=project,Status=Active TagKey=environment,Status=Active TagKey=domain,Status=Active TagKey=pipeline,Status=Active TagKey=unit,Status=Active TagKey=cost-center,Status=Active`,
  );
});

test('a key with a space or a quote is one word for a shell', () => {
  const line =
    howToActivateCostTags({ tags: { "team's name": 'lake' } })
      .split('\n')
      .at(-1) ?? '';
  const words = spawnSync('sh', ['-c', `printf '%s\\n' ${line.trim().slice('aws '.length)}`], { encoding: 'utf8' });
  expect(words.stdout.trimEnd().split('\n').at(-1)).toBe("TagKey=team's name,Status=Active");
});

test('a request takes 20 keys', () => {
  const tags = Object.fromEntries(Array.from({ length: 19 }, (_, i) => [`tag${i}`, 'x']));
  const lines = howToActivateCostTags({ tags })
    .split('\n')
    .filter((line) => line.includes(command));
  expect(lines.map((line) => line.split('TagKey=').length - 1)).toEqual([20, 4]);
});

test('deploy leaves the same tags to people', () => {
  const environment = { ...environmentOf('dev'), tags: { 'cost-center': 'data-platform' } };
  const step = peopleSteps.find(({ name }) => name === 'cost-tags');
  expect(step?.left(environment, [])).toContain('project, environment, domain, pipeline, unit, cost-center (Billing');
});

test('a tag of the environment that is one of them is named once', () => {
  expect(costTagKeys({ tags: { unit: 'x' } })).toEqual(['project', 'environment', 'domain', 'pipeline', 'unit']);
});
