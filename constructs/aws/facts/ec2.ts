/** Limits of VPCs, subnets, endpoints and security groups, and how many addresses are used. */
import { type Cidr, cidrText, holds, overlap, parseCidr, quarters, sizeOf } from './cidr';
import type { Capacity } from './emr_serverless';
import type { ServiceQuota } from './service_facts';

const vpcCidrs = 'https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html';
const subnetSizing = 'https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html';
const vpcLimits = 'https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html';
const endpointLimits = 'https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-limits-endpoints.html';

/** A VPC, and each of its subnets, is between these two: https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html */
export const cidrPrefixes = { largest: 16, smallest: 28, source: vpcCidrs } as const;

/** The first four addresses of a subnet and its last. */
export const reservedAddresses = { count: 5, source: subnetSizing } as const;

const quota = (what: string, most: number, adjustable: boolean, why: string, source: string): ServiceQuota => ({
  what,
  most,
  adjustable,
  why,
  source,
});

/** Defaults of a new account. */
export const ec2Quotas = {
  vpcs: quota('VPCs in a region', 5, true, 'each network is one', vpcLimits),
  subnets: quota('subnets of a VPC', 200, true, 'one per zone, two with NAT', vpcLimits),
  elasticIps: quota('elastic IP addresses in a region', 5, true, 'each NAT gateway has one', vpcLimits),
  natGateways: quota('NAT gateways in a zone', 5, true, 'at most one per network and zone', vpcLimits),
  securityGroupRules: quota('rules of a security group in one direction', 60, true, 'each range is one', vpcLimits),
  securityGroupsOfInterface: quota('security groups of a network interface', 5, true, 'a job may have five', vpcLimits),
  interfaceEndpoints: quota('interface endpoints of a VPC', 50, true, 'one per service in use', endpointLimits),
  gatewayEndpoints: quota('gateway endpoints in a region', 20, true, 'two per network', endpointLimits),
  endpointPolicyCharacters: quota(
    "characters of an endpoint's policy",
    20_480,
    false,
    'it names buckets',
    endpointLimits,
  ),
} as const satisfies Readonly<Record<string, ServiceQuota>>;

/** What is wrong with so many of something; undefined within the quota. */
export const quotaProblem = ({ what, most, source }: ServiceQuota, found: number): string | undefined =>
  found <= most ? undefined : `found ${found} ${what}; expected at most ${most} (${source})`;

/** https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html: SageMaker and others use it inside. */
const takenByServices = '172.17.0.0/16';

/** Of no network at all: https://www.iana.org/assignments/iana-ipv4-special-registry/ */
const special = [
  ['0.0.0.0/8', 'this network'],
  ['127.0.0.0/8', 'the machine itself'],
  ['169.254.0.0/16', 'one link alone'],
  ['224.0.0.0/4', 'groups'],
  ['240.0.0.0/4', 'nobody'],
] as const;

/** https://www.rfc-editor.org/rfc/rfc1918 and https://www.rfc-editor.org/rfc/rfc6598 */
const privateRanges = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10'];

/** What is wrong with a range that others in the internet may have: what is there is out of reach from the network. */
export function publicRangeProblem(cidr: string): string | undefined {
  const range = parseCidr(cidr);
  if (range === undefined || privateRanges.some((each) => holds(known(each), range))) return undefined;
  return `found '${cidr}', which is public; expected a range within ${privateRanges.join(', ')} (RFC 1918, RFC 6598; ${vpcCidrs})`;
}

/** How a VPC's range is divided: by four whatever the zones are, so that zones and NAT can be added without moving a subnet. */
export interface SubnetPlan {
  /** For up to three zones. */
  readonly private: readonly string[];
  /** Quarters of the last quarter: for NAT gateways alone. */
  readonly public: readonly string[];
}

