/** What a tracking server is made with, where it matters, and what its role and its users may do. */
import { MlflowServer, type MlflowServerProps } from '../../../constructs/aws';
import type { Construct } from '../../../constructs/core';
import { keyArn, naming, resourcesOf } from '../app';
import { granted } from './granted';

const least: MlflowServerProps = {
  ...naming,
  domainName: 'mlflow.acme.example',
  vpcId: 'vpc-1',
  subnetIds: ['subnet-1', 'subnet-2'],
  securityGroupIds: ['sg-out'],
  certificateArn: 'arn:aws:acm:eu-central-1:111122223333:certificate/1',
  clientSecurityGroupIds: ['sg-client'],
  accessLogs: 'acme-access-logs',
  keyArn,
  logKeyArn: keyArn,
  imageUri: `111122223333.dkr.ecr.eu-central-1.amazonaws.com/mlflow@sha256:${'0'.repeat(64)}`,
  artifactBucketName: 'acme-models',
  artifactKeyArn: keyArn,
};
const made = (props: Partial<MlflowServerProps> = {}) =>
  resourcesOf((stack) => new MlflowServer(stack, 'x', { ...least, ...props }));

function container(props: Partial<MlflowServerProps> = {}) {
  const [task] = made(props)['aws_ecs_task_definition'] ?? [];
  const [first] = JSON.parse(String(task?.['container_definitions'])) as readonly {
    readonly command: readonly string[];
    readonly environment: readonly { readonly name: string; readonly value: string }[];
    readonly secrets: readonly { readonly name: string; readonly valueFrom: string }[];
  }[];
  const variables = Object.fromEntries((first?.environment ?? []).map(({ name, value }) => [name, value]));
  return { variables, secrets: first?.secrets ?? [] };
}

test('the server reaches the database over TLS, with a password that only the task gets', () => {
  const { variables, secrets } = container();
  expect(variables['MLFLOW_BACKEND_STORE_URI']).toMatch(
    /^postgresql:\/\/mlflow@\$\{aws_db_instance\.[\w-]+\.address\}:5432\/mlflow\?sslmode=require$/,
  );
  expect(secrets).toHaveLength(1);
  expect(secrets[0]?.name).toBe('PGPASSWORD');
  expect(secrets[0]?.valueFrom).toMatch(
    /^\$\{aws_db_instance\.[\w-]+\.master_user_secret\[0\]\.secret_arn\}:password::$/,
  );
  expect(container({ databaseCertificatePath: '/etc/rds.pem' }).variables['MLFLOW_BACKEND_STORE_URI']).toMatch(
    /\?sslmode=verify-full&sslrootcert=\/etc\/rds\.pem$/,
  );
});

test('artefacts pass through the server, which answers to its own name alone', () => {
  expect(container({ corsAllowedOrigins: ['https://portal.acme.example'] }).variables).toMatchObject({
    MLFLOW_ARTIFACTS_DESTINATION: 's3://acme-models/mlflow',
    MLFLOW_SERVE_ARTIFACTS: 'true',
    MLFLOW_SERVER_ALLOWED_HOSTS: 'mlflow.acme.example',
    MLFLOW_SERVER_CORS_ALLOWED_ORIGINS: 'https://mlflow.acme.example,https://portal.acme.example',
  });
});

test('tasks start anew an hour after the password changes', () => {
  const { aws_secretsmanager_secret_rotation: rotations, aws_scheduler_schedule: schedules } = made({
    passwordDay: 'WED',
  });
  expect(rotations).toMatchObject([{ rotation_rules: { schedule_expression: 'cron(0 4 ? * WED *)', duration: '1h' } }]);
  expect(schedules).toMatchObject([{ schedule_expression: 'cron(0 5 ? * WED *)' }]);
});

test('the database lets in the tasks alone', () => {
  const rules = made()['aws_vpc_security_group_ingress_rule'] ?? [];
  const guarding = rules.filter((rule) => rule['from_port'] === 5432);
  expect(guarding).toHaveLength(1);
  expect(guarding[0]?.['referenced_security_group_id']).toMatch(/_tasks_/);
});

test('the server’s role writes below its prefix, and nothing else', () => {
  const policies = made()['aws_iam_role_policy'] ?? [];
  const own =
    policies.map((policy) => String(policy['policy'])).find((policy) => policy.includes('s3:PutObject')) ?? '{}';
  const { Statement } = JSON.parse(own) as { Statement: readonly { Action: string | string[]; Resource: string }[] };
  expect(Statement.map(({ Resource }) => Resource)).toEqual([
    'arn:aws:s3:::acme-models/mlflow/*',
    'arn:aws:s3:::acme-models',
    keyArn,
  ]);
});

test.each([
  ['made', (scope: Construct) => new MlflowServer(scope, 'x', least)],
  [
    'existing',
    (scope: Construct) =>
      MlflowServer.fromExisting(scope, 'x', {
        ...naming,
        domainName: 'mlflow.acme.example',
        artifactBucketName: 'acme-models',
        artifactPrefix: 'mlflow/',
        artifactKeyArn: keyArn,
        loadBalancerGroupId: 'sg-1',
      }),
  ],
])('%s: who may read artefacts reads them in the bucket, the key included', (how, server) => {
  if (how === 'made') {
    resourcesOf((stack) => expect(server(stack).trackingUri).toBe('https://mlflow.acme.example'));
    return;
  }
  const { may } = granted((scope, role) => server(scope).grantReadArtifacts(role));
  const inBucket = {
    'kms:ViaService': 's3.eu-central-1.amazonaws.com',
    'kms:EncryptionContext:aws:s3:arn': 'arn:aws:s3:::acme-models',
  };
  expect(may('s3:GetObject', 'arn:aws:s3:::acme-models/mlflow/1/model.pkl')).toBe(true);
  expect(may('s3:GetObject', 'arn:aws:s3:::acme-models/other/model.pkl')).toBe(false);
  expect(may('s3:PutObject', 'arn:aws:s3:::acme-models/mlflow/1/model.pkl')).toBe(false);
  expect(may('kms:Decrypt', keyArn, inBucket)).toBe(true);
});
