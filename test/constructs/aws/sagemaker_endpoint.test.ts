/** What an endpoint is made with, where it matters, and what its role and its users may do. */
import { type EndpointVariant, SagemakerEndpoint, type SagemakerEndpointProps } from '../../../constructs/aws';
import { endpointStatements, hasLocalStorage } from '../../../constructs/aws/facts';
import { type AwsRequest, evaluate } from '../../emulator/iam/evaluate';
import { keyArn, naming, resourcesOf } from '../app';
import { granted } from './granted';

const imageUri = `111122223333.dkr.ecr.eu-central-1.amazonaws.com/models/churn@sha256:${'0'.repeat(64)}`;
const champion: EndpointVariant = {
  variantName: 'champion',
  model: { imageUri, modelDataUrl: 's3://acme-models/churn/1/model.tar.gz' },
  instanceType: 'ml.m5.large',
};
const least: SagemakerEndpointProps = {
  ...naming,
  name: 'churn',
  keyArn,
  logKeyArn: keyArn,
  topicArn: 'arn:aws:sns:eu-central-1:111122223333:alerts',
  productionVariants: [champion],
};
const made = (props: Partial<SagemakerEndpointProps> = {}) =>
  resourcesOf((stack) => new SagemakerEndpoint(stack, 'x', { ...least, ...props }));
const nameOf = (type: string, props: Partial<SagemakerEndpointProps> = {}) => String(made(props)[type]?.[0]?.['name']);

test('two instances, encrypted, that reach nothing', () => {
  const resources = made();
  expect(resources['aws_sagemaker_endpoint_configuration']).toMatchObject([
    {
      kms_key_arn: keyArn,
      production_variants: [{ variant_name: 'champion', initial_instance_count: 2, initial_variant_weight: 1 }],
      lifecycle: { create_before_destroy: true },
    },
  ]);
  expect(resources['aws_sagemaker_model']).toMatchObject([
    { enable_network_isolation: true, lifecycle: { create_before_destroy: true } },
  ]);
});

test('another model has another name, and so has its configuration; the endpoint keeps its own', () => {
  const changed: Partial<SagemakerEndpointProps> = {
    productionVariants: [{ ...champion, model: { imageUri, modelDataUrl: 's3://acme-models/churn/2/model.tar.gz' } }],
  };
  for (const type of ['aws_sagemaker_model', 'aws_sagemaker_endpoint_configuration']) {
    expect(nameOf(type)).toBe(nameOf(type));
    expect(nameOf(type, changed)).not.toBe(nameOf(type));
  }
  expect(nameOf('aws_sagemaker_endpoint_configuration')).toMatch(/^acme-dev-churn-[0-9a-f]{8}$/);
  expect(nameOf('aws_sagemaker_endpoint', changed)).toBe('acme-dev-churn');
  // What configures alone makes a configuration alone.
  const heavier = { productionVariants: [{ ...champion, initialVariantWeight: 2 }] };
  expect(nameOf('aws_sagemaker_model', heavier)).toBe(nameOf('aws_sagemaker_model'));
  expect(nameOf('aws_sagemaker_endpoint_configuration', heavier)).not.toBe(
    nameOf('aws_sagemaker_endpoint_configuration'),
  );
});

test('an update begins with a tenth, and its alarms take it back', () => {
  const { aws_sagemaker_endpoint: endpoints, aws_cloudwatch_metric_alarm: alarms } = made();
  const rollback = ['acme-dev-churn-rollback-errors-champion', 'acme-dev-churn-rollback-slow-champion'];
  expect(endpoints).toMatchObject([
    {
      deployment_config: {
        blue_green_update_policy: {
          traffic_routing_configuration: {
            type: 'CANARY',
            canary_size: { type: 'CAPACITY_PERCENT', value: 10 },
            wait_interval_in_seconds: 600,
          },
        },
        auto_rollback_configuration: { alarms: rollback.map((alarm_name) => ({ alarm_name })) },
      },
    },
  ]);
  expect(alarms?.map((alarm) => alarm['alarm_name']).sort()).toEqual(rollback);
  expect(alarms?.every((alarm) => Array.isArray(alarm['alarm_actions']))).toBe(true);
});

test('weights, a shadow, and what is captured', () => {
  const challenger = { ...champion, variantName: 'challenger', initialVariantWeight: 0.25 };
  expect(made({ productionVariants: [champion, challenger] })['aws_sagemaker_endpoint_configuration']).toMatchObject([
    { production_variants: [{ initial_variant_weight: 1 }, { initial_variant_weight: 0.25 }] },
  ]);
  const [configuration] =
    made({
      shadowVariant: { ...champion, variantName: 'shadow' },
      captureBucketName: 'acme-captured',
      captureKeyArn: keyArn,
    })['aws_sagemaker_endpoint_configuration'] ?? [];
  expect(configuration).toMatchObject({
    shadow_production_variants: [{ variant_name: 'shadow' }],
    data_capture_config: {
      enable_capture: true,
      initial_sampling_percentage: 100,
      destination_s3_uri: 's3://acme-captured/capture/acme-dev-churn',
      kms_key_id: keyArn,
      capture_options: [{ capture_mode: 'Input' }, { capture_mode: 'Output' }],
    },
  });
});

