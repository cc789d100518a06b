import { awsFacts } from '../../../constructs/aws/facts';
import type { Environment } from '../../../environments';
import type { Plan } from '../../../pipelines/plan';
import { awsBindings, permissions, Places, pythonOf, sparkSubmitParameters } from '../../../pipelines/targets';
import { fixturePlan, needingPython } from '../../stacks/plan_fixture';
import { environmentOf } from '../../stacks/synthesized';
import { serverless } from '../../stacks/profiles';

const dev = environmentOf('dev');
const giving = (...versions: readonly string[]): Environment => ({
  ...dev,
  python: Object.fromEntries(versions.map((version) => [version, { archive: `s3://tools/py-${version}.tar.gz` }])),
});
const ids = { dataKeyArn: 'data', notificationsKeyArn: 'notifications', applicationArn: (profile: string) => profile };
const python = (plan: Plan, environment: Environment) => {
  const unit = plan.units['sales-gold'];
  if (unit === undefined) throw new Error('the fixture has the unit');
  return pythonOf(unit, Places.of(plan, environment), environment);
};

test('a unit that asks for nothing has the Python of the release', () => {
  expect(python(fixturePlan(), giving('3.9', '3.11'))).toBeUndefined();
});

test('the release’s own does where it is new enough, and nothing is shipped', () => {
  expect(python(needingPython('3.9'), giving('3.11'))).toBeUndefined();
});

test('of those that the environment gives, the oldest that does is taken', () => {
  expect(python(needingPython('3.10'), giving('3.13', '3.11', '3.9'))).toEqual({
    version: '3.11',
    location: { bucket: 'tools', prefix: 'py-3.11.tar.gz' },
  });
});

test('one that the environment gives goes before the release’s of the same version: it has other packages', () => {
  expect(python(needingPython('3.9'), giving('3.9'))?.location.prefix).toBe('py-3.9.tar.gz');
});

test('a file of the project has its place among the artefacts, under its domain', () => {
  const environment = { ...dev, python: { '3.11': { archive: 'build/python.tgz' } } };
  expect(python(needingPython('3.11'), environment)).toEqual({
    version: '3.11',
    location: { bucket: expect.stringMatching(/^lakewright-dev-artefacts-/), prefix: 'python/shop/3.11.tgz' },
    file: 'build/python.tgz',
  });
});

test('spark-submit unpacks the archive beside driver and executors, and runs both on it', () => {
  const profile = serverless(dev, 'small');
  const plain = sparkSubmitParameters(profile, []);
  const shipped = sparkSubmitParameters(profile, [], python(needingPython('3.11'), giving('3.11')));
  expect(shipped.startsWith(`${plain} --conf`)).toBe(true);
  expect(shipped.slice(plain.length + 1).split(' --conf ')).toEqual([
    '--conf spark.archives=s3://tools/py-3.11.tar.gz#environment',
    'spark.emr-serverless.driverEnv.PYSPARK_DRIVER_PYTHON=./environment/bin/python',
    'spark.emr-serverless.driverEnv.PYSPARK_PYTHON=./environment/bin/python',
    'spark.executorEnv.PYSPARK_PYTHON=./environment/bin/python',
  ]);
});

test('the role that needs the archive may read it, and no other', () => {
  const roles = permissions(needingPython('3.11'), giving('3.11'), awsFacts, ids);
  const reading = roles.flatMap((role) =>
    role.statements.filter(({ sid }) => sid === 'ReadPython').map((statement) => ({ role: role.layer, ...statement })),
  );
  expect(reading).toEqual([
    {
      role: 'gold',
      sid: 'ReadPython',
      actions: ['s3:GetObject'],
      resources: ['arn:aws:s3:::tools/py-3.11.tar.gz'],
      by: 'runtime',
      reasons: ['sales-gold: Python 3.11'],
    },
  ]);
});

test('a Python and a profile that the environment lacks are told at once, with what there is', () => {
  const plan = needingPython('3.12');
  const silver = plan.units['sales-silver'];
  if (silver === undefined) throw new Error('the fixture has the unit');
  const units = { ...plan.units, 'sales-silver': { ...silver, compute: 'smal' } };
  const { bindings, diagnostics } = awsBindings({ ...plan, units }, giving('3.11'));
  expect(bindings).toBeUndefined();
  expect(diagnostics).toEqual([
    expect.objectContaining({
      code: 'unknown-compute',
      message:
        'environments/dev.yaml: compute.smal: is missing, but sales-silver need it; known are default, small, large, memory_optimized',
      hint: "did you mean 'small'?",
    }),
    expect.objectContaining({
      code: 'unknown-python',
      message:
        "environments/dev.yaml: python.'3.12': is missing, but the Python tasks of sales-gold need Python 3.12 or later; there are 3.9, 3.11",
      hint: "add '3.12': { archive: <s3://bucket/key or file> } under python",
    }),
  ]);
});

test('where an environment has no profile at all it is said so', () => {
  const { diagnostics } = awsBindings(needingPython('3.11'), { ...giving('3.11'), compute: {} });
  const messages = diagnostics.filter(({ code }) => code === 'unknown-compute').map(({ message }) => message);
  expect(messages.length).toBeGreaterThan(0);
  for (const message of messages) {
    expect(message).toMatch(/ need it; expected a profile of that name: there are none yet$/);
  }
});
