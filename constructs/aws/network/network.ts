import { DataAwsAvailabilityZones } from '@cdktf/provider-aws/lib/data-aws-availability-zones';
import { DefaultSecurityGroup } from '@cdktf/provider-aws/lib/default-security-group';
import { RouteTable } from '@cdktf/provider-aws/lib/route-table';
import { RouteTableAssociation } from '@cdktf/provider-aws/lib/route-table-association';
import { Subnet } from '@cdktf/provider-aws/lib/subnet';
import { Vpc } from '@cdktf/provider-aws/lib/vpc';
import {
  type AlarmRule,
  type Chart,
  checkProps,
  Construct,
  Fn,
  type Monitored,
  removalOf,
  resourceName,
  Token,
  suppress,
} from '../../core';
import { namingOf } from '../environment/naming_props';
import {
  leastZones,
  neededEndpoints,
  subnetAddressProblems,
  subnetPlan,
  type UsedService,
  vpcCidrProblems,
} from '../facts';
import { ignoredAttributes } from '../facts/drift';
import { existingNetwork } from './existing_network';
import { FlowLogs } from './flow_logs';
import { Nat } from './nat';
import { NetworkAccess, type WorkloadSecurityGroupProps } from './network_access';
import { type ExistingNetworkProps, type NetworkProps, networkSchema } from './network_props';
import { VpcEndpoints } from './vpc_endpoints';

/**
 * A VPC of private subnets, one per zone, with no way to the internet unless asked for: what runs in it reaches the
 * services of AWS that it uses by endpoints, which let only this account through. Its traffic is logged.
 */
export class Network extends Construct implements Monitored {
  readonly vpcId: string;
  /** Private, one per zone. */
  readonly subnetIds: readonly string[];
  /** For what needs no group of its own: it may talk to itself and to the endpoints. */
  readonly securityGroupId: string;
  readonly endpoints: VpcEndpoints;
  /** Of its flow logs. */
  readonly logGroupName: string;
  readonly charts: readonly Chart[];
  readonly alarms: readonly AlarmRule[];
  private readonly access: NetworkAccess;

  /** A VPC that is there already, with its endpoints. */
  static fromExisting(scope: Construct, id: string, props: ExistingNetworkProps): NetworkAccess {
    return existingNetwork(`${scope.node.path}/${id}`, props);
  }

  constructor(scope: Construct, id: string, props: NetworkProps) {
    super(scope, id);
    checkProps(networkSchema, props, this.node.path);
    const naming = namingOf(props);
    const what = props.name ?? 'network';
    const name = resourceName(naming, what);
    const zones = this.checked(props);
    const plan = subnetPlan(props.cidr);

    // DNS, both kinds: private names of endpoints need them.
    // https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html#create-interface-endpoint-prerequisites
    const vpc = new Vpc(this, 'vpc', {
      cidrBlock: props.cidr,
      enableDnsSupport: true,
      enableDnsHostnames: true,
      tags: { Name: name },
    });
    this.vpcId = vpc.id;
    // No rules: nothing can be in it by mistake. https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-2
    new DefaultSecurityGroup(this, 'default', { vpcId: vpc.id, tags: { Name: `${name}-closed` } });
    const places = this.zoneNames(props, zones).map((zone, i) => {
      const tags = { Name: `${name}-private-${i + 1}` };
      const subnet = new Subnet(this, `subnet-${i + 1}`, {
        vpcId: vpc.id,
        cidrBlock: plan.private[i] ?? '',
        availabilityZone: zone,
        mapPublicIpOnLaunch: false,
        tags,
        lifecycle: { ignoreChanges: ignoredAttributes('aws_subnet') },
      });
      const table = new RouteTable(this, `routes-${i + 1}`, { vpcId: vpc.id, tags });
      new RouteTableAssociation(this, `association-${i + 1}`, { subnetId: subnet.id, routeTableId: table.id });
      return { zone, subnetId: subnet.id, routeTableId: table.id };
    });
    this.subnetIds = places.map(({ subnetId }) => subnetId);
    const routeTableIds = places.map(({ routeTableId }) => routeTableId);
    this.endpoints = new VpcEndpoints(this, 'endpoints', {
      ...naming,
      name: what,
      vpcId: vpc.id,
      cidrs: [props.cidr],
      subnetIds: this.subnetIds,
      routeTableIds,
      ...(props.services === undefined ? {} : { services: props.services }),
      ...(props.buckets === undefined ? {} : { buckets: props.buckets }),
      ...(props.unrestricted === undefined ? {} : { unrestricted: props.unrestricted }),
    });
    const nat =
      props.nat === undefined
        ? undefined
        : new Nat(this, 'nat', {
            name,
            vpcId: vpc.id,
            routeTableIds,
            zones: places
              .slice(0, props.nat === 'one' ? 1 : zones)
              .map(({ zone }, i) => ({ zone, cidr: plan.public[i] ?? '' })),
          });
    const face = {
      vpcId: vpc.id,
      subnetIds: this.subnetIds,
      endpoints: this.endpoints.services,
      endpointsGroupId: this.endpoints.securityGroupId,
      internet: nat !== undefined,
    };
    this.securityGroupId = new NetworkAccess(naming, { ...face, securityGroupId: '' }).workloadSecurityGroup(
      this,
      'workload',
      {
        name: `${what}-workload`,
        description: 'Workloads: itself and the endpoints',
        ...(nat === undefined ? {} : { internet: true }),
      },
    );
    this.access = new NetworkAccess(naming, { ...face, securityGroupId: this.securityGroupId });
    this.logGroupName = new FlowLogs(this, 'flow-logs', naming, {
      ...removalOf(props),
      name: what,
      vpcId: vpc.id,
      keyArn: props.logKeyArn,
      retentionDays: props.logRetentionDays ?? 90,
      traffic: props.loggedTraffic ?? 'ALL',
      rolePath: props.rolePath ?? '/',
    }).logGroupName;
    this.charts = [...this.endpoints.charts, ...(nat?.charts ?? [])];
    this.alarms = [...this.endpoints.alarms, ...(nat?.alarms ?? [])];
  }

