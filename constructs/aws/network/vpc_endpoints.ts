import { VpcEndpoint } from '@cdktf/provider-aws/lib/vpc-endpoint';
import * as z from 'zod';
import { policyDocument } from '../../../pipelines/targets';
import { type AlarmRule, type Chart, checkProps, Construct, type Monitored, resourceName, Token } from '../../core';
import { type NamedProps, namingOf, namingShape } from '../environment/naming_props';
import { nameShape, subnetIdShape, vpcIdShape } from '../environment/shapes';
import {
  ec2Quotas,
  endpointPolicy,
  endpointProblem,
  endpointServiceName,
  type NeededEndpoint,
  neededEndpoints,
  quotaProblem,
  type UsedService,
  vpcCidrProblems,
} from '../facts';
import { droppedPackets, endpointCharts, type WatchedEndpoint } from './endpoint_metrics';
import { endpointSecurityGroup } from './security_groups';

export interface VpcEndpointsProps extends NamedProps {
  /** The VPC; its DNS support and DNS host names have to be on. */
  readonly vpcId: string;
  /** Who reaches the interface endpoints: the ranges of the VPC. */
  readonly cidrs: readonly string[];
  /** Where the interface endpoints are: one subnet per zone. */
  readonly subnetIds: readonly string[];
  /** Which route tables lead to S3 and DynamoDB. */
  readonly routeTableIds: readonly string[];
  /** What is used there: the facts of services (`emrServerlessFacts`), or names such as `secretsmanager`. */
  readonly services?: readonly UsedService[];
  /** Buckets beside the project's that are read or written there, of any account; `*` stands for any text. */
  readonly buckets?: readonly string[];
  /** Services that have an endpoint in the VPC already: a second one is refused by the service. */
  readonly existing?: readonly string[];
  /** Services whose endpoint lets everybody's principals through, and to every resource. */
  readonly unrestricted?: readonly string[];
}

const routeTables = 'https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html';
const bucketNames = 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html';
const privateLink = 'https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html';

/** Shared by all constructs that take services. */
export const usedServicesShape = z
  .array(
    z.custom<UsedService>(
      (used) => typeof used !== 'string' || endpointProblem(used) === undefined,
      `expected facts of a service, or the last part of an endpoint's name, such as 'secretsmanager' (${privateLink})`,
    ),
  )
  .exactOptional();
const endpointNames = z
  .array(
    z
      .string()
      .refine(
        (name) => endpointProblem(name) === undefined,
        `expected the last part of an endpoint's name, such as 'secretsmanager' (${privateLink})`,
      ),
  )
  .exactOptional();
export const bucketPatternsShape = z
  .array(
    z
      .string()
      .regex(/^[a-z0-9.*-]{3,63}$/, `expected a bucket's name, without s3:// and without a folder (${bucketNames})`),
  )
  .exactOptional();
const schema = z.object({
  ...namingShape,
  name: nameShape,
  vpcId: vpcIdShape,
  cidrs: z.array(z.string()).min(1, `expected at least one range (${privateLink})`),
  subnetIds: z.array(subnetIdShape).min(1, `expected at least one subnet (${privateLink})`),
  routeTableIds: z
    .array(z.string().startsWith('rtb-', `expected a route table's id (${routeTables})`))
    .min(1, `expected at least one route table (${routeTables})`),
  services: usedServicesShape,
  buckets: bucketPatternsShape,
  existing: endpointNames,
  unrestricted: endpointNames,
});

/**
 * The private ways from a VPC to the services that are used there: S3 and DynamoDB by route, others by an interface in
 * each subnet. Each lets through the account's own principals, that of S3 to the project's buckets alone.
 */
export class VpcEndpoints extends Construct implements Monitored {
  /** The services that are reached, sorted; those that were there already too. */
  readonly services: readonly string[];
  /** On the interface endpoints: lets in HTTPS from the VPC. */
  readonly securityGroupId: string;
  readonly charts: readonly Chart[];
  readonly alarms: readonly AlarmRule[];

  constructor(scope: Construct, id: string, props: VpcEndpointsProps) {
    super(scope, id);
    checkProps(schema, props, this.node.path);
    const naming = namingOf(props);
    const name = resourceName(naming, props.name ?? 'endpoints');
    const services = props.services ?? [];
    const existing = props.existing ?? [];
    const needed = neededEndpoints(services);
    const made = needed.filter(({ service }) => !existing.includes(service));
    this.refuse([
      ...props.cidrs
        .filter((cidr) => !Token.isUnresolved(cidr))
        .flatMap((cidr) => vpcCidrProblems(cidr).map((problem) => `cidrs: ${problem}`)),
      quotaProblem(ec2Quotas.interfaceEndpoints, needed.filter(({ type }) => type === 'Interface').length),
    ]);
    this.services = [...new Set([...existing, ...needed.map(({ service }) => service)])].sort();
    const group = endpointSecurityGroup(this, `${name}-endpoints`, props.vpcId, props.cidrs);
    this.securityGroupId = group.id;
    const watched: WatchedEndpoint[] = [];
    for (const endpoint of made) {
      const policy = (props.unrestricted ?? []).includes(endpoint.service)
        ? undefined
        : policyDocument(endpointPolicy(endpoint.service, naming, { services, buckets: props.buckets ?? [] }));
      this.refuse([quotaProblem(ec2Quotas.endpointPolicyCharacters, policy?.length ?? 0)]);
      const { id: endpointId } = new VpcEndpoint(this, endpoint.service.replaceAll('.', '-'), {
        vpcId: props.vpcId,
        serviceName: endpointServiceName(endpoint.service, naming.region),
        vpcEndpointType: endpoint.type,
        ...(policy === undefined ? {} : { policy }),
        ...this.way(endpoint, props, group.id),
        tags: { Name: `${name}-${endpoint.service}` },
      });
      if (endpoint.type === 'Interface') {
        watched.push({
          service: endpoint.service,
          serviceName: endpointServiceName(endpoint.service, naming.region),
          endpointId,
          vpcId: props.vpcId,
        });
      }
    }
    this.charts = endpointCharts(watched);
    this.alarms = watched.map(droppedPackets);
  }

  /** https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html */
  private way({ type }: NeededEndpoint, props: VpcEndpointsProps, groupId: string): object {
    return type === 'Gateway'
      ? { routeTableIds: [...props.routeTableIds] }
      : // Without private DNS every client would have to be told another host.
        { subnetIds: [...props.subnetIds], securityGroupIds: [groupId], privateDnsEnabled: true };
  }

  private refuse(problems: readonly (string | undefined)[]): void {
    const [first] = problems.filter((problem) => problem !== undefined);
    if (first !== undefined) throw new Error(`${this.node.path}: ${first}`);
  }
}
