import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { S3Object } from '@cdktf/provider-aws/lib/s3-object';
import { AssetType, checkName, Construct, TerraformAsset } from '../core';

export interface BundleObjectsProps {
  /** The folder that `writeBundle` wrote. */
  readonly folder: string;
  readonly bucket: string;
  /** Without a trailing slash: `bundles/sales`. */
  readonly prefix: string;
}

/** A bundle's files as objects, one resource each: a file whose content changes is one update, and nothing else is. */
export class BundleObjects extends Construct {
  /** The keys, sorted. */
  readonly keys: readonly string[];

  constructor(scope: Construct, id: string, props: BundleObjectsProps) {
    super(scope, id);
    const files = filesBelow(props.folder);
    if (!files.includes('manifest.json')) {
      throw new Error(`${this.node.path}: '${props.folder}' has no manifest.json; expected the folder of a bundle`);
    }
    this.keys = files.map((file) => checkName('s3 key', `${props.prefix}/${file}`));
    files.forEach((file, i) => {
      const path = join(props.folder, file);
      const asset = new TerraformAsset(this, `asset-${file}`, { path, type: AssetType.FILE });
      new S3Object(this, file, {
        bucket: props.bucket,
        key: this.keys[i] ?? file,
        source: asset.path,
        // Not the etag: under KMS it is no digest of the content.
        sourceHash: createHash('sha256').update(readFileSync(path)).digest('hex'),
      });
    });
  }
}

/** Paths relative to `folder`, with forward slashes, sorted. */
function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    )
    .sort();
}
