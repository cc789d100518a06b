import { type EndpointVariant, SagemakerEndpoint, type SagemakerEndpointProps } from '../../../../constructs/aws';
import type { Naming } from '../../../../constructs/core';
import type { Surroundings } from '../surroundings';
import type { Refusal, Variant } from '../variant';
import { image } from './fargate_service';

const model = { imageUri: image(), modelDataUrl: 's3://acme-dev-given-files/models/churn.tar.gz' };
const champion: EndpointVariant = { variantName: 'champion', model, instanceType: 'ml.m5.large' };
const serverless: EndpointVariant = {
  variantName: 'only',
  model,
  serverless: { memorySizeInMb: 2048, maxConcurrency: 20, provisionedConcurrency: 2 },
};

const least = (given: Surroundings, name: string): SagemakerEndpointProps => ({
  ...given.base,
  name,
  keyArn: given.keyArn(),
  logKeyArn: given.keyArn('logs'),
  topicArn: given.topicArn(),
  productionVariants: [champion],
});
const keyArn = 'arn:aws:kms:eu-central-1:111122223333:key/1';
const wrong = (naming: Naming, props: Partial<SagemakerEndpointProps>): SagemakerEndpointProps => ({
  ...naming,
  name: 'churn',
  keyArn,
  logKeyArn: keyArn,
  topicArn: 'arn:aws:sns:eu-central-1:111122223333:alerts',
  productionVariants: [champion],
  ...props,
});
const refusals: readonly (readonly [string, Partial<SagemakerEndpointProps>, string])[] = [
  ['no variant', { productionVariants: [] }, 'productionVariants: found []; expected at least one variant'],
  [
    'two of one name',
    { productionVariants: [champion, champion] },
    "productionVariants: found 'champion' twice; expected a name of its own",
  ],
  [
    'weights of nothing',
    { productionVariants: [{ ...champion, initialVariantWeight: 0 }] },
    'productionVariants: found weights of 0 alone',
  ],
  [
    'a shadow of two',
    {
      productionVariants: [champion, { ...champion, variantName: 'challenger' }],
      shadowVariant: { ...champion, variantName: 'shadow' },
    },
    'shadowVariant: found beside 2 production variants; expected one',
  ],
  [
    'instances and none',
    { productionVariants: [{ ...serverless, instanceType: 'ml.m5.large' }] },
    'productionVariants.0.instanceType: found ml.m5.large; expected either instanceType or serverless',
  ],
  [
    'a network for a serverless variant',
    { productionVariants: [serverless], subnetIds: ['subnet-1'], securityGroupIds: ['sg-1'] },
    'productionVariants.0.serverless: found with subnetIds; expected without',
  ],
  [
    'a memory that there is not',
    { productionVariants: [{ ...serverless, serverless: { memorySizeInMb: 1500, maxConcurrency: 5 } }] },
    'productionVariants.0.serverless.memorySizeInMb: found 1500; expected one of 1024',
  ],
  [
    'fewer at most than at least',
    { productionVariants: [{ ...champion, scaling: { maxCapacity: 1, invocationsPerInstance: 100 } }] },
    'productionVariants.0.scaling.maxCapacity: found 1; expected at least minCapacity, 2',
  ],
  [
    'an image by its tag',
    { productionVariants: [{ ...champion, model: { imageUri: 'xgboost:latest' } }] },
    'productionVariants.0.model.imageUri: found "xgboost:latest"; expected an image of ECR with its digest',
  ],
  [
    'an image of a stranger',
    { productionVariants: [{ ...champion, model: { imageUri: image('999988887777') } }] },
    'or 999988887777 among imageAccounts',
  ],
  [
    'files that are no archive',
    { productionVariants: [{ ...champion, model: { ...model, modelDataUrl: 's3://acme/model.pkl' } }] },
    'found "s3://acme/model.pkl"; expected \'s3://{bucket}/{path}.tar.gz\'',
  ],
  ['half a network', { subnetIds: ['subnet-1'] }, 'securityGroupIds: found nothing; expected both'],
  ['a capture that goes nowhere', { capturePercentage: 10 }, 'captureBucketName: found nothing; expected the bucket'],
  [
    'disks of two kinds',
    { productionVariants: [champion, { ...champion, variantName: 'fast', instanceType: 'ml.g5.xlarge' }] },
    'productionVariants: found instances with local disks beside others',
  ],
  ['a step over half', { stepPercentage: 80 }, 'stepPercentage: found 80; expected 1 to 50 percent'],
];

export const sagemakerEndpoint: Variant = {
  construct: SagemakerEndpoint,
  family: 'learning',
  least: (scope, id, given, name = 'least') => new SagemakerEndpoint(scope, id, least(given, `churn-${name}`)),
  all: (scope, id, given) => {
    new SagemakerEndpoint(scope, `${id}-weighted`, {
      ...least(given, 'churn-weighted'),
      productionVariants: [
        { ...champion, initialVariantWeight: 9 },
        { ...champion, variantName: 'challenger', initialVariantWeight: 1 },
      ],
    });
    new SagemakerEndpoint(scope, `${id}-serverless`, {
      ...least(given, 'churn-serverless'),
      productionVariants: [serverless],
    });
    return new SagemakerEndpoint(scope, id, {
      ...least(given, 'churn-all'),
      productionVariants: [
        {
          ...champion,
          model: { ...model, imageUri: image('999988887777'), environment: { THRESHOLD: '0.5' } },
          initialVariantWeight: 1,
          initialInstanceCount: 3,
          scaling: { minCapacity: 3, maxCapacity: 9, invocationsPerInstance: 600 },
        },
      ],
      shadowVariant: {
        variantName: 'shadow',
        model: { modelPackageArn: 'arn:aws:sagemaker:eu-central-1:111122223333:model-package/churn/2' },
        instanceType: 'ml.m5.large',
        initialInstanceCount: 1,
      },
      logRetentionDays: 30,
      modelKeyArn: given.keyArn(),
      imageAccounts: ['999988887777'],
      subnetIds: given.subnetIds(),
      securityGroupIds: [given.securityGroupId()],
      enableNetworkIsolation: false,
      captureBucketName: given.files().bucketName,
      capturePrefix: 'captured/churn/',
      captureKeyArn: given.keyArn(),
      capturePercentage: 20,
      trafficRouting: 'LINEAR',
      stepPercentage: 25,
      waitIntervalInSeconds: 300,
      latencyMilliseconds: 200,
    });
  },
  existing: (scope, id, { naming }) =>
    SagemakerEndpoint.fromExisting(scope, id, { ...naming, endpointName: 'acme-churn' }),
  refused: refusals.map(([what, props, message]): Refusal => ({
    wrong: what,
    build: (scope, { naming }) => new SagemakerEndpoint(scope, 'it', wrong(naming, props)),
    message,
  })),
};
