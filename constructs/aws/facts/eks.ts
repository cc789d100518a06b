/** Amazon EKS: versions with their dates, what clusters and nodes take, and what is around them. */
import { runtimeEndpoints } from './endpoints';
import { type Architecture, architectureOf } from './emr';
import type { ServiceFacts } from './service_facts';

const guide = 'https://docs.aws.amazon.com/eks/latest/userguide';
const calendar = `${guide}/kubernetes-versions.html`;
const spot = `${guide}/managed-node-groups.html#managed-node-group-capacity-types`;
const quotas = 'https://docs.aws.amazon.com/general/latest/gr/eks.html#limits_eks';

export interface KubernetesVersion {
  /** The last day at the usual price. */
  readonly standardUntil: string;
  /** The last day at all: then AWS moves the cluster to the oldest version that it still supports. */
  readonly extendedUntil: string;
}

/** The release calendar: https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html */
export const kubernetesVersions: Readonly<Record<string, KubernetesVersion>> = {
  '1.31': { standardUntil: '2025-11-26', extendedUntil: '2026-11-26' },
  '1.32': { standardUntil: '2026-03-23', extendedUntil: '2027-03-23' },
  '1.33': { standardUntil: '2026-07-29', extendedUntil: '2027-07-29' },
  '1.34': { standardUntil: '2026-12-02', extendedUntil: '2027-12-02' },
  '1.35': { standardUntil: '2027-03-27', extendedUntil: '2028-03-27' },
};

/** The day that the table is judged on: a stack of today must be the same tomorrow, so no clock is asked. */
const judgedOn = '2026-11-21';

/** `standard`, `extended` at several times the price, or `ended`. */
export function supportOf({ standardUntil, extendedUntil }: KubernetesVersion): 'standard' | 'extended' | 'ended' {
  if (standardUntil >= judgedOn) return 'standard';
  return extendedUntil >= judgedOn ? 'extended' : 'ended';
}

/**
 * What is wrong with a version, in one sentence.
 * @param extended whether the price of extended support was accepted
 */
export function kubernetesVersionProblem(version: string, extended: boolean): string | undefined {
  const found = kubernetesVersions[version];
  const standard = Object.keys(kubernetesVersions).filter((each) => {
    const known = kubernetesVersions[each];
    return known !== undefined && supportOf(known) === 'standard';
  });
  if (found === undefined) return `expected one of ${standard.join(', ')}, whose dates are recorded (${calendar})`;
  const support = supportOf(found);
  if (support === 'standard') return undefined;
  if (support === 'ended')
    return `not supported since ${found.extendedUntil}; expected ${standard.join(', ')} (${calendar})`;
  return extended
    ? undefined
    : `in extended support since ${found.standardUntil}, which costs several times as much; expected ${standard.join(', ')}, or set extendedSupport (${calendar})`;
}

/** In the order in which they are made. The first two are there before nodes, which are not ready without them. */
export const eksAddons = ['vpc-cni', 'kube-proxy', 'eks-pod-identity-agent', 'coredns', 'aws-ebs-csi-driver'] as const;
export type EksAddonName = (typeof eksAddons)[number];

/** Those that run on each node: the others are pods that wait for one. */
export const addonsBeforeNodes: ReadonlySet<EksAddonName> = new Set([
  'vpc-cni',
  'kube-proxy',
  'eks-pod-identity-agent',
]);

/** Add-ons that call AWS, as which service account, and the policy that AWS keeps for them. */
export const addonAccounts: Partial<
  Readonly<Record<EksAddonName, { readonly account: string; readonly policy: string; readonly source: string }>>
> = {
  'vpc-cni': { account: 'aws-node', policy: 'AmazonEKS_CNI_Policy', source: `${guide}/cni-iam-role.html` },
  'aws-ebs-csi-driver': {
    account: 'ebs-csi-controller-sa',
    policy: 'service-role/AmazonEBSCSIDriverPolicy',
    source: `${guide}/ebs-csi.html`,
  },
};

/** All five: https://docs.aws.amazon.com/eks/latest/userguide/control-plane-logs.html */
export const controlPlaneLogs = ['api', 'audit', 'authenticator', 'controllerManager', 'scheduler'] as const;

/** Nodes that one group may have, and how it gets them. */
export interface NodeCapacity {
  readonly capacityType?: 'ON_DEMAND' | 'SPOT';
  readonly instanceTypes: readonly string[];
  readonly minSize: number;
  readonly maxSize: number;
  readonly desiredSize?: number;
}

