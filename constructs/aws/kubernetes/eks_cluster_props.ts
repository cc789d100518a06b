/** What an `EksCluster` is given. */
import * as z from 'zod';
import type { Environment } from '../../../environments';
import { type RemovalProps, Token } from '../../core';
import {
  eksAddons,
  type EksAddonName,
  kubernetesVersionProblem,
  type NodeCapacity,
  nodeGroupProblems,
  publicAccessProblem,
} from '../facts';
import { type NamedProps, type NamingProps, namingShape } from '../environment/naming_props';
import {
  eachOnce,
  flagShape,
  keyArnShape,
  logRetentionShape,
  nameShape,
  roleArnShape,
  securityGroupIdShape,
  subnetIdShape,
  wholeNumber,
} from '../environment/shapes';

const guide = 'https://docs.aws.amazon.com/eks/latest/userguide';
const api = 'https://docs.aws.amazon.com/eks/latest/APIReference';

/** Nodes of one kind: a managed group. */
export interface NodeGroup extends NodeCapacity {
  /** GiB of each node's disk; 50 unless given. */
  readonly diskGb?: number;
  readonly labels?: Readonly<Record<string, string>>;
  /** Pods that do not tolerate them go elsewhere. */
  readonly taints?: readonly {
    readonly key: string;
    readonly value?: string;
    readonly effect: 'NO_SCHEDULE' | 'NO_EXECUTE' | 'PREFER_NO_SCHEDULE';
  }[];
}

export interface EksClusterProps extends NamedProps, RemovalProps {
  /** `1.35` */
  readonly version: string;
  /** Private, in two zones or more. */
  readonly subnetIds: readonly string[];
  /** Of class data: Kubernetes' secrets and the nodes' disks. */
  readonly keyArn: string;
  /** Of class logs. */
  readonly logKeyArn: string;
  /** By their names. */
  readonly nodeGroups: Readonly<Record<string, NodeGroup>>;
  /** Roles that may do everything in the cluster; `grantAdmin` does the same for a role of ours. */
  readonly adminRoleArns?: readonly string[];
  /** Where what deploys into the cluster runs; as the stack's environment says unless given, else `inside` its network. */
  readonly deployer?: 'inside' | 'outside';
  /** Security groups of yours whose members reach the private endpoint: the deployer's, a bastion's. */
  readonly clientSecurityGroupIds?: readonly string[];
  /** Makes the endpoint public, for these ranges alone; the private one stays. */
  readonly publicAccessCidrs?: readonly string[];
  /** Pins add-ons: `{ coredns: 'v1.12.1-eksbuild.2' }`; EKS takes its default for the version of Kubernetes unless given. */
  readonly addonVersions?: Partial<Readonly<Record<EksAddonName, string>>>;
  /** Adds the agent of EKS Pod Identity, for charts that ask for it; roles of ours are taken with tokens of the cluster. */
  readonly podIdentityAgent?: boolean;
  /** Days; 90 unless given. */
  readonly logRetentionDays?: number;
  /** Accepts the price of a version that is past its standard support, and keeps AWS from upgrading it. */
  readonly extendedSupport?: boolean;
  /** Lets all nodes be spot capacity: there may be none. */
  readonly spotWithoutFallback?: boolean;
  /** `API_AND_CONFIG_MAP` for EMR on EKS, which asks for it; `API` unless given, from where there is no way back. */
  readonly authenticationMode?: 'API' | 'API_AND_CONFIG_MAP';
}

export interface ExistingEksClusterProps extends NamingProps {
  readonly clusterName: string;
  /** Of its tokens, without `https://`: `oidc.eks.eu-central-1.amazonaws.com/id/...`. */
  readonly issuer: string;
}

const text = z.string();
const count = (min: number, max: number): z.ZodNumber =>
  wholeNumber(min, max, 'nodes', `${api}/API_NodegroupScalingConfig.html`);
