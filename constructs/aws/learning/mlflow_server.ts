import {
  type AlarmRule,
  type Chart,
  checkProps,
  Construct,
  type Grant,
  type Grantee,
  type Monitored,
} from '../../core';
import { FargateService } from '../compute/fargate_service';
import { servedProblems } from '../compute/fargate_service_props';
import { PostgresDatabase } from '../database/postgres_database';
import { namingOf } from '../environment/naming_props';
import { artifactPlace, MlflowServerAccess } from './mlflow_server_access';
import {
  type ExistingMlflowProps,
  existingMlflowShape,
  type MlflowServerProps,
  mlflowServerShape,
} from './mlflow_server_props';

const port = 5000;

/** An MLflow tracking server of one's own: containers behind a load balancer, PostgreSQL, and artefacts in S3. */
export class MlflowServer extends Construct implements Monitored {
  /** For `MLFLOW_TRACKING_URI`. */
  readonly trackingUri: string;
  readonly database: PostgresDatabase;
  readonly service: FargateService;
  readonly charts: readonly Chart[];
  readonly alarms: readonly AlarmRule[];
  private readonly access: MlflowServerAccess;

  /** A server that is there already. */
  static fromExisting(scope: Construct, id: string, props: ExistingMlflowProps): MlflowServerAccess {
    const path = `${scope.node.path}/${id}`;
    checkProps(existingMlflowShape, props, path);
    return new MlflowServerAccess(
      namingOf(props),
      props.domainName,
      artifactPlace(props, props.artifactPrefix, path),
      props.loadBalancerGroupId,
    );
  }

  constructor(scope: Construct, id: string, props: MlflowServerProps) {
    super(scope, id);
    checkProps(mlflowServerShape, props, this.node.path);
    const naming = namingOf(props);
    const { name = 'mlflow', artifactPrefix = 'mlflow/', passwordDay = 'SUN', memory = 4096 } = props;
    const problems = servedProblems({ ...props, memory }, naming);
    if (problems.length > 0) throw new Error(`${this.node.path}: ${problems.join('\n')}`);
    const place = artifactPlace(props, artifactPrefix, this.node.path);
    const { databaseInstanceClass, databaseStorage, databaseMultiAz } = props;
    this.database = new PostgresDatabase(this, 'database', {
      ...props,
      name,
      clientSecurityGroupIds: [],
      dbName: 'mlflow',
      username: 'mlflow',
      ...(databaseInstanceClass === undefined ? {} : { instanceClass: databaseInstanceClass }),
      ...(databaseStorage === undefined ? {} : { allocatedStorage: databaseStorage }),
      ...(databaseMultiAz === undefined ? {} : { multiAz: databaseMultiAz }),
      passwordRotation: `cron(0 4 ? * ${passwordDay} *)`,
    });
    this.service = new FargateService(this, 'service', {
      ...props,
      name,
      memory,
      containerPort: port,
      command: ['mlflow', 'server', '--host', '0.0.0.0', '--port', String(port)],
      variables: {
        AWS_DEFAULT_REGION: naming.region,
        MLFLOW_ARTIFACTS_DESTINATION: `s3://${place.bucketName}/${place.prefix.replace(/\/$/, '')}`,
        MLFLOW_BACKEND_STORE_URI: this.storeUri(props.databaseCertificatePath),
        MLFLOW_SERVE_ARTIFACTS: 'true',
        MLFLOW_SERVER_ALLOWED_HOSTS: props.domainName,
        MLFLOW_SERVER_CORS_ALLOWED_ORIGINS: [`https://${props.domainName}`, ...(props.corsAllowedOrigins ?? [])].join(
          ',',
        ),
      },
      // The client library of PostgreSQL takes it from there: https://www.postgresql.org/docs/current/libpq-envars.html
      secrets: {
        PGPASSWORD: { secretArn: this.database.secretArn, keyArn: props.keyArn, jsonKey: 'password' },
      },
      // The password changes within the hour before.
      restartSchedule: `cron(0 5 ? * ${passwordDay} *)`,
      // Asked without a host of the list: https://mlflow.org/docs/latest/self-hosting/security/network
      healthCheckPath: '/health',
      healthCheckGracePeriodSeconds: 180,
      // An artefact passes through the server whole, and nothing is said meanwhile.
      idleTimeout: 600,
    });
    this.database.allowFrom('tracking-server', this.service.tasksGroupId);
    this.access = new MlflowServerAccess(naming, props.domainName, place, this.service.loadBalancerGroupId);
    this.access.grantWriteArtifacts(this.service.role);
    this.trackingUri = this.access.trackingUri;
    this.charts = [...this.service.charts, ...this.database.charts];
    this.alarms = [...this.service.alarms, ...this.database.alarms];
  }

  /** Lets `grantee` read artefacts in the bucket itself, as scoring does that loads large models; the key included. */
  grantReadArtifacts(grantee: Grantee): Grant {
    return this.access.grantReadArtifacts(grantee);
  }

  /** Lets a security group connect: whoever reaches the server may use it. */
  allowFrom(id: string, securityGroupId: string): void {
    this.access.allowFrom(this, id, securityGroupId);
  }

  /** Without the password: https://www.postgresql.org/docs/current/libpq-ssl.html */
  private storeUri(certificates: string | undefined): string {
    const { username, address, dbName } = this.database;
    const tls = certificates === undefined ? 'sslmode=require' : `sslmode=verify-full&sslrootcert=${certificates}`;
    return `postgresql://${username}@${address}:${this.database.port}/${dbName}?${tls}`;
  }
}
