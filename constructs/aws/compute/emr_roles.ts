import { IamInstanceProfile } from '@cdktf/provider-aws/lib/iam-instance-profile';
import { checkName, Construct, type Naming } from '../../core';
import { type EmrNetwork, type EmrNodeAccess, emrNodeStatements, emrServiceStatements } from '../facts';
import { ServiceRole } from '../identity/service_role';

/** The role that EMR makes the cluster with, and the role that its nodes have. */
export class EmrRoles extends Construct {
  readonly service: ServiceRole;
  readonly nodes: ServiceRole;
  readonly instanceProfileName: string;
  /** For `dependsOn`. */
  readonly profile: IamInstanceProfile;

  /**
   * @param name of the cluster, which the roles' names begin with
   * @param path of both roles
   */
  constructor(
    scope: Construct,
    id: string,
    naming: Naming,
    name: string,
    network: Omit<EmrNetwork, 'nodeRoleArn'>,
    access: EmrNodeAccess,
    path?: string,
  ) {
    super(scope, id);
    this.nodes = new ServiceRole(this, 'nodes', {
      ...naming,
      roleName: `${name}-nodes`,
      service: 'ec2.amazonaws.com',
      description: `What the nodes of ${name} may do`,
      statements: emrNodeStatements(naming.region, access),
      ...(path === undefined ? {} : { path }),
    });
    this.service = new ServiceRole(this, 'service', {
      ...naming,
      roleName: `${name}-service`,
      service: 'elasticmapreduce.amazonaws.com',
      description: `What EMR may do to run ${name}`,
      statements: emrServiceStatements(naming, { ...network, nodeRoleArn: this.nodes.arn }),
      ...(path === undefined ? {} : { path }),
    });
    this.instanceProfileName = checkName('instance profile', `${name}-nodes`, this.node.path);
    this.profile = new IamInstanceProfile(this, 'profile', {
      name: this.instanceProfileName,
      role: this.nodes.resource.name,
    });
  }
}
