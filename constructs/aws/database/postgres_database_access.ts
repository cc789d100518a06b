import { VpcSecurityGroupEgressRule } from '@cdktf/provider-aws/lib/vpc-security-group-egress-rule';
import { VpcSecurityGroupIngressRule } from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule';
import { arn, Construct, give, type Grant, type Grantee, type Naming } from '../../core';
import { postgresPort, readSecretByArn } from '../facts';

/** What is known of a database, ours or an existing one. */
export interface DatabaseFace {
  readonly resourceId: string;
  readonly secretArn: string;
  readonly keyArn: string;
  readonly securityGroupId: string;
}

/** What can be granted on a database, ours or an existing one. */
export class PostgresDatabaseAccess {
  constructor(
    private readonly naming: Naming,
    private readonly face: DatabaseFace,
  ) {}

  /** Lets `grantee` read the master user's name and password, the key included. */
  grantReadPassword(grantee: Grantee): Grant {
    return give(grantee, readSecretByArn(this.naming, this.face.secretArn, this.face.keyArn));
  }

  /**
   * Lets `grantee` connect as `user` with a token in place of a password. The user is one of the database, with the role
   * `rds_iam`: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.IAMDBAuth.DBAccounts.html
   */
  grantConnect(grantee: Grantee, user: string): Grant {
    const resource = arn(this.naming, 'rds-db', `dbuser:${this.face.resourceId}/${user}`);
    return give(grantee, [{ actions: ['rds-db:connect'], resources: [resource] }]);
  }

  /**
   * Opens the way from a security group to the database, on both ends.
   * @returns what holds the rules
   */
  allowFrom(scope: Construct, id: string, securityGroupId: string): Construct {
    const own = new Construct(scope, id);
    const rule = { ipProtocol: 'tcp', fromPort: postgresPort, toPort: postgresPort, description: 'PostgreSQL' };
    const { securityGroupId: guard } = this.face;
    new VpcSecurityGroupIngressRule(own, 'in', {
      ...rule,
      securityGroupId: guard,
      referencedSecurityGroupId: securityGroupId,
    });
    new VpcSecurityGroupEgressRule(own, 'out', {
      ...rule,
      securityGroupId,
      referencedSecurityGroupId: guard,
    });
    return own;
  }
}
