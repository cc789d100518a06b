import { arn, give, type Grant, type Grantee, type Naming } from '../../core';
import { mlflowPageStatements, mlflowStatements } from '../facts';
import { BucketAccess } from '../storage/bucket_access';
import type { ArtifactPlace } from './mlflow_server_access';

/** What can be granted on a tracking server of SageMaker, ours or an existing one. */
export class ManagedMlflowAccess {
  /** Also what `MLFLOW_TRACKING_URI` is, with the plugin `sagemaker-mlflow`. */
  readonly arn: string;
  private readonly artifacts: BucketAccess;

  constructor(
    naming: Naming,
    readonly trackingServerName: string,
    private readonly place: ArtifactPlace,
  ) {
    this.arn = arn(naming, 'sagemaker', `mlflow-tracking-server/${trackingServerName}`);
    this.artifacts = new BucketAccess(naming, place.bucketName, place.keyArn);
  }

  /** Lets `grantee` look at experiments and models, and read artefacts, the key included. */
  grantRead(grantee: Grantee): Grant {
    const artifacts = this.artifacts.readStatements(this.place.prefix);
    return give(grantee, [...artifacts, ...mlflowStatements('read', this.arn)]);
  }

  /** Lets `grantee` track experiments, register models and write artefacts, the key included. */
  grantUse(grantee: Grantee): Grant {
    const artifacts = this.artifacts.writeStatements(this.place.prefix);
    return give(grantee, [...artifacts, ...mlflowStatements('use', this.arn)]);
  }

  /** Lets `grantee` open the page of MLflow; what it shows there is granted by the others. */
  grantOpenPage(grantee: Grantee): Grant {
    return give(grantee, mlflowPageStatements(this.arn));
  }

  /** Lets the role of the server read and write artefacts. */
  grantArtifacts(grantee: Grantee): Grant {
    return this.artifacts.grantWrite(grantee, this.place.prefix);
  }
}