  /** A security group of its own for a workload: it may talk to itself and to the endpoints. */
  workloadSecurityGroup(scope: Construct, id: string, props: WorkloadSecurityGroupProps): string {
    return this.access.workloadSecurityGroup(scope, id, props);
  }

  /** The endpoints that `services` need and the network lacks. */
  missingEndpoints(services: readonly UsedService[]): readonly string[] {
    return this.access.missingEndpoints(services);
  }

  /** The number of zones, once all is well. */
  private checked(props: NetworkProps): number {
    const services = props.services ?? [];
    const demanded = leastZones(services);
    // Two zones unless given: https://docs.aws.amazon.com/emr/latest/EMR-Serverless-UserGuide/vpc-access.html
    const zones = props.zones ?? props.availabilityZones?.length ?? Math.max(2, demanded?.least ?? 0);
    const problems = vpcCidrProblems(props.cidr, { nat: props.nat !== undefined, others: props.apartFrom ?? [] });
    const wrong = problems.map((problem) => `cidr: ${problem}`);
    if (demanded !== undefined && zones < demanded.least) {
      wrong.push(`zones: found ${zones}; expected at least ${demanded.least}: ${demanded.why} (${demanded.source})`);
    }
    if (props.availabilityZones !== undefined && props.availabilityZones.length !== zones) {
      wrong.push(
        `availabilityZones: found ${props.availabilityZones.length} names; expected ${zones}, one for each zone ` +
          '(docs/constructs/network.md#good-to-know)',
      );
    }
    if (problems.length === 0) {
      const interfaces = neededEndpoints(services).filter(({ type }) => type === 'Interface').length;
      const uses = [{ what: 'interface endpoints', addresses: interfaces }, ...(props.addresses ?? [])];
      const [subnet = ''] = subnetPlan(props.cidr).private;
      wrong.push(...subnetAddressProblems(subnet, uses).map((problem) => `addresses: ${problem}`));
    }
    if (wrong.length > 0) throw new Error(`${this.node.path}: ${wrong.join('\n')}`);
    return zones;
  }

  /** The first zones of the region that need no opting in, unless they are named. */
  private zoneNames(props: NetworkProps, zones: number): readonly string[] {
    if (props.availabilityZones !== undefined) return props.availabilityZones;
    const known = new DataAwsAvailabilityZones(this, 'zones', {
      state: 'available',
      filter: [{ name: 'opt-in-status', values: ['opt-in-not-required'] }],
    });
    suppress(known, {
      rules: ['CKV_AWS_394'],
      reason:
        'A zone that AWS adds moves nothing: a subnet keeps the zone that it was made in, whatever the list says later.',
    });
    // By index, which fails where the region has fewer: `element` would begin again with the first.
    return Array.from({ length: zones }, (_, i) => Token.asString(Fn.lookupNested(known.names, [i])));
  }
}
