import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { S3Object } from '@cdktf/provider-aws/lib/s3-object';
import { AssetType, checkName, type Construct, TerraformAsset } from '../../core';
import type { LakeBucket } from './lake_bucket';

export interface FileObjectProps {
  /** The file, from the working directory. */
  readonly path: string;
  /** A bucket of this stack, or the name of one that is there before the stack is deployed. */
  readonly bucket: LakeBucket | string;
  readonly key: string;
}

/** A file as an S3 object: it travels with the synthesized stack, and is uploaded when its content changes. */
export function fileObject(scope: Construct, id: string, { path, bucket, key }: FileObjectProps): S3Object {
  const asset = new TerraformAsset(scope, `asset-${id}`, { path, type: AssetType.FILE });
  return objectOf(scope, id, { path, bucket, key, source: asset.path });
}

/** @param props with `source`, where the file is beside the synthesized stack */
export function objectOf(scope: Construct, id: string, props: FileObjectProps & { readonly source: string }): S3Object {
  const { path, bucket, key, source } = props;
  return new S3Object(scope, id, {
    bucket: typeof bucket === 'string' ? bucket : bucket.bucketName,
    key: checkName('s3 key', key, scope.node.path),
    source,
    // Not the etag: under KMS it is no digest of the content.
    sourceHash: createHash('sha256').update(readFileSync(path)).digest('hex'),
    ...(typeof bucket === 'string' ? {} : { dependsOn: [bucket.resource] }),
  });
}
