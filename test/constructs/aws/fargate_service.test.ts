/** What a service in containers is made with, where it matters, and who may do what. */
import { FargateService, type FargateServiceProps, LakeBucket } from '../../../constructs/aws';
import { executionStatements, fargateProblem, imageRepository } from '../../../constructs/aws/facts';
import { type AwsRequest, evaluate } from '../../emulator/iam/evaluate';
import { keyArn, naming, resourcesOf } from '../app';
import { granted } from './granted';

const digest = `sha256:${'0'.repeat(64)}`;
const secretArn = 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:web-AbCdEf';
const least: FargateServiceProps = {
  ...naming,
  name: 'web',
  vpcId: 'vpc-1',
  subnetIds: ['subnet-1', 'subnet-2'],
  securityGroupIds: ['sg-out'],
  certificateArn: 'arn:aws:acm:eu-central-1:111122223333:certificate/1',
  clientSecurityGroupIds: ['sg-client'],
  accessLogs: 'acme-access-logs',
  logKeyArn: keyArn,
  imageUri: `111122223333.dkr.ecr.eu-central-1.amazonaws.com/tools/web@${digest}`,
  containerPort: 8080,
};
const made = (props: Partial<FargateServiceProps> = {}) =>
  resourcesOf((stack) => new FargateService(stack, 'x', { ...least, ...props }));

test('two tasks in private subnets, taken back when an update fails', () => {
  expect(made()['aws_ecs_service']).toMatchObject([
    {
      desired_count: 2,
      deployment_minimum_healthy_percent: 100,
      deployment_circuit_breaker: { enable: true, rollback: true },
      enable_execute_command: false,
      network_configuration: { assign_public_ip: false, subnets: ['subnet-1', 'subnet-2'] },
    },
  ]);
});

test('the load balancer is internal, logs, and refuses to be deleted', () => {
  expect(made()['aws_lb']).toMatchObject([
    {
      internal: true,
      enable_deletion_protection: true,
      drop_invalid_header_fields: true,
      access_logs: { bucket: 'acme-access-logs', prefix: 'load-balancers/acme-dev-web', enabled: true },
    },
  ]);
  const [open] = made({ removalPolicy: 'destroy', allowDestroy: true })['aws_lb'] ?? [];
  expect(open).toMatchObject({ enable_deletion_protection: false });
});

test('nothing listens to plain HTTP, unless it leads to HTTPS', () => {
  expect(made()['aws_lb_listener']).toMatchObject([{ port: 443, protocol: 'HTTPS' }]);
  expect(made()['aws_vpc_security_group_ingress_rule']?.map((rule) => rule['from_port'])).not.toContain(80);
  const redirected = made({ plainHttp: 'redirected' });
  expect(redirected['aws_lb_listener']).toMatchObject([
    { port: 80, default_action: [{ type: 'redirect', redirect: { protocol: 'HTTPS', status_code: 'HTTP_301' } }] },
    { port: 443 },
  ]);
});

test('the container has its secrets by reference, a root that cannot be written, and its log', () => {
  const [task] =
    made({ secrets: { TOKEN: { secretArn, keyArn, jsonKey: 'token' } }, variables: { B: '2', A: '1' } })[
      'aws_ecs_task_definition'
    ] ?? [];
  const [container] = JSON.parse(String(task?.['container_definitions'])) as readonly object[];
  expect(container).toMatchObject({
    readonlyRootFilesystem: true,
    mountPoints: [{ containerPath: '/tmp', readOnly: false }],
    environment: [
      { name: 'A', value: '1' },
      { name: 'B', value: '2' },
    ],
    secrets: [{ name: 'TOKEN', valueFrom: `${secretArn}:token::` }],
    logConfiguration: { options: { 'awslogs-group': '/aws/ecs/acme-dev-web' } },
  });
});

