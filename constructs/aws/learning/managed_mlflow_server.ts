import { SagemakerMlflowTrackingServer } from '@cdktf/provider-aws/lib/sagemaker-mlflow-tracking-server';
import * as z from 'zod';
import {
  checkName,
  checkProps,
  Construct,
  type Grant,
  type Grantee,
  mayDestroy,
  type RemovalProps,
  resourceName,
  TerraformResource,
} from '../../core';
import { type NamedProps, namingOf, type NamingProps, namingShape } from '../environment/naming_props';
import { flagShape, keyArnShape, nameShape } from '../environment/shapes';
import { modelRegistration } from '../facts';
import { ServiceRole } from '../identity/service_role';
import { ManagedMlflowAccess } from './managed_mlflow_access';
import { artifactPlace } from './mlflow_server_access';

export interface ManagedMlflowServerProps extends NamedProps, RemovalProps {
  readonly artifactBucketName: string;
  /** Ends with a slash; `mlflow/` unless given. */
  readonly artifactPrefix?: string;
  /** Of the bucket's encryption, unless that is S3's own. */
  readonly artifactKeyArn?: string;
  /** For teams of 25, 50 or 100; `Small` unless given. */
  readonly trackingServerSize?: 'Small' | 'Medium' | 'Large';
  /** `3.0`; the service's newest unless given. A change makes the server anew, without its experiments. */
  readonly mlflowVersion?: string;
  /** Whether models of MLflow are in the registry of SageMaker too; false unless given. */
  readonly automaticModelRegistration?: boolean;
  /** UTC; `Sun:03:00` unless given. */
  readonly weeklyMaintenanceWindowStart?: string;
}

export interface ExistingManagedMlflowProps extends NamingProps {
  readonly trackingServerName: string;
  readonly artifactBucketName: string;
  /** Ends with a slash. */
  readonly artifactPrefix: string;
  readonly artifactKeyArn?: string;
}

const source = 'https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateMlflowTrackingServer.html';
const prefix = z
  .string()
  .regex(/^([\w!.*'()-]+\/)+$/, `expected a prefix that ends with a slash, such as 'mlflow/' (${source})`);
const schema = z.object({
  ...namingShape,
  automaticModelRegistration: flagShape,
  name: nameShape,
  artifactPrefix: prefix.exactOptional(),
  artifactKeyArn: keyArnShape.exactOptional(),
  trackingServerSize: z
    .enum(['Small', 'Medium', 'Large'], `expected Small, Medium or Large (${source})`)
    .exactOptional(),
  mlflowVersion: z
    .string()
    .regex(/^\d+\.\d+(\.\d+)?$/, `expected a version such as '3.0' (${source})`)
    .exactOptional(),
  weeklyMaintenanceWindowStart: z
    .string()
    .regex(/^(Mon|Tue|Wed|Thu|Fri|Sat|Sun):([01]\d|2[0-3]):[0-5]\d$/, `expected 'Sun:03:00', in UTC (${source})`)
    .exactOptional(),
});
const existing = z.object({ ...namingShape, artifactPrefix: prefix, artifactKeyArn: keyArnShape.exactOptional() });

/** An MLflow tracking server that SageMaker runs: who may do what is said by IAM, call by call. */
export class ManagedMlflowServer extends Construct {
  readonly trackingServerName: string;
  /** Also what `MLFLOW_TRACKING_URI` is, with the plugin `sagemaker-mlflow`. */
  readonly arn: string;
  /** For `dependsOn`. */
  readonly resource: SagemakerMlflowTrackingServer;
  private readonly access: ManagedMlflowAccess;

  /** A server that is there already. */
  static fromExisting(scope: Construct, id: string, props: ExistingManagedMlflowProps): ManagedMlflowAccess {
    const path = `${scope.node.path}/${id}`;
    checkProps(existing, props, path);
    return new ManagedMlflowAccess(
      namingOf(props),
      checkName('mlflow tracking server', props.trackingServerName, path),
      artifactPlace(props, props.artifactPrefix, path),
    );
  }

  constructor(scope: Construct, id: string, props: ManagedMlflowServerProps) {
    super(scope, id);
    checkProps(schema, props, this.node.path);
    const naming = namingOf(props);
    const place = artifactPlace(props, props.artifactPrefix ?? 'mlflow/', this.node.path);
    const name = resourceName(naming, props.name ?? 'experiments');
    this.trackingServerName = checkName('mlflow tracking server', name, this.node.path);
    this.access = new ManagedMlflowAccess(naming, this.trackingServerName, place);
    this.arn = this.access.arn;
    const { automaticModelRegistration = false } = props;
    const role = new ServiceRole(this, 'role', {
      ...naming,
      roleName: `${this.trackingServerName}-mlflow`,
      service: 'sagemaker.amazonaws.com',
      description: `What the tracking server ${this.trackingServerName} may do`,
      statements: automaticModelRegistration ? modelRegistration(naming) : [],
    });
    this.access.grantArtifacts(role);
    this.resource = new SagemakerMlflowTrackingServer(this, 'server', {
      trackingServerName: this.trackingServerName,
      artifactStoreUri: `s3://${place.bucketName}/${place.prefix.replace(/\/$/, '')}`,
      roleArn: role.resource.arn,
      trackingServerSize: props.trackingServerSize ?? 'Small',
      ...(props.mlflowVersion === undefined ? {} : { mlflowVersion: props.mlflowVersion }),
      automaticModelRegistration,
      weeklyMaintenanceWindowStart: props.weeklyMaintenanceWindowStart ?? 'Sun:03:00',
      lifecycle: { preventDestroy: !mayDestroy(props, this.node.path) },
      dependsOn: role.node.findAll().filter((node) => node instanceof TerraformResource),
    });
  }

  /** Lets `grantee` look at experiments and models, and read artefacts, the key included. */
  grantRead(grantee: Grantee): Grant {
    return this.access.grantRead(grantee);
  }

  /** Lets `grantee` track experiments, register models and write artefacts, the key included. */
  grantUse(grantee: Grantee): Grant {
    return this.access.grantUse(grantee);
  }

  /** Lets `grantee` open the page of MLflow; what it shows there is granted by the others. */
  grantOpenPage(grantee: Grantee): Grant {
    return this.access.grantOpenPage(grantee);
  }
}
