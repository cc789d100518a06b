/** What SageMaker's tracking server is made with, where it matters, and who may use it. */
import { ManagedMlflowServer, type ManagedMlflowServerProps } from '../../../constructs/aws';
import type { Construct } from '../../../constructs/core';
import { keyArn, naming, resourcesOf } from '../app';
import { granted } from './granted';

const least: ManagedMlflowServerProps = { ...naming, artifactBucketName: 'acme-models', artifactKeyArn: keyArn };
const made = (props: Partial<ManagedMlflowServerProps> = {}) =>
  resourcesOf((stack) => new ManagedMlflowServer(stack, 'x', { ...least, ...props }));

test('it is small, keeps artefacts below one prefix, and is not destroyed', () => {
  expect(made()['aws_sagemaker_mlflow_tracking_server']).toMatchObject([
    {
      tracking_server_name: 'acme-dev-experiments',
      artifact_store_uri: 's3://acme-models/mlflow',
      tracking_server_size: 'Small',
      automatic_model_registration: false,
      weekly_maintenance_window_start: 'Sun:03:00',
      lifecycle: { prevent_destroy: true },
    },
  ]);
});

test('its role registers models only where it is told to', () => {
  const policy = (props: Partial<ManagedMlflowServerProps>) =>
    String(made(props)['aws_iam_role_policy']?.[0]?.['policy']);
  expect(policy({})).not.toContain('sagemaker:CreateModelPackage');
  expect(policy({})).toContain('arn:aws:s3:::acme-models/mlflow/*');
  expect(policy({ automaticModelRegistration: true })).toContain('sagemaker:CreateModelPackage');
});

const server = (name: string): string => `arn:aws:sagemaker:eu-central-1:111122223333:mlflow-tracking-server/${name}`;
const inBucket = {
  'kms:ViaService': 's3.eu-central-1.amazonaws.com',
  'kms:EncryptionContext:aws:s3:arn': 'arn:aws:s3:::acme-models',
};
const existing = (scope: Construct) =>
  ManagedMlflowServer.fromExisting(scope, 'x', {
    ...naming,
    trackingServerName: 'acme-dev-experiments',
    artifactBucketName: 'acme-models',
    artifactPrefix: 'mlflow/',
    artifactKeyArn: keyArn,
  });

test('readers look, users track, and neither ends the server', () => {
  const reader = granted((scope, role) => existing(scope).grantRead(role));
  expect(reader.may('sagemaker-mlflow:GetRun', server('acme-dev-experiments'))).toBe(true);
  expect(reader.may('sagemaker-mlflow:LogMetric', server('acme-dev-experiments'))).toBe(false);
  expect(reader.may('s3:GetObject', 'arn:aws:s3:::acme-models/mlflow/1/model')).toBe(true);
  expect(reader.may('s3:PutObject', 'arn:aws:s3:::acme-models/mlflow/1/model')).toBe(false);
  expect(reader.may('kms:Decrypt', keyArn, inBucket)).toBe(true);
  expect(reader.may('kms:GenerateDataKey', keyArn, inBucket)).toBe(false);
  const user = granted((scope, role) => existing(scope).grantUse(role));
  expect(user.may('sagemaker-mlflow:LogMetric', server('acme-dev-experiments'))).toBe(true);
  expect(user.may('sagemaker-mlflow:LogMetric', server('acme-dev-other'))).toBe(false);
  expect(user.may('s3:PutObject', 'arn:aws:s3:::acme-models/mlflow/1/model')).toBe(true);
  expect(user.may('s3:PutObject', 'arn:aws:s3:::acme-models/other/model')).toBe(false);
  expect(user.may('kms:GenerateDataKey', keyArn, inBucket)).toBe(true);
  expect(user.may('sagemaker:DeleteMlflowTrackingServer', server('acme-dev-experiments'))).toBe(false);
});

test('who may open the page may not read by that', () => {
  const { may } = granted((scope, role) => existing(scope).grantOpenPage(role));
  expect(may('sagemaker:CreatePresignedMlflowTrackingServerUrl', server('acme-dev-experiments'))).toBe(true);
  expect(may('sagemaker:CreatePresignedMlflowTrackingServerUrl', server('acme-dev-other'))).toBe(false);
  expect(may('sagemaker-mlflow:AccessUI', server('acme-dev-experiments'))).toBe(true);
  expect(may('sagemaker-mlflow:GetRun', server('acme-dev-experiments'))).toBe(false);
});