test('tasks start anew when they are told to', () => {
  const { aws_scheduler_schedule: schedules } = made({ restartSchedule: 'cron(0 5 ? * SUN *)' });
  expect(schedules).toMatchObject([
    {
      schedule_expression: 'cron(0 5 ? * SUN *)',
      target: {
        arn: 'arn:aws:scheduler:::aws-sdk:ecs:updateService',
        input: '{"Cluster":"acme-dev-web","Service":"acme-dev-web","ForceNewDeployment":true}',
      },
    },
  ]);
});

test('the bucket of access logs lets the service write below one prefix of this account', () => {
  const { aws_s3_bucket_policy: policies } = resourcesOf((stack) => {
    const accessLogs = new LakeBucket(stack, 'logs', {
      ...naming,
      bucketName: 'acme-logs',
      holds: 'files',
      takesAccessLogs: true,
    });
    return new FargateService(stack, 'x', { ...least, accessLogs });
  });
  const { Statement } = JSON.parse(String(policies?.[0]?.['policy'])) as { Statement: readonly object[] };
  expect(Statement).toContainEqual({
    Sid: 'LoadBalanceracmedevweb',
    Effect: 'Allow',
    Principal: { Service: 'logdelivery.elasticloadbalancing.amazonaws.com' },
    Action: 's3:PutObject',
    Resource: 'arn:aws:s3:::acme-logs/load-balancers/acme-dev-web/AWSLogs/111122223333/*',
  });
});

test('what starts a task pulls its image, writes its log, and reads its secrets alone', () => {
  const image = imageRepository(least.imageUri);
  expect(image).toEqual({ account: '111122223333', region: 'eu-central-1', repository: 'tools/web' });
  const statements = executionStatements(
    naming,
    image ?? { account: '', region: '', repository: '' },
    '/aws/ecs/acme-dev-web',
    [{ secretArn, keyArn }],
  );
  const may = (action: string, resource: string, context: AwsRequest['context'] = {}) =>
    evaluate(statements, { action, resource, context }) === 'allowed';
  expect(may('ecr:BatchGetImage', 'arn:aws:ecr:eu-central-1:111122223333:repository/tools/web')).toBe(true);
  expect(may('ecr:BatchGetImage', 'arn:aws:ecr:eu-central-1:111122223333:repository/tools/other')).toBe(false);
  expect(may('secretsmanager:GetSecretValue', secretArn)).toBe(true);
  expect(may('secretsmanager:GetSecretValue', `${secretArn}2`)).toBe(false);
  expect(may('logs:PutLogEvents', 'arn:aws:logs:eu-central-1:111122223333:log-group:/aws/ecs/other:x')).toBe(false);
  expect(
    may('kms:Decrypt', keyArn, {
      'kms:ViaService': ['secretsmanager.eu-central-1.amazonaws.com'],
      'kms:EncryptionContext:SecretARN': [secretArn],
    }),
  ).toBe(true);
});

test.each([
  ['made', true],
  ['existing', false],
])('%s: who may restart it may do so with this service', (_, ours) => {
  const arn = (name: string) => `arn:aws:ecs:eu-central-1:111122223333:service/${name}/${name}`;
  const { may } = granted((scope, role) => {
    const names = { clusterName: 'acme-dev-web', serviceName: 'acme-dev-web' };
    const service = ours
      ? new FargateService(scope, 'x', least)
      : FargateService.fromExisting(scope, 'x', { ...naming, ...names });
    service.grantRestart(role);
  });
  expect(may('ecs:UpdateService', arn('acme-dev-web'))).toBe(true);
  expect(may('ecs:UpdateService', arn('acme-dev-api'))).toBe(false);
  expect(may('ecs:DeleteService', arn('acme-dev-web'))).toBe(false);
});

test.each([
  [256, 1024, true],
  [256, 1536, false],
  [1024, 2048, true],
  [1024, 9216, false],
  [8192, 20_480, true],
  [8192, 18_432, false],
  [300, 1024, false],
])('%i CPU units with %i MiB: %s', (cpu, memory, possible) => {
  expect(fargateProblem(cpu, memory) === undefined).toBe(possible);
});
