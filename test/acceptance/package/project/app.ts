/** A project of its own: a pipeline, and a stack that has the lake's buckets and the pipeline's state machine. */
import { readFileSync } from 'node:fs';
import { App, TerraformStack } from 'cdktf';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { compile, csv, daily, env, merge, overwrite, append, pipeline, sql, table, written } from 'lakewright';
import { DataLakeStorage, PipelineStateMachine } from 'lakewright/aws';
import { emrServerless, stateMachine } from 'lakewright/targets';

const raw = table('bronze.readings', { columns: { sensor: 'string?', at: 'string?', value: 'string?' } });
const readings = table('silver.readings', {
  columns: { sensor: 'string', at: 'timestamp', value: { type: 'double', min: 0 } },
  key: ['sensor', 'at'],
});
const highest = table('gold.highest', { columns: { sensor: 'string', value: 'double' }, key: ['sensor'] });

const weather = pipeline('weather', {
  schedule: daily('03:00'),
  start: '2026-01-01',
  tasks: [
    append(raw, { from: csv(`${env('LANDING')}/readings/*.csv`) }),
    merge(readings, {
      from: sql`
        select sensor, try_cast(at as timestamp) as at, try_cast(value as double) as value
        from ${raw}
      `,
    }),
    overwrite(highest, { from: sql`select sensor, max(value) as value from ${readings} group by sensor` }),
  ],
});

const { plan, diagnostics } = compile([raw, readings, highest, weather].map(written), { domain: 'weather' });
if (plan === undefined) throw new Error(JSON.stringify(diagnostics));

const naming = { project: 'meteo', environment: 'dev', account: '111122223333', region: 'eu-north-1' };
const app = new App();
const stack = new TerraformStack(app, 'weather');
new AwsProvider(stack, 'aws', { region: naming.region });
const lake = new DataLakeStorage(stack, 'lake', naming);
new PipelineStateMachine(stack, 'machine', {
  ...naming,
  stateMachineName: 'meteo-dev-weather',
  definition: stateMachine(plan, 'weather', {
    partition: 'aws',
    compute: () =>
      emrServerless({
        applicationId: '00example',
        sparkSubmitParameters: () => '',
        logs: { group: '/meteo/dev/jobs' },
      }),
    jobRoleArn: ({ layer }) => `arn:aws:iam::${naming.account}:role/meteo-dev-${layer}`,
    bundleUri: `s3://${lake.buckets.artefacts.bucketName}/weather`,
    bindingsUri: `s3://${lake.buckets.artefacts.bucketName}/weather.json`,
    alertTopicArn: `arn:aws:sns:eu-north-1:${naming.account}:alerts`,
    tags: {},
  }),
  roleArn: `arn:aws:iam::${naming.account}:role/meteo-dev-machine`,
  logGroupName: '/aws/vendedlogs/states/meteo-dev-weather',
  logKeyArn: lake.dataKeyArn,
  logRetentionDays: 30,
});
app.synth();
console.log(
  JSON.stringify(Object.keys(JSON.parse(readFileSync('cdktf.out/stacks/weather/cdk.tf.json', 'utf8')).resource)),
);
