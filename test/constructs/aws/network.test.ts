/** What a network opens, and what it keeps closed. */
import { Network, type NetworkProps, VpcEndpoints, type VpcEndpointsProps } from '../../../constructs/aws';
import { emrFacts, emrServerlessFacts } from '../../../constructs/aws/facts';
import { Lazy } from '../../../constructs/core';
import type { Statement } from '../../../pipelines/targets';
import { evaluate } from '../../emulator/iam/evaluate';
import { keyArn, naming, resourcesOf } from '../app';

const network = (props: Partial<NetworkProps> = {}) =>
  resourcesOf((stack) => {
    new Network(stack, 'network', { ...naming, cidr: '10.20.0.0/16', logKeyArn: keyArn, ...props });
  });
const endpoints = (props: Partial<VpcEndpointsProps> = {}) =>
  resourcesOf((stack) => {
    new VpcEndpoints(stack, 'endpoints', {
      ...naming,
      vpcId: 'vpc-1',
      cidrs: ['10.20.0.0/16'],
      subnetIds: ['subnet-1', 'subnet-2'],
      routeTableIds: ['rtb-1'],
      ...props,
    });
  });
type Made = Readonly<Record<string, unknown>>;
const named = (resources: readonly Made[] | undefined, part: string): Made => {
  const found = (resources ?? []).filter((each) => JSON.stringify(each['tags'] ?? each).includes(part));
  expect(found).toHaveLength(1);
  return found[0] ?? {};
};

describe('a network', () => {
  test('has private subnets alone, in places that further zones do not move', () => {
    const two = network();
    expect((two['aws_subnet'] ?? []).map((subnet) => subnet['cidr_block'])).toEqual(['10.20.0.0/18', '10.20.64.0/18']);
    expect((two['aws_subnet'] ?? []).every((subnet) => subnet['map_public_ip_on_launch'] === false)).toBe(true);
    expect(two['aws_internet_gateway'] ?? two['aws_nat_gateway'] ?? two['aws_route']).toBeUndefined();
    const three = network({ zones: 3, nat: 'per zone' })['aws_subnet'] ?? [];
    expect(three.map((subnet) => subnet['cidr_block']).sort()).toEqual([
      '10.20.0.0/18',
      '10.20.128.0/18',
      '10.20.192.0/20',
      '10.20.208.0/20',
      '10.20.224.0/20',
      '10.20.64.0/18',
    ]);
    expect(network({ zones: 1 })['aws_subnet']).toEqual([expect.objectContaining({ cidr_block: '10.20.0.0/18' })]);
  });

  test.each([
    ['one', 1],
    ['per zone', 3],
  ] as const)('leads out by NAT when asked to: %s', (nat, gateways) => {
    const made = network({ zones: 3, nat });
    expect(made['aws_nat_gateway']).toHaveLength(gateways);
    expect(made['aws_eip']).toHaveLength(gateways);
    const out = (made['aws_route'] ?? []).filter((route) => route['nat_gateway_id'] !== undefined);
    expect(out).toHaveLength(3);
    expect(new Set(out.map((route) => route['nat_gateway_id'])).size).toBe(gateways);
  });

  test('has DNS, and a default security group without a rule', () => {
    const made = network();
    expect(made['aws_vpc']?.[0]).toMatchObject({ enable_dns_support: true, enable_dns_hostnames: true });
    const [closed = {}] = made['aws_default_security_group'] ?? [];
    expect([closed['ingress'], closed['egress']]).toEqual([undefined, undefined]);
  });

  test('logs all traffic to an encrypted group, by a role that writes to it alone', () => {
    const made = network();
    expect(made['aws_flow_log']?.[0]).toMatchObject({
      traffic_type: 'ALL',
      log_destination: 'arn:aws:logs:eu-central-1:111122223333:log-group:/aws/vpc/flow-logs/acme-dev-network',
      iam_role_arn: 'arn:aws:iam::111122223333:role/acme-dev-network-flow-logs',
      depends_on: [
        expect.stringContaining('aws_cloudwatch_log_group'),
        expect.stringContaining('aws_iam_role.'),
        expect.stringContaining('aws_iam_role_policy'),
      ],
    });
    expect(made['aws_cloudwatch_log_group']?.[0]).toMatchObject({ kms_key_id: keyArn, retention_in_days: 90 });
    const policy = String(made['aws_iam_role_policy']?.[0]?.['policy']);
    expect(policy).toContain('log-group:/aws/vpc/flow-logs/acme-dev-network:*');
    expect(policy).not.toContain('CreateLogGroup');
  });

  test('lets workloads reach themselves and the endpoints, the internet by NAT alone', () => {
    const out = (made: ReturnType<typeof network>) =>
      (made['aws_vpc_security_group_egress_rule'] ?? []).map((rule) => rule['description']).sort();
    const inside = ['Interface endpoints', 'Itself', 'The gateway endpoint of dynamodb', 'The gateway endpoint of s3'];
    expect(out(network())).toEqual(inside);
    expect(out(network({ nat: 'one' }))).toEqual(['HTTPS by NAT', ...inside]);
    const into = network()['aws_vpc_security_group_ingress_rule'] ?? [];
    expect(into.map((rule) => rule['cidr_ipv4'] ?? 'itself').sort()).toEqual(['10.20.0.0/16', 'itself']);
    expect(JSON.stringify(into)).not.toContain('0.0.0.0/0');
  });

  test('has as many zones as a service asks for', () => {
    const asking = (least: number) => {
      const source = 'https://docs.aws.amazon.com/msk/latest/developerguide/msk-create-cluster.html';
      return { name: 'Brokers', principals: [], zones: { least, most: 3, why: `${least} brokers`, source } };
    };
    const made = network({ services: [asking(2), asking(3), asking(1)] });
    expect(made['aws_subnet']).toHaveLength(3);
  });
});

