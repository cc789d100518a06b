/** What a `SagemakerEndpoint` is given. */
import * as z from 'zod';
import type { RemovalProps } from '../../core';
import { type NamedProps, type NamingProps, namingShape } from '../environment/naming_props';
import {
  arnShape,
  flagShape,
  keyArnShape,
  logRetentionShape,
  securityGroupIdShape,
  subnetIdShape,
  textsShape,
  topicArnShape,
  wholeNumber,
} from '../environment/shapes';
import { endpointLimits, serverlessLimits } from '../facts';

/** A model: an image with its files, or a package of the registry, which holds both. */
export type EndpointModel =
  | {
      /** By its digest, in ECR. */
      readonly imageUri: string;
      /** `s3://bucket/path/model.tar.gz`; the role may read it. */
      readonly modelDataUrl?: string;
      /** Of the container: seen by everybody who may look at the model. */
      readonly environment?: Readonly<Record<string, string>>;
    }
  | {
      /** What its image and files need is granted to `role` by you. */
      readonly modelPackageArn: string;
    };

/** More instances as there are more requests. */
export interface VariantScaling {
  /** `initialInstanceCount` unless given. */
  readonly minCapacity?: number;
  readonly maxCapacity: number;
  /** Requests a minute that one instance shall get. */
  readonly invocationsPerInstance: number;
}

export interface ServerlessVariant {
  readonly memorySizeInMb: number;
  /** Requests at once. */
  readonly maxConcurrency: number;
  /** Of them, so many are warm, and cost from then on. */
  readonly provisionedConcurrency?: number;
}

export interface EndpointVariant {
  readonly variantName: string;
  readonly model: EndpointModel;
  /** Its part of the requests, beside the others' weights; 1 unless given. */
  readonly initialVariantWeight?: number;
  /** `ml.m5.large`; either this or `serverless`. */
  readonly instanceType?: string;
  /** Two unless given: in different zones. */
  readonly initialInstanceCount?: number;
  readonly scaling?: VariantScaling;
  readonly serverless?: ServerlessVariant;
}

export interface SagemakerEndpointProps extends Required<NamedProps>, RemovalProps {
  readonly productionVariants: readonly EndpointVariant[];
  /** Gets a copy of the requests of the one production variant; its answers reach nobody. */
  readonly shadowVariant?: Omit<EndpointVariant, 'scaling' | 'serverless'>;
  /** A key of class data: of the volumes of the instances. */
  readonly keyArn: string;
  /** A key of class logs. */
  readonly logKeyArn: string;
  /** 90 unless given. */
  readonly logRetentionDays?: number;
  /** Who is told when an update is taken back. */
  readonly topicArn: string;
  /** Of the buckets of the models, unless that is S3's own. */
  readonly modelKeyArn?: string;
  /** Other accounts whose images are trusted, such as those of AWS. */
  readonly imageAccounts?: readonly string[];
  /** Of the containers; both or neither. */
  readonly subnetIds?: readonly string[];
  readonly securityGroupIds?: readonly string[];
  /** Whether containers reach nothing at all; true unless given, but not for serverless variants. */
  readonly enableNetworkIsolation?: boolean;
  /** Where requests and answers are kept; nowhere unless given. */
  readonly captureBucketName?: string;
  /** Ends with a slash; `capture/{name of the endpoint}/` unless given. */
  readonly capturePrefix?: string;
  /** Of the bucket's encryption, unless that is S3's own. */
  readonly captureKeyArn?: string;
  /** Of the requests; 100 unless given. */
  readonly capturePercentage?: number;
  /** How an update takes over; `CANARY` unless given. */
  readonly trafficRouting?: 'ALL_AT_ONCE' | 'CANARY' | 'LINEAR';
  /** Of the instances, which an update begins with (`CANARY`) or goes on by (`LINEAR`); 10 unless given. */
  readonly stepPercentage?: number;
  /** How long each step is watched; 600 unless given. */
  readonly waitIntervalInSeconds?: number;
  /** Answers that take longer ring, and take an update back; 1000 unless given. */
  readonly latencyMilliseconds?: number;
}

export interface ExistingEndpointProps extends NamingProps {
  readonly endpointName: string;
}

const guide = 'https://docs.aws.amazon.com/sagemaker/latest/dg';
const reference = 'https://docs.aws.amazon.com/sagemaker/latest/APIReference';
const variantSource = `${reference}/API_ProductionVariant.html`;
const text = z.string();

