import { accountQuotaProblems, accountQuotas, environmentProblems } from '../../../constructs/aws/facts';
import { environmentOf } from '../../stacks/synthesized';

const dev = environmentOf('dev');
const told = (environment: typeof dev) =>
  environmentProblems(environment).map(({ message, hint }) => `${message} | ${hint ?? ''}`);

test('as many as the quota is enough, one more is told with the quota, its source and what to do', () => {
  expect(accountQuotaProblems(new Map([['aws_iam_role', 1000]]), {})).toEqual([]);
  const [problem, ...others] = accountQuotaProblems(new Map([['aws_iam_role', 1001]]), {});
  expect(others).toEqual([]);
  expect(problem).toMatchObject({ name: 'roles' });
  expect(problem?.message).toMatch(
    /^found 1001 IAM roles; expected at most 1000 \(https:.*\); .*quotas: \{ roles: 1001 \}$/,
  );
});

test('types that are counted as one thing are added', () => {
  const found = new Map([
    ['aws_cloudwatch_metric_alarm', 4999],
    ['aws_cloudwatch_composite_alarm', 2],
  ]);
  expect(accountQuotaProblems(found, {}).map(({ name }) => name)).toEqual(['alarms']);
});

test('a quota that AWS has raised counts', () => {
  expect(accountQuotaProblems(new Map([['aws_iam_role', 1001]]), { roles: 2000 })).toEqual([]);
  expect(accountQuotaProblems(new Map([['aws_iam_role', 2001]]), { roles: 2000 })[0]?.message).toMatch(/at most 2000/);
});

test('the vCPUs of a profile are held against the account’s', () => {
  const { large, ...others } = dev.compute;
  if (large?.service !== 'emr-serverless') throw new Error('dev has a large profile');
  const compute = { ...others, large: { ...large, maximum: { ...large.maximum, vcpu: 17 } } };
  expect(told({ ...dev, compute })).toEqual([
    expect.stringMatching(/environments\/dev\.yaml: compute\.large\.maximum\.vcpu: found 17 vCPUs.*at most 16/),
  ]);
  expect(told({ ...dev, compute, quotas: { emrServerlessVcpus: 17 } })).toEqual([]);
});

test('a quota that is not known here is told with the nearest', () => {
  expect(told({ ...dev, quotas: { role: 2000 } })).toEqual([
    expect.stringMatching(/environments\/dev\.yaml: quotas\.role: .*roles/),
  ]);
});

test('what every object has is no quota', () => {
  expect(told({ ...dev, quotas: { constructor: 1 } })).toEqual([
    expect.stringMatching(/quotas\.constructor: found 1; expected a quota that is known here/),
  ]);
});

test.each(Object.entries(accountQuotas))('%s has a source', (_, { source }) => {
  expect(source).toMatch(/^https:\/\/docs\.aws\.amazon\.com\//);
});
