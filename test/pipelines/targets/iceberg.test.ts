/** Iceberg beside Delta on AWS: only where the definitions have it, and no more than it needs. */
import { awsFacts } from '../../../constructs/aws/facts';
import { bindings as bindingsSchema, type Plan } from '../../../pipelines/plan';
import {
  awsBindings,
  clusterSubmitArguments,
  computeProblems,
  type DerivedStatement,
  eksSubmitParameters,
  icebergDiagnostics,
  permissions,
  sparkSubmitParameters,
} from '../../../pipelines/targets';
import { inFormat } from '../../oracle/formats';
import { fixturePlan } from '../../stacks/plan_fixture';
import { serverless } from '../../stacks/profiles';
import { environmentOf } from '../../stacks/synthesized';

const dev = environmentOf('dev');
const ids = { dataKeyArn: 'data', notificationsKeyArn: 'notifications', applicationArn: (profile: string) => profile };
const delta = fixturePlan();
const iceberg = (...tables: readonly string[]): Plan => inFormat(delta, 'iceberg', tables);
const statements = (plan: Plan, layer: string): readonly DerivedStatement[] =>
  permissions(plan, dev, awsFacts, ids).find((role) => role.layer === layer)?.statements ?? [];
const resources = (plan: Plan, layer: string, sid: string): readonly string[] =>
  statements(plan, layer).find((statement) => statement.sid === sid)?.resources ?? [];

test('bindings name the catalogue where there is an Iceberg table', () => {
  const { bindings } = awsBindings(iceberg('silver.orders'), dev);
  expect(bindings?.iceberg).toEqual({ catalogue: 'glue_catalog' });
  expect(bindingsSchema.parse(bindings)).toEqual(bindings);
  expect(awsBindings(delta, dev).bindings).not.toHaveProperty('iceberg');
});

describe('permissions', () => {
  test('of a reader of an Iceberg table are to look it up, in its database, and to read its objects', () => {
    const find = statements(iceberg('bronze.orders'), 'silver').find(({ sid }) => sid === 'FindTables');
    expect(find).toMatchObject({
      actions: ['glue:GetTable'],
      by: 'runtime',
      reasons: ['sales/silver.orders: reads bronze.orders'],
    });
    expect(find?.resources).toEqual([
      'arn:aws:glue:eu-central-1:111122223333:catalog',
      'arn:aws:glue:eu-central-1:111122223333:database/lakewright_dev_shop_bronze',
      'arn:aws:glue:eu-central-1:111122223333:table/lakewright_dev_shop_bronze/orders',
    ]);
    expect(resources(iceberg('bronze.orders'), 'silver', 'ReadTables')).toEqual([
      expect.stringMatching(/bronze-[0-9a-f]{6}\/shop\/orders\/\*$/),
    ]);
  });

  test('of a writer are those of any table, without the folders of S3A', () => {
    const plan = iceberg('silver.orders');
    const sids = (of: Plan): readonly (string | undefined)[] => statements(of, 'silver').map(({ sid }) => sid);
    const folders = ['FindFolders', 'ListAbove2'];
    expect(sids(delta)).toEqual(expect.arrayContaining(folders));
    expect(sids(plan)).toEqual(sids(delta).filter((sid) => sid === undefined || !folders.includes(sid)));
    for (const sid of ['WriteTables', 'RegisterTables']) {
      expect(resources(plan, 'silver', sid)).toEqual(resources(delta, 'silver', sid));
    }
  });

  test('of layers with Delta alone are what they were', () => {
    expect(statements(iceberg('silver.orders'), 'bronze')).toEqual(statements(delta, 'bronze'));
  });
});

describe('a job', () => {
  const profile = serverless(dev, 'large');
  const session = [
    '--conf spark.sql.extensions=io.delta.sql.DeltaSparkSessionExtension,org.apache.iceberg.spark.extensions.IcebergSparkSessionExtensions',
    '--conf spark.sql.catalog.glue_catalog=org.apache.iceberg.spark.SparkCatalog',
    '--conf spark.sql.catalog.glue_catalog.catalog-impl=org.apache.iceberg.aws.glue.GlueCatalog',
    '--conf spark.sql.catalog.glue_catalog.io-impl=org.apache.iceberg.aws.s3.S3FileIO',
  ];

  test.each([
    ['EMR Serverless', (on: boolean) => sparkSubmitParameters(profile, [], undefined, on), '/usr/share/aws/iceberg'],
    ['EMR on EKS', (on: boolean) => eksSubmitParameters(profile, [], on), 'local:///usr/share/aws/iceberg'],
  ])('on %s has both formats, and Delta keeps the catalogue of Spark', (_, parameters, folder) => {
    for (const setting of session) expect(parameters(true)).toContain(setting);
    expect(parameters(true)).toContain(`,${folder}/lib/iceberg-spark3-runtime.jar `);
    expect(parameters(true)).toContain(
      '--conf spark.sql.catalog.spark_catalog=org.apache.spark.sql.delta.catalog.DeltaCatalog',
    );
    expect(parameters(false)).not.toContain('iceberg');
  });

  test('on a cluster has the session’s settings; the jar is in the cluster’s configuration', () => {
    const given = clusterSubmitArguments({}, [], undefined, true).join(' ');
    for (const setting of session) expect(given).toContain(setting);
    expect(clusterSubmitArguments({}, []).join(' ')).not.toContain('iceberg');
  });
});

describe('what cannot have Iceberg is refused', () => {
  const plan = iceberg('silver.orders', 'gold.revenue');

  test.each([
    ['no Iceberg', [{ label: dev.emrRelease }]],
    ['Iceberg 1.3.1', [{ label: dev.emrRelease, iceberg: '1.3.1' }]],
  ])('a release with %s, by name', (found, releases) => {
    expect(icebergDiagnostics(plan, dev, releases).map(({ message }) => message)).toEqual([
      `environments/dev.yaml: emrRelease: found '${dev.emrRelease}', which has ${found}, and the contract of gold.revenue, ` +
        'silver.orders says format iceberg; expected Iceberg 1.4.0 or later',
    ]);
    expect(icebergDiagnostics(delta, dev, releases)).toEqual([]);
  });

  test('Glue, whose jobs are set up for Delta', () => {
    const glue = { service: 'glue', glueVersion: '5.1', workerType: 'G.1X', workers: 2 } as never;
    const environment = { ...dev, compute: { ...dev.compute, small: glue } };
    expect(computeProblems(plan, environment).map(({ code, path }) => [code, path])).toEqual([
      ['compute-without-iceberg', 'environment.compute.small.service'],
    ]);
    expect(computeProblems(delta, environment)).toEqual([]);
    expect(computeProblems(plan, dev)).toEqual([]);
  });
});
