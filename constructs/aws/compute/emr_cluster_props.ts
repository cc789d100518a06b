/** What an `EmrCluster` is given. */
import * as z from 'zod';
import { Token } from '../../core';
import { releaseProblem } from '../../../pipelines/engines/releases';
import type { RemovalProps } from '../../core';
import {
  type EmrCapacity,
  emrApplicationProblem,
  instanceTypesOf,
  instanceTypesProblem,
  spotProblems,
  type SpotProps,
} from '../facts';
import { type NamedProps, type NamingProps, namingShape } from '../environment/naming_props';
import {
  flagShape,
  keyArnShape,
  nameShape,
  securityGroupIdShape,
  subnetIdShape,
  vpcIdShape,
  wholeNumber,
} from '../environment/shapes';
import { capacityShape } from './emr_capacity';
import type { Configurations } from './emr_configurations';

const guide = 'https://docs.aws.amazon.com/emr/latest/ManagementGuide';
const scalingSource = `${guide}/managed-scaling-allocation-strategy.html`;
const rootSource = 'https://docs.aws.amazon.com/emr/latest/APIReference/API_RunJobFlow.html';

/** A file of the artefacts bucket. */
export interface ArtifactFile {
  readonly bucketName: string;
  readonly key: string;
  /** Of the bucket's encryption, unless that is S3's own. */
  readonly keyArn?: string;
}

/** Limits of managed scaling: instances of groups, units of fleets. */
export interface ScalingLimits {
  readonly minimumCapacityUnits: number;
  readonly maximumCapacityUnits: number;
  /** Core nodes hold HDFS; as many as at the start unless given. */
  readonly maximumCoreCapacityUnits?: number;
  /** All above it is spot capacity. */
  readonly maximumOndemandCapacityUnits?: number;
}

export interface EmrClusterProps extends NamedProps, RemovalProps, SpotProps {
  /** `emr-7.10.0` or later. */
  readonly releaseLabel: string;
  readonly capacity: EmrCapacity;
  readonly vpcId: string;
  /** Private; one for groups, one in each zone for fleets, of which EMR takes one. */
  readonly subnetIds: readonly string[];
  /** Of the disks, and of objects that EMRFS writes. */
  readonly keyArn: string;
  readonly logBucketName: string;
  /** Of the log bucket's encryption. */
  readonly logKeyArn: string;
  /** Ends with a slash; `emr/{name of the cluster}/` unless given. */
  readonly logPrefix?: string;
  /** The cluster ends after so many minutes without work; 60 unless given. */
  readonly idleMinutes?: number;
  /** Without it the cluster keeps its size. */
  readonly scaling?: ScalingLimits;
  /** `Spark` and `Hadoop` unless given. */
  readonly applications?: readonly string[];
  /** Over the settings for Delta. */
  readonly configurations?: Configurations;
  /** Shell scripts that each node runs before anything else. */
  readonly bootstrapActions?: readonly (ArtifactFile & { readonly name: string; readonly args?: readonly string[] })[];
  /** A zip of PEM files: with it nodes encrypt what they send each other. */
  readonly certificates?: ArtifactFile;
  /** GiB; 32 unless given. */
  readonly ebsRootVolumeSize?: number;
  /** Steps that run at once; 1 unless given. */
  readonly stepConcurrencyLevel?: number;
  /** Of yours, on all nodes beside the three of the cluster: what a database lets in. */
  readonly additionalSecurityGroupIds?: readonly string[];
}

export interface ExistingClusterProps extends NamingProps {
  readonly clusterId: string;
}

const text = z.string();
const file = z.object({
  bucketName: text,
  key: text.min(1, `expected the key of a file (${guide}/emr-plan-bootstrap.html)`),
  keyArn: keyArnShape.exactOptional(),
});
const units = (min: number): z.ZodNumber => wholeNumber(min, 2000, 'units', scalingSource);

/** Rules that compare properties with one another are in `clusterProblems`. */
export const clusterShape = z.object({
  ...namingShape,
  spotForPrimaryAndCore: flagShape,
  spotWithoutFallback: flagShape,
  name: nameShape,
  releaseLabel: text,
  capacity: capacityShape,
  vpcId: vpcIdShape,
  subnetIds: z.array(subnetIdShape).min(1, `expected at least one subnet (${guide}/emr-clusters-in-a-vpc.html)`),
  keyArn: keyArnShape,
  logBucketName: text,
  logKeyArn: keyArnShape,
  logPrefix: text
    .regex(/^([\w.-]+\/)+$/, `expected a prefix that ends with a slash (${guide}/emr-plan-debugging.html)`)
    .exactOptional(),
  idleMinutes: wholeNumber(1, 10_080, 'minutes', `${guide}/emr-auto-termination-policy.html`).exactOptional(),
  scaling: z
    .object({
      minimumCapacityUnits: units(1),
      maximumCapacityUnits: units(1),
      maximumCoreCapacityUnits: units(0).exactOptional(),
      maximumOndemandCapacityUnits: units(0).exactOptional(),
    })
    .refine(
      (limits) => limits.minimumCapacityUnits <= limits.maximumCapacityUnits,
      `expected minimumCapacityUnits of at most maximumCapacityUnits (${scalingSource})`,
    )
    .exactOptional(),
  applications: z.array(text).min(1, `expected at least one application (${rootSource})`).exactOptional(),
  configurations: z.record(text, z.record(text, text)).exactOptional(),
  bootstrapActions: z
    .array(file.extend({ name: text.max(256), args: z.array(text).exactOptional() }))
    .max(16, `expected at most 16 bootstrap actions (${guide}/emr-plan-bootstrap.html)`)
    .exactOptional(),
  certificates: file.exactOptional(),
  ebsRootVolumeSize: wholeNumber(15, 100, 'GiB', rootSource).exactOptional(),
  stepConcurrencyLevel: wholeNumber(1, 256, 'steps', rootSource).exactOptional(),
  additionalSecurityGroupIds: z.array(securityGroupIdShape).max(4).exactOptional(),
});

export const existingClusterShape = z.object({
  ...namingShape,
  clusterId: text.regex(
    /^j-[A-Z0-9]+$/,
    'expected an id such as j-3KVTXXXXXX7UG (https://docs.aws.amazon.com/emr/latest/APIReference/API_DescribeCluster.html)',
  ),
});

/** What is wrong with properties together: `capacity.core...: found ...; expected ... (source)`. */
export function clusterProblems(props: EmrClusterProps): readonly string[] {
  const { capacity, subnetIds, releaseLabel } = props;
  const release = Token.isUnresolved(releaseLabel) ? undefined : releaseProblem(releaseLabel);
  const types = instanceTypesOf(capacity).filter((type) => !Token.isUnresolved(type));
  const machines = instanceTypesProblem(types);
  return [
    ...(release === undefined ? [] : [`releaseLabel: ${release}`]),
    ...(machines === undefined ? [] : [`capacity: ${machines}`]),
    ...spotProblems(capacity, props),
    ...(props.applications ?? []).flatMap((name, i) => {
      const problem = Token.isUnresolved(name) ? undefined : emrApplicationProblem(name);
      return problem === undefined ? [] : [`applications.${i}: ${problem}`];
    }),
    ...(capacity.kind === 'groups' && !Token.isUnresolved(subnetIds) && subnetIds.length > 1
      ? [
          `subnetIds: found ${subnetIds.length}; expected one, because groups do not choose: take fleets (${guide}/emr-instance-fleet.html)`,
        ]
      : []),
  ];
}