describe('endpoints', () => {
  const services = (made: ReturnType<typeof endpoints>) =>
    (made['aws_vpc_endpoint'] ?? []).map((each) => String(each['service_name'])).sort();

  test('are those of the services that are used, and of S3 and DynamoDB', () => {
    expect(services(endpoints())).toEqual(['com.amazonaws.eu-central-1.dynamodb', 'com.amazonaws.eu-central-1.s3']);
    expect(services(endpoints({ services: [emrServerlessFacts, 'ecr.api'], existing: ['glue', 's3'] }))).toEqual([
      'com.amazonaws.eu-central-1.dynamodb',
      'com.amazonaws.eu-central-1.ecr.api',
      'com.amazonaws.eu-central-1.logs',
    ]);
  });

  test('lead by route or by an interface with a private name', () => {
    const made = endpoints({ services: ['glue'] })['aws_vpc_endpoint'];
    expect(named(made, 'endpoints-s3')).toMatchObject({ vpc_endpoint_type: 'Gateway', route_table_ids: ['rtb-1'] });
    expect(named(made, 'endpoints-glue')).toMatchObject({
      vpc_endpoint_type: 'Interface',
      subnet_ids: ['subnet-1', 'subnet-2'],
      private_dns_enabled: true,
    });
  });

  test('have the names of their region', () => {
    const china = services(endpoints({ region: 'cn-north-1', services: ['glue', 'ecr.api'] }));
    expect(china).toContain('com.amazonaws.cn-north-1.glue');
    expect(china).toContain('cn.com.amazonaws.cn-north-1.ecr.api');
    expect(china).toContain('com.amazonaws.cn-north-1.s3');
  });

  test('take the ranges of a VPC that are known at the deployment only', () => {
    expect(() => endpoints({ cidrs: [Lazy.stringValue({ produce: () => '10.9.0.0/16' })] })).not.toThrow();
  });

  test('may be left open, by name', () => {
    const made = endpoints({ services: ['kms', 'sns'], unrestricted: ['sns'] })['aws_vpc_endpoint'];
    expect(named(made, 'endpoints-sns')['policy']).toBeUndefined();
    expect(named(made, 'endpoints-kms')['policy']).toContain('aws:PrincipalAccount');
  });
});