/** What is wrong with groups of nodes, each with its property: `nodeGroups.spot.instanceTypes: found ...`. */
export function nodeGroupProblems(
  groups: Readonly<Record<string, NodeCapacity>>,
  spotWithoutFallback: boolean,
): readonly string[] {
  const all = Object.entries(groups);
  const alone = all.length > 0 && all.every(([, group]) => group.capacityType === 'SPOT');
  return [
    ...(all.length === 0
      ? [
          `nodeGroups: found none; expected at least one, because DNS and storage of the cluster run on nodes (${guide}/managing-coredns.html)`,
        ]
      : []),
    ...(alone && !spotWithoutFallback
      ? [
          `nodeGroups: found spot capacity only; expected a group of on-demand capacity beside it, where pods go that must not be interrupted; or set spotWithoutFallback (${spot})`,
        ]
      : []),
    ...all.flatMap(([name, group]) => groupProblems(group).map((problem) => `nodeGroups.${name}.${problem}`)),
  ];
}

function groupProblems({
  capacityType,
  instanceTypes,
  minSize,
  maxSize,
  desiredSize,
}: NodeCapacity): readonly string[] {
  const found = `instanceTypes: found ${instanceTypes.join(', ')}`;
  const architectures = new Set(instanceTypes.map(architectureOf));
  return [
    ...(capacityType === 'SPOT' && instanceTypes.length < 2
      ? [`${found}; expected several types of one size, because each has its own spot capacity (${spot})`]
      : []),
    ...(architectures.has(undefined)
      ? [
          `${found}; expected types such as 'm7g.xlarge' (https://docs.aws.amazon.com/ec2/latest/instancetypes/instance-type-names.html)`,
        ]
      : architectures.size > 1
        ? [`${found}; expected one architecture, because a group has one image (${guide}/eks-optimized-ami.html)`]
        : []),
    ...(minSize <= (desiredSize ?? minSize) && (desiredSize ?? minSize) <= maxSize
      ? []
      : [
          `desiredSize: found ${desiredSize ?? minSize} with minSize ${minSize} and maxSize ${maxSize}; expected minSize <= desiredSize <= maxSize (https://docs.aws.amazon.com/eks/latest/APIReference/API_NodegroupScalingConfig.html)`,
        ]),
  ];
}

/** Amazon Linux 2023: https://docs.aws.amazon.com/eks/latest/APIReference/API_Nodegroup.html */
export const nodeImages: Readonly<Record<Architecture, string>> = {
  arm64: 'AL2023_ARM_64_STANDARD',
  x86_64: 'AL2023_x86_64_STANDARD',
};

/** The range that lets everybody in, and what EKS takes at most. */
export function publicAccessProblem(cidrs: readonly string[]): string | undefined {
  const open = cidrs.find((cidr) => /\/0$/.test(cidr));
  if (open === undefined) return undefined;
  return `found ${open}; expected the ranges of your own network, because it lets everybody try (${guide}/cluster-endpoint.html)`;
}

export const eksFacts: ServiceFacts = {
  name: 'Amazon EKS',
  principals: ['eks.amazonaws.com'],
  endpoints: runtimeEndpoints.eks,
  passedTo: [
    {
      principal: 'eks.amazonaws.com',
      why: 'whoever makes a cluster or a group of nodes passes its role',
      source: `${guide}/cluster-iam-role.html`,
    },
  ],
  securityGroupRules: [
    {
      from: 'cluster',
      to: 'cluster',
      protocol: 'all',
      ports: 'all',
      why: 'the control plane and the nodes talk to each other; EKS makes the group and the rule',
      source: `${guide}/sec-group-reqs.html`,
    },
    {
      from: 'client',
      to: 'cluster',
      protocol: 'tcp',
      ports: '443',
      why: 'who deploys from within the network reaches the private endpoint',
      source: `${guide}/cluster-endpoint.html#private-access`,
    },
  ],
  zones: { least: 2, most: 6, why: 'the control plane is in two zones or more', source: `${guide}/network-reqs.html` },
  quotas: [
    { what: 'clusters', most: 100, adjustable: true, why: 'in an account and region', source: quotas },
    { what: 'managed groups of nodes', most: 30, adjustable: true, why: 'in a cluster', source: quotas },
    {
      what: 'nodes in a managed group',
      most: 450,
      adjustable: true,
      why: 'the most that maxSize can be',
      source: quotas,
    },
    { what: 'ranges of public access', most: 40, adjustable: false, why: 'on an endpoint', source: quotas },
  ],
};
