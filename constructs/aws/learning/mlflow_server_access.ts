import { VpcSecurityGroupIngressRule } from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule';
import { checkName, type Construct, type Grant, type Grantee, type Naming } from '../../core';
import { BucketAccess } from '../storage/bucket_access';

/** Where a tracking server keeps artefacts. */
export interface ArtifactPlace {
  readonly bucketName: string;
  readonly prefix: string;
  /** Of the bucket's encryption, unless that is S3's own. */
  readonly keyArn?: string;
}

/** @param path of the construct, for what is wrong with the name */
export const artifactPlace = (
  props: { readonly artifactBucketName: string; readonly artifactKeyArn?: string },
  prefix: string,
  path: string,
): ArtifactPlace => ({
  bucketName: checkName('s3 bucket', props.artifactBucketName, path),
  prefix,
  ...(props.artifactKeyArn === undefined ? {} : { keyArn: props.artifactKeyArn }),
});

/** What is known of a tracking server, ours or an existing one. */
export class MlflowServerAccess {
  /** For `MLFLOW_TRACKING_URI`. */
  readonly trackingUri: string;
  private readonly artifacts: BucketAccess;

  constructor(
    naming: Naming,
    readonly domainName: string,
    private readonly place: ArtifactPlace,
    private readonly loadBalancerGroupId: string,
  ) {
    this.trackingUri = `https://${domainName}`;
    this.artifacts = new BucketAccess(naming, place.bucketName, place.keyArn);
  }

  /**
   * Lets `grantee` read artefacts in the bucket itself, as scoring does that loads large models; the key included. Clients
   * of the server need nothing of AWS: it hands artefacts on.
   */
  grantReadArtifacts(grantee: Grantee): Grant {
    return this.artifacts.grantRead(grantee, this.place.prefix);
  }

  /** The same for writing: the server's own role. */
  grantWriteArtifacts(grantee: Grantee): Grant {
    return this.artifacts.grantWrite(grantee, this.place.prefix);
  }

  /** Lets a security group connect. */
  allowFrom(scope: Construct, id: string, securityGroupId: string): void {
    new VpcSecurityGroupIngressRule(scope, id, {
      securityGroupId: this.loadBalancerGroupId,
      referencedSecurityGroupId: securityGroupId,
      ipProtocol: 'tcp',
      fromPort: 443,
      toPort: 443,
      description: 'HTTPS of clients',
    });
  }
}