describe('the policy of the endpoint', () => {
  const made = endpoints({ services: [emrServerlessFacts, 'sts', 'ecr.dkr'], buckets: ['partner-orders'] });
  const ours = { 'aws:PrincipalAccount': ['111122223333'] };
  const inOurs = { ...ours, 'aws:ResourceAccount': ['111122223333'] };
  const theirs = { 'aws:PrincipalAccount': ['999988887777'], 'aws:ResourceAccount': ['999988887777'] };
  const bucket = 'arn:aws:s3:::acme-dev-gold-2dc985';
  const layers = 'arn:aws:s3:::prod-eu-central-1-starport-layer-bucket/a';
  const table = 'arn:aws:dynamodb:eu-central-1:111122223333:table/acme-dev-ledger';

  test.each([
    ['s3', 'own principals, the lake', 's3:PutObject', `${bucket}/a`, inOurs, true],
    ['s3', 'own principals, a bucket of the same name elsewhere', 's3:PutObject', `${bucket}/a`, ours, false],
    ['s3', 'own principals, a bucket that is not named', 's3:PutObject', 'arn:aws:s3:::other/a', inOurs, false],
    ['s3', 'own principals, a bucket that is named', 's3:GetObject', 'arn:aws:s3:::partner-orders/a', ours, true],
    ['s3', "another's principals, the lake", 's3:GetObject', `${bucket}/a`, theirs, false],
    [
      's3',
      "another's principals, a bucket that is named",
      's3:GetObject',
      'arn:aws:s3:::partner-orders/a',
      theirs,
      false,
    ],
    ['s3', 'whoever reads the layers of an image', 's3:GetObject', layers, {}, true],
    ['s3', 'whoever writes to the bucket of a service', 's3:PutObject', layers, ours, false],
    ['dynamodb', 'own principals, own table', 'dynamodb:PutItem', table, ours, true],
    [
      'dynamodb',
      'own principals, a table of another account',
      'dynamodb:PutItem',
      table.replace(/\d{12}/, '9'),
      ours,
      false,
    ],
    ['dynamodb', "another's principals, own table", 'dynamodb:GetItem', table, theirs, false],
    ['glue', 'own principals', 'glue:GetTable', 'arn:aws:glue:eu-central-1:111122223333:catalog', ours, true],
    ['glue', "another's principals", 'glue:GetTable', 'arn:aws:glue:eu-central-1:111122223333:catalog', theirs, false],
    ['sts', 'a token for an own role', 'sts:AssumeRoleWithWebIdentity', 'arn:aws:iam::111122223333:role/x', {}, true],
    [
      'sts',
      "a token for another's role",
      'sts:AssumeRoleWithWebIdentity',
      'arn:aws:iam::999988887777:role/x',
      {},
      false,
    ],
  ] as const)('of %s: %s', (service, _, action, resource, context, lets) => {
    const statements = policyOf(made, service);
    expect(evaluate(statements, { action, resource, context }) === 'allowed').toBe(lets);
  });

  const kept = 'arn:aws:s3:::prod.eu-central-1.appinfo.src/spark/a';
  const byServerless = { 'aws:PrincipalServiceName': ['emr-serverless.amazonaws.com'] };
  const systemLogs = 'arn:aws:s3:::aws157-logs-prod-eu-central-1/j-1/a';
  test.each([
    ['EMR Serverless keeps logs for itself', [emrServerlessFacts], 's3:PutObject', kept, byServerless, true],
    ['EMR Serverless hands them on', [emrServerlessFacts], 's3:PutObjectAcl', kept, byServerless, true],
    ['a job writes to where EMR Serverless keeps logs', [emrServerlessFacts], 's3:PutObject', kept, ours, false],
    ['EMR Serverless reads what it keeps', [emrServerlessFacts], 's3:GetObject', kept, byServerless, false],
    ['EMR keeps the history of applications', [emrFacts], 's3:PutObject', kept, {}, true],
    ['EMR gives up an upload of the history', [emrFacts], 's3:AbortMultipartUpload', kept, {}, true],
    ['EMR removes history', [emrFacts], 's3:DeleteObject', kept, {}, false],
    ['EMR keeps logs of nodes', [emrFacts], 's3:PutObject', systemLogs, {}, true],
    ['somebody reads logs of nodes', [emrFacts], 's3:GetObject', systemLogs, ours, false],
    ['a bucket whose name begins like it', [emrFacts], 's3:PutObject', systemLogs.replace('/', 'x/'), {}, false],
    [
      'EMR reads its packages',
      [emrFacts],
      's3:GetObject',
      'arn:aws:s3:::repo.eu-central-1.emr.amazonaws.com/a',
      {},
      true,
    ],
    ['EMR is not used', [], 's3:PutObject', kept, byServerless, false],
  ] as const)('of s3, for AWS itself: %s', (_, services, action, resource, context, lets) => {
    const statements = policyOf(endpoints({ services }), 's3');
    expect(evaluate(statements, { action, resource, context }) === 'allowed').toBe(lets);
  });

  test('of s3 names the bucket of EMR’s own logs as each region does', () => {
    const resources = (region: string) =>
      policyOf(endpoints({ region, services: [emrFacts] }), 's3').flatMap((statement) => statement.resources);
    expect(resources('us-east-1')).toContain('arn:aws:s3:::aws157-logs-prod/*');
    expect(resources('us-west-2')).toContain('arn:aws:s3:::aws157-logs-prod-us-west-2/*');
  });
});

/** The statements of a service's endpoint. */
function policyOf(made: ReturnType<typeof endpoints>, service: string): readonly Statement[] {
  const { Statement } = JSON.parse(String(named(made['aws_vpc_endpoint'], `endpoints-${service}`)['policy'])) as {
    Statement: { Action: string | string[]; Resource: string | string[]; Condition?: Statement['conditions'] }[];
  };
  return Statement.map(({ Action, Resource, Condition }): Statement => ({
    actions: [Action].flat(),
    resources: [Resource].flat(),
    ...(Condition === undefined ? {} : { conditions: Condition }),
  }));
}

test('an existing network knows which endpoints it lacks', () => {
  resourcesOf((stack) => {
    const access = Network.fromExisting(stack, 'it', {
      ...naming,
      vpcId: 'vpc-1',
      subnetIds: ['subnet-1'],
      securityGroupId: 'sg-1',
      endpoints: ['s3'],
      internet: true,
    });
    expect(access.missingEndpoints([emrServerlessFacts])).toEqual(['dynamodb', 'glue', 'logs']);
    expect(access.missingEndpoints([])).toEqual([]);
    access.workloadSecurityGroup(stack, 'jobs', { name: 'jobs', description: 'Jobs', internet: true });
  });
});