const labels = 'https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/';
const nodeGroup = z.object({
  capacityType: z
    .enum(['ON_DEMAND', 'SPOT'], `expected ON_DEMAND or SPOT (${api}/API_CreateNodegroup.html)`)
    .exactOptional(),
  instanceTypes: z.array(text).min(1, `expected at least one instance type (${api}/API_CreateNodegroup.html)`),
  minSize: count(0, 450),
  maxSize: count(1, 450),
  desiredSize: count(0, 450).exactOptional(),
  diskGb: wholeNumber(
    20,
    16_384,
    'GiB',
    'https://docs.aws.amazon.com/ebs/latest/userguide/general-purpose.html',
  ).exactOptional(),
  labels: z
    .record(text.regex(/^[\w./-]{1,317}$/, `expected the key of a label (${labels})`), text.max(63))
    .exactOptional(),
  taints: z
    .array(
      z.object({
        key: text.min(1),
        value: text.max(63).exactOptional(),
        effect: z.enum(
          ['NO_SCHEDULE', 'NO_EXECUTE', 'PREFER_NO_SCHEDULE'],
          `expected NO_SCHEDULE, NO_EXECUTE or PREFER_NO_SCHEDULE (${api}/API_Taint.html)`,
        ),
      }),
    )
    .exactOptional(),
});
const addonVersion = text
  .regex(
    /^v\d+\.\d+\.\d+-eksbuild\.\d+$/,
    `expected a version such as 'v1.12.1-eksbuild.2' (${api}/API_DescribeAddonVersions.html)`,
  )
  .exactOptional();

/** Rules that compare properties with one another are in `eksClusterProblems`. */
export const eksClusterShape = z.object({
  ...namingShape,
  extendedSupport: flagShape,
  podIdentityAgent: flagShape,
  spotWithoutFallback: flagShape,
  name: nameShape,
  version: text,
  subnetIds: z.array(subnetIdShape).min(2, `expected subnets in two zones or more (${guide}/network-reqs.html)`),
  keyArn: keyArnShape,
  logKeyArn: keyArnShape,
  nodeGroups: z.record(
    text.regex(
      /^[a-z][a-z0-9-]{0,62}$/,
      `expected lower-case letters, digits and hyphens (${api}/API_CreateNodegroup.html)`,
    ),
    nodeGroup,
  ),
  adminRoleArns: eachOnce(roleArnShape).exactOptional(),
  deployer: z
    .enum(['inside', 'outside'], 'expected inside or outside (docs/constructs/eks-cluster.md#good-to-know)')
    .exactOptional(),
  clientSecurityGroupIds: eachOnce(securityGroupIdShape).exactOptional(),
  publicAccessCidrs: z
    .array(z.cidrv4(`expected a range such as '203.0.113.0/24' (${guide}/cluster-endpoint.html)`))
    .min(1, `expected at least one range (${guide}/cluster-endpoint.html)`)
    .max(40, `expected at most 40 ranges (https://docs.aws.amazon.com/general/latest/gr/eks.html#limits_eks)`)
    .exactOptional(),
  addonVersions: z
    .strictObject(
      Object.fromEntries(eksAddons.map((name) => [name, addonVersion])),
      `expected versions of ${eksAddons.join(', ')} (${guide}/eks-add-ons.html)`,
    )
    .exactOptional(),
  logRetentionDays: logRetentionShape,
  authenticationMode: z
    .enum(
      ['API', 'API_AND_CONFIG_MAP'],
      `expected API or API_AND_CONFIG_MAP: roles get in by access entries (${guide}/access-entries.html)`,
    )
    .exactOptional(),
});

export const existingEksClusterShape = z.object({
  ...namingShape,
  issuer: text.regex(
    /^[a-z0-9.-]+\/id\/[A-Z0-9]+$/,
    `expected an issuer such as 'oidc.eks.eu-central-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE' (${guide}/enable-iam-roles-for-service-accounts.html)`,
  ),
});

/**
 * What is wrong with properties together: `version: found ...; expected ... (source)`.
 * @param environment of the stack, where it is of one: says what `deployer` is by default
 */
export function eksClusterProblems(
  props: EksClusterProps,
  environment?: Pick<Environment, 'name' | 'deployer'>,
): readonly string[] {
  const { version, publicAccessCidrs } = props;
  const deployer = props.deployer ?? environment?.deployer;
  const said = props.deployer === undefined ? `, which environments/${environment?.name ?? ''}.yaml says,` : '';
  const old = Token.isUnresolved(version)
    ? undefined
    : kubernetesVersionProblem(version, props.extendedSupport === true);
  const open = publicAccessCidrs === undefined ? undefined : publicAccessProblem(publicAccessCidrs);
  return [
    ...(old === undefined ? [] : [`version: found "${version}"; ${old}`]),
    ...(open === undefined ? [] : [`publicAccessCidrs: ${open}`]),
    ...(deployer === 'outside' && publicAccessCidrs === undefined
      ? [
          `deployer: found "outside"${said} with a private endpoint; expected "inside", or publicAccessCidrs with the deployer's range, because charts are installed through the endpoint (${guide}/cluster-endpoint.html#private-access)`,
        ]
      : []),
    ...nodeGroupProblems(props.nodeGroups, props.spotWithoutFallback === true),
  ];
}
