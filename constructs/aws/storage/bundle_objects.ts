import { existsSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import * as z from 'zod';
import { checkName, checkProps, Construct, FolderAsset } from '../../core';
import { objectOf } from './file_object';
import type { LakeBucket } from './lake_bucket';
import { bucketShape } from '../environment/shapes';

export interface BundleObjectsProps {
  /** The folder that `writeBundle` wrote. */
  readonly folder: string;
  /** A bucket of this stack, or the name of one that is there before the stack is deployed. */
  readonly bucket: LakeBucket | string;
  /** Without a trailing slash: `bundles/sales`. */
  readonly prefix: string;
  /**
   * Links the files beside the synthesized stack instead of copying them, a tenth of the time: for a folder whose files
   * are never changed in place, only made anew, as `writeBundle` does. What changes in place would change the stack's too.
   */
  readonly linked?: boolean;
}

const schema = z.object({
  bucket: bucketShape,
  linked: z.boolean().exactOptional(),
  folder: z
    .string()
    .refine(
      (folder) => existsSync(join(folder, 'manifest.json')),
      'expected the folder of a bundle, with manifest.json (docs/runtime.md)',
    ),
  prefix: z
    .string()
    .regex(
      /^[^/].*[^/]$/,
      "expected a prefix such as 'bundles/sales', without a slash at either end (docs/runtime.md)",
    ),
});

/** A bundle's files as objects, one resource each: a file whose content changes is one update, and nothing else is. */
export class BundleObjects extends Construct {
  /** The keys, sorted. */
  readonly keys: readonly string[];

  constructor(scope: Construct, id: string, props: BundleObjectsProps) {
    super(scope, id);
    checkProps(schema, props, this.node.path);
    const { bucket } = props;
    if (typeof bucket === 'string') checkName('s3 bucket', bucket, this.node.path);
    const files = filesBelow(props.folder);
    this.keys = files.map((file) => checkName('s3 key', `${props.prefix}/${file}`, this.node.path));
    // One folder, whose place says nothing of the content, or one file's change would move all of them.
    const beside = new FolderAsset(this, 'files', {
      folder: props.folder,
      files,
      version: 'bundle',
      linked: props.linked === true,
    });
    files.forEach((file, i) => {
      const source = `${beside.path}/${file}`;
      objectOf(this, file, { path: join(props.folder, file), source, bucket, key: this.keys[i] ?? file });
    });
  }
}

/** Paths relative to `folder`, with forward slashes, sorted. */
function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort();
}
