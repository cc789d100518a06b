import { DbInstance } from '@cdktf/provider-aws/lib/db-instance';
import { DbParameterGroup } from '@cdktf/provider-aws/lib/db-parameter-group';
import { DbSubnetGroup } from '@cdktf/provider-aws/lib/db-subnet-group';
import { SecretsmanagerSecretRotation } from '@cdktf/provider-aws/lib/secretsmanager-secret-rotation';
import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import {
  type AlarmRule,
  arn,
  type Chart,
  checkName,
  checkProps,
  Construct,
  formerly,
  type Grant,
  type Grantee,
  idOf,
  mayDestroy,
  type Monitored,
  type Naming,
  partitionOf,
  removalOf,
  resourceName,
  TerraformResource,
} from '../../core';
import { namingOf } from '../environment/naming_props';
import { postgresParameters, postgresPort, postgresStorage } from '../facts';
import { ServiceRole } from '../identity/service_role';
import { LogGroup } from '../monitoring/log_group';
import { PostgresDatabaseAccess } from './postgres_database_access';
import {
  databaseShape,
  defaultWindows,
  type ExistingDatabaseProps,
  existingDatabaseShape,
  type PostgresDatabaseProps,
} from './postgres_database_props';
import { postgresMonitoring } from './postgres_monitoring';

const exported = ['postgresql', 'upgrade'] as const;

/** PostgreSQL on RDS: private, over TLS alone, with a standby, and a password that nobody sees and Terraform never has. */
export class PostgresDatabase extends Construct implements Monitored {
  readonly identifier: string;
  readonly arn: string;
  readonly dbName: string;
  readonly username: string;
  readonly port = postgresPort;
  /** Of the host; a token. */
  readonly address: string;
  /** Of the secret with `username` and `password`, which RDS makes and rotates; a token. */
  readonly secretArn: string;
  readonly securityGroupId: string;
  /** For `dependsOn`. */
  readonly resource: DbInstance;
  readonly charts: readonly Chart[];
  readonly alarms: readonly AlarmRule[];
  private readonly access: PostgresDatabaseAccess;

  /** A database that is there already, whose password RDS manages. */
  static fromExisting(scope: Construct, id: string, props: ExistingDatabaseProps): PostgresDatabaseAccess {
    checkProps(existingDatabaseShape, props, `${scope.node.path}/${id}`);
    const { resourceId, secretArn, keyArn, securityGroupId } = props;
    return new PostgresDatabaseAccess(namingOf(props), { resourceId, secretArn, keyArn, securityGroupId });
  }

