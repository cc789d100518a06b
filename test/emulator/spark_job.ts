/** Runs units of a bundle on Spark as jobs on EMR Serverless would: from S3, with a role's access key each, against the emulator. */
import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { type Environment, globalName, namesOf } from '../../environments';
import { bundle } from '../../pipelines/bundle';
import { type Plan, readableJson } from '../../pipelines/plan';
import {
  awsBindings,
  hasIceberg,
  icebergCatalogue,
  icebergCatalogueSettings,
  lakeLayers,
  type Location,
  Places,
  pythonOf,
  uri,
} from '../../pipelines/targets';
import { jars, program } from '../setup/paths';
import type { Emulator } from './emulator';

/** The access key that everything but jobs uses. */
const deployer = { accessKeyId: 'deployer', secretAccessKey: 'emulated' };

export interface Deployed {
  readonly plan: Plan;
  /** The authors' files by their path in the Plan. */
  readonly python: ReadonlyMap<string, Uint8Array>;
  /** What has arrived: content by key. */
  readonly landing: ReadonlyMap<string, Uint8Array | string>;
  /** Tables that the catalogue has already, without columns. */
  readonly outdated: readonly string[];
}

/** Makes buckets, ledger and databases, and puts the bundle, the bindings and what has landed where they belong. */
export async function prepare(
  emulator: Emulator,
  environment: Environment,
  { plan, python, landing, outdated }: Deployed,
): Promise<void> {
  const places = Places.of(plan, environment);
  const client = clientOf(emulator, environment);
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
  for (const [path, content] of bundle(plan, python).files) {
    await put(places.bundle.bucket, `${places.bundle.prefix}/${path}`, content);
  }
  for (const { bucket, prefix } of Object.keys(plan.units).flatMap((unit) =>
    archivesOf(plan, unit, places, environment),
  )) {
    await put(bucket, prefix, gzipSync(new Uint8Array(1024)));
  }
  const { bindings } = awsBindings(plan, environment);
  await put(places.bindings.bucket, places.bindings.prefix, readableJson(bindings));
  await land(emulator, environment, landing);
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
  const databases = lakeLayers.map((layer) => places.database(layer));
  const tables = outdated.map((id) => {
    const [layer = '', name = ''] = id.split('.');
    return { DatabaseName: places.database(layer), TableInput: { Name: name } };
  });
  await run(
    program('emulator', 'python'),
    [
      '-c',
      `import boto3, json, sys
glue, given = boto3.client('glue', region_name='${environment.region}'), json.loads(sys.argv[1])
for name in given['databases']: glue.create_database(DatabaseInput={'Name': name})
for table in given['tables']: glue.create_table(**table)`,
      JSON.stringify({ databases, tables }),
    ],
    { ...process.env, ...emulator.variables(deployer.accessKeyId) },
  );
}

/** Puts what has arrived into the landing bucket. */
export async function land(
  emulator: Emulator,
  environment: Environment,
  landing: ReadonlyMap<string, Uint8Array | string>,
): Promise<void> {
  const s3 = new S3Client({ ...clientOf(emulator, environment), forcePathStyle: true });
  const bucket = globalName(namesOf(environment), 'landing');
  for (const [key, content] of landing)
    await s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: content }));
}

const clientOf = (emulator: Emulator, environment: Environment) => ({
  endpoint: emulator.endpoint,
  region: environment.region,
  credentials: deployer,
});

/** The archives that Spark fetches before the unit's program begins. */
function archivesOf(plan: Plan, unit: string, places: Places, environment: Environment): readonly Location[] {
  const found = plan.units[unit];
  const python = found === undefined ? undefined : pythonOf(found, places, environment);
  return python === undefined ? [] : [python.location];
}

export interface Job {
  readonly unit: string;
  /** Who runs it, as the recorded requests name them. */
  readonly accessKey: string;
  readonly interval: { readonly start: string; readonly end: string };
  readonly restate?: boolean;
}

/** Runs units one after another, to their ends; @throws with what they printed when one fails */
export async function runJobs(
  emulator: Emulator,
  plan: Plan,
  environment: Environment,
  jobs: readonly Job[],
): Promise<void> {
  const places = Places.of(plan, environment);
  const given = jobs.map(({ unit, accessKey, interval, restate = false }) => ({
    access_key: accessKey,
    archives: archivesOf(plan, unit, places, environment).map(uri),
    arguments: [
      ...['--bundle', uri(places.bundle), '--bindings', uri(places.bindings), '--unit', unit],
      ...['--interval-start', interval.start, '--interval-end', interval.end],
      ...(restate ? ['--restate'] : []),
    ],
  }));
  const [jar = ''] = jars();
  const session = JSON.stringify(sessionOf(plan));
  await run(program('spark', 'python'), [join(__dirname, 'spark_jobs.py'), JSON.stringify(given), session], {
    ...process.env,
    ...emulator.variables(),
    AWS_DEFAULT_REGION: environment.region,
    AWS_REGION: environment.region,
    PYSPARK_PYTHON: program('spark', 'python'),
    PYTHONPATH: join(__dirname, '..', '..', 'runtime'),
    PYTHONDONTWRITEBYTECODE: '1',
    LAKEWRIGHT_JARS: dirname(jar),
    TZ: 'UTC',
  });
}

/** What the submission of a job says of its table formats, and how the emulator's buckets are named. */
function sessionOf(plan: Plan): { readonly formats: readonly string[]; readonly settings: object } {
  if (!hasIceberg(plan)) return { formats: ['delta'], settings: {} };
  const settings = [
    ...icebergCatalogueSettings,
    [`spark.sql.catalog.${icebergCatalogue}.s3.path-style-access`, 'true'],
  ];
  return { formats: ['delta', 'iceberg'], settings: Object.fromEntries(settings) as object };
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
