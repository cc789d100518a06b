/** What a workgroup is made with, where it matters, and who may use it. */
import { AthenaWorkgroup, type AthenaWorkgroupProps } from '../../../constructs/aws';
import { keyArn, naming, resourcesOf } from '../app';
import { granted } from './granted';

const least: AthenaWorkgroupProps = { ...naming, resultsBucketName: 'acme-results', keyArn };
const made = (props: Partial<AthenaWorkgroupProps> = {}) =>
  resourcesOf((stack) => new AthenaWorkgroup(stack, 'x', { ...least, ...props }))['aws_athena_workgroup']?.[0];

test('clients can neither send results elsewhere nor leave out their encryption', () => {
  expect(made()?.['configuration']).toMatchObject({
    enforce_workgroup_configuration: true,
    publish_cloudwatch_metrics_enabled: true,
    result_configuration: {
      output_location: 's3://acme-results/athena/acme-dev-analysts/',
      expected_bucket_owner: naming.account,
      encryption_configuration: { encryption_option: 'SSE_KMS', kms_key_arn: keyArn },
    },
  });
});

test('no query scans without end, and saved queries are kept', () => {
  expect(made()?.['configuration']).toMatchObject({ bytes_scanned_cutoff_per_query: 100_000_000_000 });
  expect(made()?.['force_destroy']).toBe(false);
  expect(made({ removalPolicy: 'destroy', allowDestroy: true })?.['force_destroy']).toBe(true);
});

test.each([
  ['made', granted((scope, role) => new AthenaWorkgroup(scope, 'x', least).grantQuery(role))],
  [
    'existing',
    granted((scope, role) => {
      const existing = {
        ...naming,
        workgroupName: 'acme-dev-analysts',
        resultsBucketName: 'acme-results',
        resultsPrefix: 'athena/acme-dev-analysts/',
        keyArn,
      };
      AthenaWorkgroup.fromExisting(scope, 'x', existing).grantQuery(role);
    }),
  ],
])('%s: queries in it, and their results with the key', (_, { may }) => {
  const workgroup = (name: string): string => `arn:aws:athena:eu-central-1:111122223333:workgroup/${name}`;
  expect(may('athena:StartQueryExecution', workgroup('acme-dev-analysts'))).toBe(true);
  expect(may('athena:StartQueryExecution', workgroup('primary'))).toBe(false);
  expect(may('athena:DeleteWorkGroup', workgroup('acme-dev-analysts'))).toBe(false);
  expect(may('s3:PutObject', 'arn:aws:s3:::acme-results/athena/acme-dev-analysts/1.csv')).toBe(true);
  expect(may('s3:GetObject', 'arn:aws:s3:::acme-results/athena/others/1.csv')).toBe(false);
  const context = {
    'kms:ViaService': 's3.eu-central-1.amazonaws.com',
    'kms:EncryptionContext:aws:s3:arn': 'arn:aws:s3:::acme-results',
  };
  expect(may('kms:Decrypt', keyArn, context)).toBe(true);
  expect(may('kms:Decrypt', keyArn, { ...context, 'kms:ViaService': 'glue.eu-central-1.amazonaws.com' })).toBe(false);
  expect(may('kms:Decrypt', keyArn, { ...context, 'kms:EncryptionContext:aws:s3:arn': 'arn:aws:s3:::x' })).toBe(false);
});
