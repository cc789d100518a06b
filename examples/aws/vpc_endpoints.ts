/** The endpoints that jobs of EMR Serverless need, in a VPC that is there and has one for CloudWatch Logs. */
import { RouteTable } from '@cdktf/provider-aws/lib/route-table';
import { Subnet } from '@cdktf/provider-aws/lib/subnet';
import { Vpc } from '@cdktf/provider-aws/lib/vpc';
import { VpcEndpoints } from '../../constructs/aws';
import { emrServerlessFacts } from '../../constructs/aws/facts';
import type { Construct } from '../../constructs/core';

export function vpcEndpoints(scope: Construct): void {
  const naming = { project: 'acme', environment: 'dev', account: '111122223333', region: 'eu-central-1' };
  const vpc = new Vpc(scope, 'vpc', { cidrBlock: '10.70.0.0/16', enableDnsHostnames: true });
  const subnet = new Subnet(scope, 'subnet', { vpcId: vpc.id, cidrBlock: '10.70.0.0/20' });
  const routes = new RouteTable(scope, 'routes', { vpcId: vpc.id });
  new VpcEndpoints(scope, 'endpoints', {
    ...naming,
    name: 'shared-vpc',
    vpcId: vpc.id,
    cidrs: [vpc.cidrBlock],
    subnetIds: [subnet.id],
    routeTableIds: [routes.id],
    services: [emrServerlessFacts],
    existing: ['logs'],
  });
}