  constructor(scope: Construct, id: string, props: PostgresDatabaseProps) {
    super(scope, id);
    checkProps(databaseShape, props, this.node.path);
    const naming = namingOf(props);
    const destroyable = mayDestroy(props, this.node.path);
    this.identifier = checkName('db instance', resourceName(naming, props.name ?? 'database'), this.node.path);
    this.arn = arn(naming, 'rds', `db:${this.identifier}`);
    this.dbName = props.dbName ?? 'main';
    this.username = props.username ?? 'owner';
    const { allocatedStorage = postgresStorage.min, engineVersion = '17' } = props;
    this.securityGroupId = new SecurityGroup(this, 'security-group', {
      vpcId: props.vpcId,
      name: checkName('security group', `${this.identifier}-database`, this.node.path),
      description: `PostgreSQL ${this.identifier}: its clients alone`,
      tags: { Name: `${this.identifier}-database` },
    }).id;
    const monitoring = this.monitoringRole(naming);
    this.resource = new DbInstance(this, 'instance', {
      identifier: this.identifier,
      engine: 'postgres',
      engineVersion,
      // At once: until the window the instance would be of the group of the version before, which goes with this change.
      // https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_UpgradeDBInstance.PostgreSQL.html
      ...(props.allowMajorVersionUpgrade === true ? { allowMajorVersionUpgrade: true, applyImmediately: true } : {}),
      // RDS's smallest with Performance Insights that is not for trying alone: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PerfInsights.Overview.Engines.html
      instanceClass: props.instanceClass ?? 'db.t4g.medium',
      autoMinorVersionUpgrade: true,
      dbName: this.dbName,
      username: this.username,
      port: this.port,
      manageMasterUserPassword: true,
      masterUserSecretKmsKeyId: props.keyArn,
      iamDatabaseAuthenticationEnabled: true,
      multiAz: props.multiAz ?? true,
      publiclyAccessible: false,
      dbSubnetGroupName: new DbSubnetGroup(this, 'subnets', {
        name: this.identifier,
        description: `Private subnets of ${this.identifier}`,
        subnetIds: [...props.subnetIds],
      }).name,
      vpcSecurityGroupIds: [this.securityGroupId],
      parameterGroupName: this.parameterGroup(engineVersion),
      storageType: 'gp3',
      storageEncrypted: true,
      kmsKeyId: props.keyArn,
      allocatedStorage,
      maxAllocatedStorage: props.maxAllocatedStorage ?? Math.min(5 * allocatedStorage, postgresStorage.max),
      backupRetentionPeriod: props.backupRetentionPeriod ?? 35,
      backupWindow: props.backupWindow ?? defaultWindows.backup,
      maintenanceWindow: props.maintenanceWindow ?? defaultWindows.maintenance,
      copyTagsToSnapshot: true,
      enabledCloudwatchLogsExports: [...exported],
      monitoringInterval: 60,
      monitoringRoleArn: monitoring.resource.arn,
      performanceInsightsEnabled: true,
      performanceInsightsKmsKeyId: props.keyArn,
      // The days that cost nothing: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PerfInsights.Overview.cost.html
      performanceInsightsRetentionPeriod: 7,
      deletionProtection: !destroyable,
      deleteAutomatedBackups: destroyable,
      skipFinalSnapshot: destroyable,
      ...(destroyable ? {} : { finalSnapshotIdentifier: `${this.identifier}-final` }),
      lifecycle: { preventDestroy: !destroyable },
      dependsOn: [
        ...this.logs(naming, props),
        ...monitoring.node.findAll().filter((node) => node instanceof TerraformResource),
      ],
    });
    this.address = this.resource.address;
    this.secretArn = this.resource.masterUserSecret.get(0).secretArn;
    this.access = new PostgresDatabaseAccess(naming, {
      resourceId: this.resource.resourceId,
      secretArn: this.secretArn,
      keyArn: props.keyArn,
      securityGroupId: this.securityGroupId,
    });
    if (props.passwordRotation !== undefined) {
      // https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_managed.html
      new SecretsmanagerSecretRotation(this, 'rotation', {
        secretId: this.secretArn,
        rotateImmediately: false,
        rotationRules: { scheduleExpression: props.passwordRotation, duration: '1h' },
      });
    }
    (props.clientSecurityGroupIds ?? []).forEach((group, i) => {
      const id = `client-${idOf(this, group)}`;
      // Before 0.2 it was its place in the list.
      formerly(this.access.allowFrom(this, id, group), `client-${i}`);
    });
    ({ charts: this.charts, alarms: this.alarms } = postgresMonitoring(this.identifier, allocatedStorage));
  }

  /** Lets `grantee` read the master user's name and password, the key included. */
  grantReadPassword(grantee: Grantee): Grant {
    return this.access.grantReadPassword(grantee);
  }

  /** Lets `grantee` connect as `user`, who has the role `rds_iam`, with a token in place of a password. */
  grantConnect(grantee: Grantee, user: string): Grant {
    return this.access.grantConnect(grantee, user);
  }

  /** Opens the way from a security group to the database, on both ends. */
  allowFrom(id: string, securityGroupId: string): void {
    this.access.allowFrom(this, id, securityGroupId);
  }

  private parameterGroup(version: string): string {
    return new DbParameterGroup(this, 'parameters', {
      // The version is in the name, for a family cannot be changed: the next one is made beside it, and the upgrade takes it.
      name: `${this.identifier}-${version}`,
      family: `postgres${version}`,
      description: `TLS alone, slow statements logged: ${this.identifier}`,
      parameter: postgresParameters.map((parameter) => ({ ...parameter })),
      lifecycle: { createBeforeDestroy: true },
    }).name;
  }

  /** RDS makes groups without a key and without an end where there are none. */
  private logs(naming: Naming, props: PostgresDatabaseProps): TerraformResource[] {
    return exported.map(
      (log) =>
        new LogGroup(this, `log-${log}`, {
          ...naming,
          ...removalOf(props),
          logGroupName: `/aws/rds/instance/${this.identifier}/${log}`,
          keyArn: props.logKeyArn,
          retentionDays: props.logRetentionDays ?? 90,
        }).resource,
    );
  }

  private monitoringRole(naming: Naming): ServiceRole {
    const policy = 'policy/service-role/AmazonRDSEnhancedMonitoringRole';
    return new ServiceRole(this, 'monitoring', {
      ...naming,
      roleName: `${this.identifier}-monitor`,
      service: 'monitoring.rds.amazonaws.com',
      description: `Writes what the host of ${this.identifier} does`,
      // https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Monitoring.OS.Enabling.html
      managedPolicyArns: [`arn:${partitionOf(naming.region)}:iam::aws:${policy}`],
    });
  }
}
