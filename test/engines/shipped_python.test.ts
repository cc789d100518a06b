/** Spark itself, with an executor of its own, takes the Python that spark-submit's parameters name. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sparkSubmitParameters } from '../../pipelines/targets';
import { serverless } from '../stacks/profiles';
import { environmentOf } from '../stacks/synthesized';
import { program } from '../setup/paths';

const folder = mkdtempSync(join(tmpdir(), 'lakewright-python-'));
const interpreter = './environment/bin/python';

/** An archive whose interpreter tells its name to what it runs, then is the Python of the tests. */
function pack(): void {
  mkdirSync(join(folder, 'bin'));
  const script = `#!/bin/sh\nexport SHIPPED="$0"\nexec '${program('spark', 'python')}' "$@"\n`;
  writeFileSync(join(folder, 'bin', 'python'), script, { mode: 0o755 });
  execFileSync('tar', ['czf', 'python.tar.gz', 'bin'], { cwd: folder });
}

/** Spark's files under another name: an executor works in a folder of its home. */
function sparkHome(): string {
  const installed = execFileSync(
    program('spark', 'python'),
    ['-c', 'import os, pyspark; print(os.path.dirname(pyspark.__file__))'],
    { encoding: 'utf8' },
  ).trim();
  const home = join(folder, 'spark');
  mkdirSync(home);
  for (const entry of readdirSync(installed)) symlinkSync(join(installed, entry), join(home, entry));
  return home;
}

const job = `
import json, os
from pyspark.sql import SparkSession

spark = SparkSession.builder.getOrCreate()
found = spark.sparkContext.range(1, numSlices=1).map(lambda _: os.environ.get("SHIPPED")).collect()
print("found " + json.dumps(found))
`;

/** The settings of the parameters, without those of a worker's size and of EMR's own files. */
function pythonSettings(): readonly string[] {
  const profile = serverless(environmentOf('dev'), 'small');
  const location = { bucket: 'bucket', prefix: 'python.tar.gz' };
  const parameters = sparkSubmitParameters(profile, [], { version: '3.11', location });
  return parameters
    .split('--conf ')
    .map((setting) => setting.trim())
    .filter((setting) => /^spark\.archives=|PYTHON/.test(setting))
    .map((setting) => setting.replace('s3://bucket', folder));
}

beforeAll(() => {
  pack();
  writeFileSync(join(folder, 'job.py'), job);
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

test('executors run on the interpreter of the archive', () => {
  const settings = [
    'spark.master=local-cluster[1,1,600]',
    'spark.executor.memory=500m',
    'spark.driver.bindAddress=127.0.0.1',
    'spark.driver.host=127.0.0.1',
    'spark.ui.enabled=false',
    ...pythonSettings(),
  ];
  expect(settings).toContain(`spark.emr-serverless.driverEnv.PYSPARK_PYTHON=${interpreter}`);
  const home = sparkHome();
  const printed = execFileSync(
    join(home, 'bin', 'spark-submit'),
    [...settings.flatMap((setting) => ['--conf', setting]), join(folder, 'job.py')],
    {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      env: {
        ...process.env,
        // What `driverEnv` says to the service; the driver itself is started here by us.
        PYSPARK_PYTHON: interpreter,
        PYSPARK_DRIVER_PYTHON: program('spark', 'python'),
        SPARK_HOME: home,
      },
    },
  );
  expect(printed).toContain(`found ["${interpreter}"]`);
}, 120_000);