test('instances come and go with requests', () => {
  const scaling = { maxCapacity: 8, invocationsPerInstance: 600 };
  const resources = made({ productionVariants: [{ ...champion, scaling }] });
  expect(resources['aws_appautoscaling_target']).toMatchObject([
    { resource_id: 'endpoint/acme-dev-churn/variant/champion', min_capacity: 2, max_capacity: 8 },
  ]);
  expect(resources['aws_appautoscaling_policy']).toMatchObject([
    {
      target_tracking_scaling_policy_configuration: {
        target_value: 600,
        predefined_metric_specification: { predefined_metric_type: 'SageMakerVariantInvocationsPerInstance' },
      },
    },
  ]);
});

test('a serverless variant has no instances, no key for volumes, and changes at once', () => {
  const { serverless, ...rest } = { ...champion, serverless: { memorySizeInMb: 2048, maxConcurrency: 5 } };
  const { instanceType: _, ...variant } = rest;
  const resources = made({ productionVariants: [{ ...variant, serverless }] });
  const [configuration] = resources['aws_sagemaker_endpoint_configuration'] ?? [];
  expect(configuration).toMatchObject({
    production_variants: [{ serverless_config: { memory_size_in_mb: 2048, max_concurrency: 5 } }],
  });
  expect(configuration).not.toHaveProperty('kms_key_arn');
  expect(resources['aws_sagemaker_endpoint']).toMatchObject([
    { deployment_config: { blue_green_update_policy: { traffic_routing_configuration: { type: 'ALL_AT_ONCE' } } } },
  ]);
});

test.each([
  ['ml.m5.large', false],
  ['ml.m5d.large', true],
  ['ml.g5.xlarge', true],
  ['ml.c6gd.large', true],
  ['ml.c6g.large', false],
  ['ml.p4d.24xlarge', true],
])('%s has disks of its own: %s', (instanceType, own) => {
  expect(hasLocalStorage(instanceType)).toBe(own);
});

test('the role reads its models, pulls its images, and writes what is captured', () => {
  const statements = endpointStatements(naming, {
    images: [imageUri],
    files: [{ bucketName: 'acme-models', key: 'churn/1/model.tar.gz' }],
    modelKeyArn: keyArn,
    logGroupName: '/aws/sagemaker/Endpoints/acme-dev-churn',
    vpc: false,
    capture: { bucketName: 'acme-captured', prefix: 'churn/', keyArn },
  });
  const may = (action: string, resource: string, context: AwsRequest['context'] = {}) =>
    evaluate(statements, { action, resource, context }) === 'allowed';
  const inBucket = (bucket: string) => ({
    'kms:ViaService': ['s3.eu-central-1.amazonaws.com'],
    'kms:EncryptionContext:aws:s3:arn': [`arn:aws:s3:::${bucket}`],
  });
  expect(may('s3:GetObject', 'arn:aws:s3:::acme-models/churn/1/model.tar.gz')).toBe(true);
  expect(may('s3:GetObject', 'arn:aws:s3:::acme-models/churn/2/model.tar.gz')).toBe(false);
  expect(may('ecr:BatchGetImage', 'arn:aws:ecr:eu-central-1:111122223333:repository/models/churn')).toBe(true);
  expect(may('ecr:BatchGetImage', 'arn:aws:ecr:eu-central-1:111122223333:repository/models/fraud')).toBe(false);
  expect(may('s3:PutObject', 'arn:aws:s3:::acme-captured/churn/a')).toBe(true);
  expect(may('s3:PutObject', 'arn:aws:s3:::acme-captured/fraud/a')).toBe(false);
  expect(may('kms:Decrypt', keyArn, inBucket('acme-models'))).toBe(true);
  expect(may('kms:GenerateDataKey', keyArn, inBucket('acme-models'))).toBe(false);
  expect(may('kms:GenerateDataKey', keyArn, inBucket('acme-captured'))).toBe(true);
  expect(may('ec2:CreateNetworkInterface', '*')).toBe(false);
});

test.each([
  ['made', true],
  ['existing', false],
])('%s: who may ask it may ask this one', (_, ours) => {
  const arn = (name: string) => `arn:aws:sagemaker:eu-central-1:111122223333:endpoint/${name}`;
  const existing = { ...naming, endpointName: 'Acme-Dev-Churn' };
  const { may } = granted((scope, role) => {
    if (ours) new SagemakerEndpoint(scope, 'x', least).grantInvoke(role);
    else SagemakerEndpoint.fromExisting(scope, 'x', existing).grantInvoke(role);
  });
  expect(may('sagemaker:InvokeEndpoint', arn('acme-dev-fraud'))).toBe(false);
  if (!ours) expect(may('sagemaker:InvokeEndpoint', arn('acme-dev-churn'))).toBe(true);
  expect(may('sagemaker:DeleteEndpoint', arn('acme-dev-churn'))).toBe(false);
});
