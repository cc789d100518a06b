/** Runs a unit of a bundle on Spark as a job on EMR Serverless would: from S3, with one role's access key, against the emulator. */
import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { Environment } from '../../environments';
import { bundle } from '../../pipelines/bundle';
import { type Plan, readableJson } from '../../pipelines/plan';
import { awsBindings, lakeLayers, Places, uri } from '../../pipelines/targets';
import { jars, program } from '../setup/paths';
import type { Emulator } from './emulator';

/** The access key that everything but jobs uses. */
const deployer = { accessKeyId: 'deployer', secretAccessKey: 'emulated' };

/** Makes buckets, ledger and databases, and puts the bundle, the bindings and `landing` (key to text) where they belong. */
export async function prepare(
  emulator: Emulator,
  plan: Plan,
  environment: Environment,
  landing: Readonly<Record<string, string>>,
): Promise<void> {
  const places = Places.of(plan, environment);
  const client = { endpoint: emulator.endpoint, region: environment.region, credentials: deployer };
  const s3 = new S3Client({ ...client, forcePathStyle: true });
  for (const bucket of [...lakeLayers, 'landing', 'artefacts'] as const) {
    await s3.send(
      new CreateBucketCommand({
        Bucket: places.bucket(bucket),
        CreateBucketConfiguration: { LocationConstraint: 'eu-central-1' },
      }),
    );
  }
  const put = (bucket: string, key: string, body: Uint8Array | string) =>
    s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: body }));
  for (const [path, content] of bundle(plan, new Map()).files) {
    await put(places.bundle.bucket, `${places.bundle.prefix}/${path}`, content);
  }
  const { bindings } = awsBindings(plan, environment);
  await put(places.bindings.bucket, places.bindings.prefix, readableJson(bindings));
  for (const [key, text] of Object.entries(landing)) await put(places.bucket('landing'), key, text);
  await new DynamoDBClient(client).send(
    new CreateTableCommand({
      TableName: places.ledgerTable,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      AttributeDefinitions: [
        { AttributeName: 'pk', AttributeType: 'S' },
        { AttributeName: 'sk', AttributeType: 'S' },
      ],
    }),
  );
  const databases = JSON.stringify(lakeLayers.map((layer) => places.database(layer)));
  await run(
    program('emulator', 'python'),
    [
      '-c',
      `import boto3; g = boto3.client('glue', region_name='${environment.region}'); ` +
        `[g.create_database(DatabaseInput={'Name': n}) for n in ${databases}]`,
    ],
    { ...process.env, ...emulator.variables(deployer.accessKeyId) },
  );
}

export interface JobOptions {
  readonly plan: Plan;
  readonly environment: Environment;
  readonly unit: string;
  /** Who runs it, as the recorded requests name them. */
  readonly accessKey: string;
  readonly interval: { readonly start: string; readonly end: string };
}

/** Runs one unit to its end; @throws with what it printed when it fails */
export async function runJob(emulator: Emulator, options: JobOptions): Promise<void> {
  const places = Places.of(options.plan, options.environment);
  const runtime = join(__dirname, '..', '..', 'runtime');
  const settings = {
    'spark.master': 'local[2]',
    'spark.ui.enabled': 'false',
    'spark.sql.shuffle.partitions': '2',
    'spark.databricks.delta.snapshotPartitions': '2',
    'spark.driver.memory': '1g',
    'spark.hadoop.fs.s3a.endpoint': emulator.endpoint,
    'spark.hadoop.fs.s3a.path.style.access': 'true',
    'spark.hadoop.fs.s3a.connection.ssl.enabled': 'false',
    'spark.hadoop.fs.s3a.aws.credentials.provider': 'com.amazonaws.auth.EnvironmentVariableCredentialsProvider',
    // As EMR from 7.10 on: s3:// is S3A.
    'spark.hadoop.fs.s3.impl': 'org.apache.hadoop.fs.s3a.S3AFileSystem',
    // As sparkSubmitParameters say.
    'spark.hadoop.fs.s3a.directory.marker.retention': 'keep',
    'spark.sql.catalogImplementation': 'in-memory',
  };
  const [jar] = jars();
  const conf = Object.entries(settings).map(([name, value]) => `--conf ${name}=${value}`);
  await run(
    program('spark', 'python'),
    [
      join(runtime, 'main.py'),
      ...['--bundle', uri(places.bundle), '--bindings', uri(places.bindings), '--unit', options.unit],
      ...['--interval-start', options.interval.start, '--interval-end', options.interval.end],
    ],
    {
      ...process.env,
      ...emulator.variables(options.accessKey),
      AWS_DEFAULT_REGION: options.environment.region,
      PYSPARK_SUBMIT_ARGS: ['--jars', jars().join(','), ...conf, 'pyspark-shell'].join(' '),
      PYSPARK_PYTHON: program('spark', 'python'),
      PYTHONPATH: runtime,
      PYTHONDONTWRITEBYTECODE: '1',
      LAKEWRIGHT_JARS: dirname(jar ?? ''),
      TZ: 'UTC',
    },
  );
}

function run(command: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
    const printed: string[] = [];
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => printed.push(chunk.toString()));
    }
    child.once('error', reject);
    child.once('exit', (code) => {
      if (code === 0) resolve();
      else
        reject(new Error(`${command} ${args.join(' ')} ended with ${String(code)}:\n${printed.join('').slice(-8000)}`));
    });
  });
}