export function subnetPlan(cidr: string): SubnetPlan {
  const parts = quarters(known(cidr));
  const [last] = parts.slice(-1);
  return {
    private: parts.slice(0, 3).map(cidrText),
    public: last === undefined ? [] : quarters(last).slice(0, 3).map(cidrText),
  };
}

/** What is wrong with a VPC's range, each in one sentence. */
export function vpcCidrProblems(
  cidr: string,
  options: { readonly nat?: boolean; readonly others?: readonly string[] } = {},
): readonly string[] {
  const range = parseCidr(cidr);
  if (range === undefined) return [`found '${cidr}'; expected a range such as '10.20.0.0/16' (${vpcCidrs})`];
  const { largest, smallest } = cidrPrefixes;
  if (range.prefix < largest) {
    return [`found '${cidr}', ${counted(range.prefix)}; expected /${largest} or smaller (${vpcCidrs})`];
  }
  const use = special.find(([other]) => overlap(range, known(other)));
  if (use !== undefined) {
    return [
      `found '${cidr}', which is within ${use[0]}, of ${use[1]}; expected a range such as '10.20.0.0/16' (${vpcCidrs})`,
    ];
  }
  // A subnet is a quarter, one for NAT a sixteenth.
  const parts = options.nat === true ? 16 : 4;
  const prefix = range.prefix + Math.log2(parts);
  if (prefix > smallest) {
    return [
      `found '${cidr}', ${counted(range.prefix)}: divided by ${parts} a subnet is /${prefix}, ${counted(prefix)}; ` +
        `expected subnets of /${smallest} or larger, so /${smallest - Math.log2(parts)} or larger here (${subnetSizing})`,
    ];
  }
  return [takenByServices, ...(options.others ?? [])].flatMap((other) => {
    const taken = parseCidr(other);
    if (taken === undefined) return [`found '${other}' to keep clear of; expected a range (${vpcCidrs})`];
    if (!overlap(range, taken)) return [];
    const why = other === takenByServices ? ', which services of AWS use inside' : '';
    return [`found '${cidr}', which overlaps with ${other}${why}; expected another range (${vpcCidrs})`];
  });
}

export interface AddressUse {
  readonly what: string;
  readonly addresses: number;
}

/**
 * What does not fit into one subnet at the same time. A job runs within one zone, so each subnet has to hold all:
 * https://docs.aws.amazon.com/emr/latest/EMR-Serverless-UserGuide/vpc-access.html
 */
export function subnetAddressProblems(subnet: string, uses: readonly AddressUse[]): readonly string[] {
  const { prefix } = known(subnet);
  const free = sizeOf(prefix) - reservedAddresses.count;
  const needed = uses.reduce((sum, use) => sum + use.addresses, 0);
  if (needed <= free) return [];
  const list = uses.map((use) => `${use.addresses} for ${use.what}`).join(', ');
  return [
    `${subnet} has ${sizeOf(prefix)} addresses, ${reservedAddresses.count} of them reserved; ` +
      `expected at most ${free} in use, found ${needed}: ${list} (${subnetSizing})`,
  ];
}

/** Most workers of all jobs of a profile together: each has an address in the subnet. */
export function workerAddresses({ driver, executor, maximum }: Capacity): number {
  const vcpu = Math.min(driver.vcpu, executor.vcpu);
  const memory = Math.min(driver.memoryGb, executor.memoryGb);
  return Math.min(Math.floor(maximum.vcpu / vcpu), Math.floor(maximum.memoryGb / memory));
}

/** A driver and its executors: the addresses of one Spark job. */
export const sparkAddresses = (executors: number): number => executors + 1;

const counted = (prefix: number): string => {
  const size = sizeOf(prefix);
  return `${size} ${size === 1 ? 'address' : 'addresses'}`;
};

function known(cidr: string): Cidr {
  const range = parseCidr(cidr);
  if (range === undefined) throw new Error(`'${cidr}' is no range of addresses; expected one such as '10.20.0.0/16'`);
  return range;
}
