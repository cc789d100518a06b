import * as z from 'zod';
import type { RemovalProps } from '../../core';
import { type NamedProps, namingShape, type NamingProps } from '../environment/naming_props';
import {
  keyArnShape,
  logRetentionShape,
  listShape,
  nameShape,
  securityGroupIdShape,
  subnetIdShape,
  vpcIdShape,
  wholeNumber,
} from '../environment/shapes';
import { type AddressUse, endpointProblem, type UsedService } from '../facts';
import { bucketPatternsShape, usedServicesShape } from './vpc_endpoints';

/** Removal is of its log group. */
export interface NetworkProps extends NamedProps, RemovalProps {
  /** The range of the VPC: `10.20.0.0/16`. A quarter of it is for each of three zones, the last one for NAT. */
  readonly cidr: string;
  /** A key of class logs, for the flow logs. */
  readonly logKeyArn: string;
  /** One to three; two unless given, or as many as a service asks for. */
  readonly zones?: number;
  /** The names of the zones; unless given the first of the region that need no opting in. */
  readonly availabilityZones?: readonly string[];
  /** Ranges that it is or will be connected to, and so must not overlap with. */
  readonly apartFrom?: readonly string[];
  /** What is used there: the facts of services (`emrServerlessFacts`), or names such as `secretsmanager`. */
  readonly services?: readonly UsedService[];
  /** Buckets beside the project's that are read or written there, of any account; `*` stands for any text. */
  readonly buckets?: readonly string[];
  /** Services whose endpoint lets everybody's principals through, and to every resource. */
  readonly unrestricted?: readonly string[];
  /** What will have addresses in one subnet at the same time: refused where they do not fit. */
  readonly addresses?: readonly AddressUse[];
  /** A way out to the internet, and none in: by one NAT gateway, or by one in each zone. None unless given. */
  readonly nat?: 'one' | 'per zone';
  /** Which traffic is logged; all unless given. */
  readonly loggedTraffic?: 'ALL' | 'ACCEPT' | 'REJECT';
  /** 90 unless given. */
  readonly logRetentionDays?: number;
  /** The path of the role that writes the flow logs; `/` unless given. */
  readonly rolePath?: string;
}

export interface ExistingNetworkProps extends NamingProps {
  readonly vpcId: string;
  /** Private subnets, one per zone. */
  readonly subnetIds: readonly string[];
  /** For what needs no group of its own. */
  readonly securityGroupId: string;
  /** Services that have an endpoint there: `s3`, `glue`. */
  readonly endpoints?: readonly string[];
  /** The security group of the interface endpoints. */
  readonly endpointsGroupId?: string;
  /** Whether NAT or a firewall leads to the internet: then no endpoint is missed. */
  readonly internet?: boolean;
  /** What will run there: refused where an endpoint is missing. */
  readonly services?: readonly UsedService[];
}

const subnets = 'https://docs.aws.amazon.com/vpc/latest/userguide/configure-subnets.html';
const flowLogs = 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateFlowLogs.html';
const privateLink = 'https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html';

const endpointNames = z.array(
  z
    .string()
    .refine(
      (name) => endpointProblem(name) === undefined,
      `expected the name of an endpoint's service (${privateLink})`,
    ),
);

export const networkSchema = z.object({
  ...namingShape,
  addresses: listShape,
  name: nameShape,
  cidr: z.string(`expected a range such as '10.20.0.0/16' (${subnets})`),
  logKeyArn: keyArnShape,
  zones: wholeNumber(1, 3, 'zones', 'docs/constructs/network.md#good-to-know').exactOptional(),
  availabilityZones: z
    .array(z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d[a-z]$/, `expected a zone such as 'eu-central-1a' (${subnets})`))
    .refine((names) => new Set(names).size === names.length, `expected each zone once (${subnets})`)
    .exactOptional(),
  apartFrom: z.array(z.string()).exactOptional(),
  services: usedServicesShape,
  buckets: bucketPatternsShape,
  unrestricted: endpointNames.exactOptional(),
  nat: z
    .enum(
      ['one', 'per zone'],
      "expected 'one' or 'per zone' (https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html)",
    )
    .exactOptional(),
  loggedTraffic: z.enum(['ALL', 'ACCEPT', 'REJECT'], `expected ALL, ACCEPT or REJECT (${flowLogs})`).exactOptional(),
  logRetentionDays: logRetentionShape,
});

export const existingNetworkSchema = z.object({
  ...namingShape,
  vpcId: vpcIdShape,
  subnetIds: z.array(subnetIdShape).min(1, `expected at least one subnet (${subnets})`),
  securityGroupId: securityGroupIdShape,
  endpoints: endpointNames.exactOptional(),
  endpointsGroupId: securityGroupIdShape.exactOptional(),
  services: usedServicesShape,
});