const model = z.union(
  [
    z.object({ modelPackageArn: arnShape('a model package') }),
    z.object({
      imageUri: text,
      modelDataUrl: text.exactOptional(),
      environment: z.record(text, text).exactOptional(),
    }),
  ],
  `expected imageUri, or modelPackageArn as an ARN (${reference}/API_ContainerDefinition.html)`,
);

const variant = z.object({
  variantName: text.regex(
    /^[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}$/,
    `expected at most 63 letters, digits and hyphens (${variantSource})`,
  ),
  model,
  initialVariantWeight: z.number().min(0, `expected a weight of 0 or more (${variantSource})`).exactOptional(),
  instanceType: text
    .regex(/^ml\.[a-z0-9-]+\.[a-z0-9-]+$/, `expected an instance type such as 'ml.m5.large' (${variantSource})`)
    .exactOptional(),
  initialInstanceCount: wholeNumber(1, 1000, 'instances', variantSource).exactOptional(),
  scaling: z
    .object({
      minCapacity: wholeNumber(
        1,
        1000,
        'instances',
        `${guide}/endpoint-auto-scaling-prerequisites.html`,
      ).exactOptional(),
      maxCapacity: wholeNumber(1, 1000, 'instances', `${guide}/endpoint-auto-scaling-prerequisites.html`),
      invocationsPerInstance: z.number().positive(`expected more than 0 (${guide}/endpoint-scaling-loadtest.html)`),
    })
    .exactOptional(),
  serverless: z
    .object({
      memorySizeInMb: z
        .number()
        .refine(
          (n) => serverlessLimits.memories.some((each) => each === n),
          `expected one of ${serverlessLimits.memories.join(', ')} (${serverlessLimits.source})`,
        ),
      maxConcurrency: wholeNumber(1, 200, 'requests', serverlessLimits.source),
      provisionedConcurrency: wholeNumber(1, 200, 'requests', serverlessLimits.source).exactOptional(),
    })
    .exactOptional(),
});

export const endpointShape = z.object({
  ...namingShape,
  enableNetworkIsolation: flagShape,
  imageAccounts: textsShape,
  captureBucketName: z.string(`expected a bucket's name (docs/aws.md#properties)`).exactOptional(),
  name: text.regex(
    /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/,
    'expected lower-case letters, digits and single hyphens, beginning with a letter (docs/aws.md#names)',
  ),
  productionVariants: z
    .array(variant)
    .min(1, `expected at least one variant (${endpointLimits.source})`)
    .max(endpointLimits.variants, `expected at most ${endpointLimits.variants} variants (${endpointLimits.source})`),
  shadowVariant: variant.exactOptional(),
  keyArn: keyArnShape,
  logKeyArn: keyArnShape,
  logRetentionDays: logRetentionShape,
  topicArn: topicArnShape,
  modelKeyArn: keyArnShape.exactOptional(),
  subnetIds: z.array(subnetIdShape).min(1).exactOptional(),
  securityGroupIds: z.array(securityGroupIdShape).min(1).exactOptional(),
  capturePrefix: text
    .regex(
      /^([\w!.*'()-]+\/)+$/,
      `expected a prefix that ends with a slash (${guide}/model-monitor-data-capture-endpoint.html)`,
    )
    .exactOptional(),
  captureKeyArn: keyArnShape.exactOptional(),
  capturePercentage: wholeNumber(0, 100, 'percent', `${reference}/API_DataCaptureConfig.html`).exactOptional(),
  trafficRouting: z
    .enum(
      ['ALL_AT_ONCE', 'CANARY', 'LINEAR'],
      `expected ALL_AT_ONCE, CANARY or LINEAR (${reference}/API_TrafficRoutingConfig.html)`,
    )
    .exactOptional(),
  stepPercentage: wholeNumber(1, 50, 'percent', `${reference}/API_TrafficRoutingConfig.html`).exactOptional(),
  waitIntervalInSeconds: wholeNumber(0, 3600, 'seconds', `${reference}/API_TrafficRoutingConfig.html`).exactOptional(),
  latencyMilliseconds: wholeNumber(1, 60_000, 'milliseconds', `${guide}/monitoring-cloudwatch.html`).exactOptional(),
});
