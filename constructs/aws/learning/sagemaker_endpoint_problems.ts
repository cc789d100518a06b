/** What is wrong with an endpoint, properties taken together. */
import { type Naming, Token } from '../../core';
import { hasLocalStorage, imageRepository, modelFiles, secretNameProblem } from '../facts';
import type { EndpointVariant, SagemakerEndpointProps } from './sagemaker_endpoint_props';

const guide = 'https://docs.aws.amazon.com/sagemaker/latest/dg';
const reference = 'https://docs.aws.amazon.com/sagemaker/latest/APIReference';
const images = 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-tag-mutability.html';

/** All variants with where they are in the props. */
function variantsOf(props: SagemakerEndpointProps): readonly (readonly [string, EndpointVariant])[] {
  return [
    ...props.productionVariants.map((variant, i) => [`productionVariants.${i}`, variant] as const),
    ...(props.shadowVariant === undefined ? [] : [['shadowVariant', props.shadowVariant] as const]),
  ];
}

/** `path: found value; expected ... (source)`, each. */
export function endpointProblems(props: SagemakerEndpointProps, naming: Naming): readonly string[] {
  const all = variantsOf(props);
  const names = all.map(([, { variantName }]) => variantName);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  const { subnetIds, securityGroupIds, shadowVariant, productionVariants } = props;
  const local = all.filter(([, { instanceType = '' }]) => hasLocalStorage(instanceType)).length;
  return [
    ...all.flatMap(([path, variant]) => variantProblems(path, variant, props, naming)),
    ...(twice === undefined
      ? []
      : [
          `productionVariants: found '${twice}' twice; expected a name of its own for each (${reference}/API_ProductionVariant.html)`,
        ]),
    ...(productionVariants.every(({ initialVariantWeight = 1 }) => initialVariantWeight === 0)
      ? [
          `productionVariants: found weights of 0 alone; expected one that gets requests (${reference}/API_ProductionVariant.html)`,
        ]
      : []),
    ...(shadowVariant !== undefined && productionVariants.length > 1
      ? [
          `shadowVariant: found beside ${productionVariants.length} production variants; expected one (${reference}/API_CreateEndpointConfig.html)`,
        ]
      : []),
    ...((subnetIds === undefined) !== (securityGroupIds === undefined)
      ? [
          `${subnetIds === undefined ? 'subnetIds' : 'securityGroupIds'}: found nothing; expected both subnetIds and securityGroupIds, or neither (${guide}/host-vpc.html)`,
        ]
      : []),
    // One key is for all volumes, and instances with disks of their own take none.
    ...(local > 0 && local < all.length
      ? [
          `productionVariants: found instances with local disks beside others; expected one kind, since the key is for all volumes or none (${reference}/API_CreateEndpointConfig.html)`,
        ]
      : []),
    ...(props.captureBucketName === undefined &&
    (props.capturePrefix ?? props.captureKeyArn ?? props.capturePercentage) !== undefined
      ? [
          `captureBucketName: found nothing; expected the bucket that capturePrefix, captureKeyArn and capturePercentage are about (${guide}/model-monitor-data-capture-endpoint.html)`,
        ]
      : []),
  ];
}

function variantProblems(
  path: string,
  variant: EndpointVariant,
  props: SagemakerEndpointProps,
  naming: Naming,
): readonly string[] {
  const { instanceType, initialInstanceCount = 2, scaling, serverless } = variant;
  return [
    ...((instanceType === undefined) === (serverless === undefined)
      ? [
          `${path}.instanceType: found ${instanceType ?? 'nothing'}; expected either instanceType or serverless (${reference}/API_ProductionVariant.html)`,
        ]
      : []),
    ...(serverless === undefined ? [] : serverlessProblems(path, variant, props)),
    ...(scaling !== undefined && (scaling.minCapacity ?? initialInstanceCount) > scaling.maxCapacity
      ? [
          `${path}.scaling.maxCapacity: found ${scaling.maxCapacity}; expected at least minCapacity, ${scaling.minCapacity ?? initialInstanceCount} (${guide}/endpoint-auto-scaling-prerequisites.html)`,
        ]
      : []),
    ...modelProblems(path, variant, props, naming),
  ];
}

function modelProblems(
  path: string,
  { model }: EndpointVariant,
  { imageAccounts = [] }: SagemakerEndpointProps,
  naming: Naming,
): readonly string[] {
  if ('modelPackageArn' in model) return [];
  const { imageUri, modelDataUrl, environment = {} } = model;
  const image = imageRepository(imageUri);
  const found = `${path}.model.imageUri: found "${imageUri}"`;
  return [
    ...(image === undefined && !Token.isUnresolved(imageUri)
      ? [`${found}; expected an image of ECR with its digest, because a tag can be moved (${images})`]
      : []),
    ...(image !== undefined && image.account !== naming.account && !imageAccounts.includes(image.account)
      ? [
          `${found}; expected an image of account ${naming.account}, or ${image.account} among imageAccounts (${images})`,
        ]
      : []),
    ...(modelDataUrl !== undefined && modelFiles(modelDataUrl) === undefined
      ? [
          `${path}.model.modelDataUrl: found "${modelDataUrl}"; expected 's3://{bucket}/{path}.tar.gz' (${reference}/API_ContainerDefinition.html)`,
        ]
      : []),
    ...Object.keys(environment).flatMap((name) => {
      const problem = secretNameProblem(name);
      return problem === undefined ? [] : [`${path}.model.environment.${name}: ${problem}`];
    }),
  ];
}

/** https://docs.aws.amazon.com/sagemaker/latest/dg/serverless-endpoints.html#serverless-endpoints-how-it-works-exclusions */
function serverlessProblems(
  path: string,
  { scaling, initialInstanceCount, serverless }: EndpointVariant,
  props: SagemakerEndpointProps,
): readonly string[] {
  const source = `${guide}/serverless-endpoints.html#serverless-endpoints-how-it-works-exclusions`;
  const { provisionedConcurrency = 0, maxConcurrency = 0 } = serverless ?? {};
  const excluded: readonly (readonly [string, boolean])[] = [
    ['scaling', scaling !== undefined],
    ['initialInstanceCount', initialInstanceCount !== undefined],
    ['another variant', props.productionVariants.length > 1 || props.shadowVariant !== undefined],
    ['subnetIds', props.subnetIds !== undefined],
    ['captureBucketName', props.captureBucketName !== undefined],
    ['enableNetworkIsolation', props.enableNetworkIsolation === true],
  ];
  return [
    ...excluded.flatMap(([what, is]) =>
      is ? [`${path}.serverless: found with ${what}; expected without (${source})`] : [],
    ),
    ...(provisionedConcurrency > maxConcurrency
      ? [
          `${path}.serverless.provisionedConcurrency: found ${provisionedConcurrency}; expected at most maxConcurrency, ${maxConcurrency} (${source})`,
        ]
      : []),
  ];
}
