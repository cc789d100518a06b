/** The files of a bundle, in a bucket of the same stack. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BundleObjects, LakeBucket } from '../../constructs/aws';
import type { Construct } from '../../constructs/core';

export function bundleObjects(scope: Construct): void {
  const naming = { project: 'acme', environment: 'dev', account: '111122223333', region: 'eu-central-1' };
  const bucket = new LakeBucket(scope, 'bucket', { ...naming, bucketName: 'acme-dev-bundles-4f1a', holds: 'files' });
  const { keys } = new BundleObjects(scope, 'shop', { folder: bundleFolder(), bucket, prefix: 'bundles/shop' });
  if (!keys.includes('bundles/shop/manifest.json')) throw new Error('a bundle has a manifest');
}

/** In a project of yours: the folder that `lakewright compile --out` or `writeBundle` wrote. */
function bundleFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'bundle-'));
  writeFileSync(join(folder, 'manifest.json'), '{}\n');
  return folder;
}
