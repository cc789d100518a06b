import { Eip } from '@cdktf/provider-aws/lib/eip';
import { InternetGateway } from '@cdktf/provider-aws/lib/internet-gateway';
import { NatGateway } from '@cdktf/provider-aws/lib/nat-gateway';
import { Route } from '@cdktf/provider-aws/lib/route';
import { RouteTable } from '@cdktf/provider-aws/lib/route-table';
import { RouteTableAssociation } from '@cdktf/provider-aws/lib/route-table-association';
import { Subnet } from '@cdktf/provider-aws/lib/subnet';
import { type AlarmRule, type Chart, Construct, type Metric, metricsOf } from '../../core';
import { ignoredAttributes } from '../facts/drift';

export interface NatProps {
  readonly name: string;
  readonly vpcId: string;
  /** Of the zones that get a NAT gateway. */
  readonly zones: readonly { readonly zone: string; readonly cidr: string }[];
  /** The private route tables by zone; those beyond the gateways use the first. */
  readonly routeTableIds: readonly string[];
}

/** The way out to the internet, and none in: NAT gateways in public subnets of their own, where nothing else is. */
export class Nat extends Construct {
  readonly charts: readonly Chart[];
  readonly alarms: readonly AlarmRule[];

  constructor(scope: Construct, id: string, props: NatProps) {
    super(scope, id);
    const { name, vpcId } = props;
    const tags = { Name: name };
    const internet = new InternetGateway(this, 'internet', { vpcId, tags });
    const table = new RouteTable(this, 'routes', { vpcId, tags: { Name: `${name}-public` } });
    new Route(this, 'to-internet', {
      routeTableId: table.id,
      destinationCidrBlock: '0.0.0.0/0',
      gatewayId: internet.id,
    });
    const gateways = props.zones.map(({ zone, cidr }, i) => {
      const subnet = new Subnet(this, `subnet-${i + 1}`, {
        vpcId,
        cidrBlock: cidr,
        availabilityZone: zone,
        tags: { Name: `${name}-public-${i + 1}` },
        lifecycle: { ignoreChanges: ignoredAttributes('aws_subnet') },
      });
      new RouteTableAssociation(this, `association-${i + 1}`, { subnetId: subnet.id, routeTableId: table.id });
      const address = new Eip(this, `address-${i + 1}`, { domain: 'vpc', tags, dependsOn: [internet] });
      return new NatGateway(this, `gateway-${i + 1}`, { subnetId: subnet.id, allocationId: address.id, tags });
    });
    props.routeTableIds.forEach((routeTableId, i) => {
      const gateway = gateways[i] ?? gateways[0];
      if (gateway === undefined) return;
      new Route(this, `from-zone-${i + 1}`, {
        routeTableId,
        destinationCidrBlock: '0.0.0.0/0',
        natGatewayId: gateway.id,
      });
    });
    this.charts = [
      {
        title: 'Bytes out by NAT',
        metrics: gateways.map((gateway, i) => natMetric(gateway.id, i, 'BytesOutToDestination')),
      },
    ];
    this.alarms = gateways.map((gateway, i) => ({
      metric: natMetric(gateway.id, i, 'ErrorPortAllocation'),
      name: `nat-${i + 1}-ports`,
      description:
        'The NAT gateway has no port left for new connections to a destination. ' +
        'Look at what opens so many connections first; private endpoints need none',
      severity: 'error',
      comparison: '>',
      threshold: 0,
      periodSeconds: 60,
      evaluationPeriods: 15,
      runbook: 'nat-out-of-ports',
      source:
        'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Best_Practice_Recommended_Alarms_AWS_Services.html#NATGateway',
    }));
  }
}

/** https://docs.aws.amazon.com/vpc/latest/userguide/metrics-dimensions-nat-gateway.html */
const natMetric = (gatewayId: string, index: number, name: string): Metric =>
  metricsOf('AWS/NATGateway', { NatGatewayId: gatewayId })(name, `gateway ${index + 1}`);
