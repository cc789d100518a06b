/** What the constructs under test are given: made in the same stack when it is asked for, so that it is there when terraform applies. */
import { AcmCertificate } from '@cdktf/provider-aws/lib/acm-certificate';
import { DataAwsAvailabilityZones } from '@cdktf/provider-aws/lib/data-aws-availability-zones';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { LambdaFunction } from '@cdktf/provider-aws/lib/lambda-function';
import { RouteTable } from '@cdktf/provider-aws/lib/route-table';
import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import { Subnet } from '@cdktf/provider-aws/lib/subnet';
import { Vpc } from '@cdktf/provider-aws/lib/vpc';
import {
  AlertTopic,
  EncryptionKey,
  LakeBucket,
  ManagedSecret,
  OtherRegion,
  ServiceRole,
} from '../../../constructs/aws';
import type { KeyClass } from '../../../constructs/aws/facts';
import { Construct, Fn, type Naming, type RemovalProps } from '../../../constructs/core';

export class Surroundings {
  readonly naming: Naming;
  private readonly scope: Construct;

  /**
   * @param environment part of every name
   * @param removal nothing, as a user who says nothing; or both keys turned, where terraform has to destroy
   */
  constructor(
    stack: Construct,
    environment: 'dev' | 'prod',
    readonly removal: RemovalProps = {},
  ) {
    this.naming = { project: 'acme', environment, account: '111122223333', region: 'eu-central-1' };
    this.scope = new Construct(stack, `given-${environment}`);
  }

  /** Naming and removal together: what most constructs begin with. */
  get base(): Naming & RemovalProps {
    return { ...this.naming, ...this.removal };
  }

  keyArn(keyClass: KeyClass = 'data'): string {
    return this.once(`${keyClass}-key`, EncryptionKey, (id) => {
      return new EncryptionKey(this.scope, id, { ...this.base, name: `given-${keyClass}`, keyClass });
    }).arn;
  }

  topicArn(): string {
    return this.once('topic', AlertTopic, (id) => {
      return new AlertTopic(this.scope, id, { ...this.naming, name: 'given', keyArn: this.keyArn('notifications') });
    }).arn;
  }

  /** A bucket for files, encrypted with the data key. */
  files(): LakeBucket {
    return this.once('files', LakeBucket, (id) => {
      const bucketName = `acme-${this.naming.environment}-given-files`;
      return new LakeBucket(this.scope, id, { ...this.base, bucketName, holds: 'files', keyArn: this.keyArn() });
    });
  }

  /** A bucket for access logs, encrypted with S3's own key. */
  accessLogs(): LakeBucket {
    return this.once('access-logs', LakeBucket, (id) => {
      const bucketName = `acme-${this.naming.environment}-given-access-logs`;
      return new LakeBucket(this.scope, id, { ...this.base, bucketName, holds: 'files', takesAccessLogs: true });
    });
  }

  /** Of a certificate for `*.acme.example`. */
  certificateArn(): string {
    return this.once('certificate', AcmCertificate, (id) => {
      const domainName = `*.${this.naming.environment}.acme.example`;
      return new AcmCertificate(this.scope, id, { domainName, validationMethod: 'DNS' });
    }).arn;
  }

  /** Of a secret, encrypted with the data key. */
  secretArn(): string {
    return this.once('secret', ManagedSecret, (id) => {
      return new ManagedSecret(this.scope, id, { ...this.base, name: 'given', keyArn: this.keyArn() });
    }).resource.arn;
  }

  /** A versioned bucket in another region. */
  copies(): LakeBucket {
    const elsewhere = this.once('elsewhere', OtherRegion, (id) => {
      return new OtherRegion(this.scope, id, { ...this.naming, otherRegion: 'eu-west-1' });
    });
    const made = elsewhere.node.tryFindChild('copies');
    if (made instanceof LakeBucket) return made;
    const bucketName = `acme-${this.naming.environment}-given-copies`;
    return new LakeBucket(elsewhere, 'copies', { ...this.base, ...elsewhere.naming, bucketName, holds: 'files' });
  }

  /** A role that `service` takes: `states.amazonaws.com`. */
  role(service: string): ServiceRole {
    const what = service.split('.', 1)[0] ?? service;
    return this.once(`role-${what}`, ServiceRole, (id) => {
      return new ServiceRole(this.scope, id, {
        ...this.naming,
        roleName: `acme-${this.naming.environment}-given-${what}`,
        service,
        description: 'Given',
        statements: [{ actions: ['sns:Publish'], resources: [this.topicArn()] }],
      });
    });
  }

  /** A function that is never called. */
  functionArn(): string {
    return this.once('function', LambdaFunction, (id) => {
      const functionName = `acme-${this.naming.environment}-given`;
      return new LambdaFunction(this.scope, id, {
        functionName,
        role: this.role('lambda.amazonaws.com').arn,
        packageType: 'Image',
        imageUri: `${this.naming.account}.dkr.ecr.${this.naming.region}.amazonaws.com/given:1`,
        imageConfig: { command: ['given.handler'], entryPoint: ['/given'] },
        dependsOn: this.role('lambda.amazonaws.com')
          .node.findAll()
          .filter((each) => each instanceof IamRolePolicy),
      });
    }).arn;
  }

  get vpcId(): string {
    return this.vpc().id;
  }

  /** @param count of subnets, each in a zone of its own; at most three */
  subnetIds(count = 2): readonly string[] {
    const zones = this.once('zones', DataAwsAvailabilityZones, (id) => new DataAwsAvailabilityZones(this.scope, id));
    return Array.from(
      { length: count },
      (_, i) =>
        this.once(`subnet-${i}`, Subnet, (id) => {
          return new Subnet(this.scope, id, {
            vpcId: this.vpcId,
            cidrBlock: `10.9.${i * 16}.0/20`,
            availabilityZone: Fn.element(zones.names, i) as string,
          });
        }).id,
    );
  }

  securityGroupId(): string {
    return this.once('security-group', SecurityGroup, (id) => {
      return new SecurityGroup(this.scope, id, { vpcId: this.vpcId, name: `acme-${this.naming.environment}-given` });
    }).id;
  }

  /** Another VPC, for what a VPC has once: `id` is its user's. */
  vpcOfOwn(id: string): { vpcId: string; cidrs: string[]; subnetIds: string[]; routeTableIds: string[] } {
    const cidr = '10.10.0.0/24';
    const scope = new Construct(this.scope, `vpc-of-${id}`);
    const vpc = new Vpc(scope, 'vpc', { cidrBlock: cidr, enableDnsHostnames: true });
    const subnet = new Subnet(scope, 'subnet', { vpcId: vpc.id, cidrBlock: cidr });
    const routes = new RouteTable(scope, 'routes', { vpcId: vpc.id });
    return { vpcId: vpc.id, cidrs: [cidr], subnetIds: [subnet.id], routeTableIds: [routes.id] };
  }

  private vpc(): Vpc {
    return this.once('vpc', Vpc, (id) => new Vpc(this.scope, id, { cidrBlock: '10.9.0.0/16' }));
  }

  private once<T extends Construct>(
    id: string,
    type: abstract new (...args: never[]) => T,
    make: (id: string) => T,
  ): T {
    const made = this.scope.node.tryFindChild(id);
    return made instanceof type ? made : make(id);
  }
}
