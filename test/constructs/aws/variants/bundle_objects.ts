import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BundleObjects, LakeBucket } from '../../../../constructs/aws';
import type { Construct } from '../../../../constructs/core';
import type { Surroundings } from '../surroundings';
import type { Variant } from '../variant';

function bundle(): string {
  const folder = mkdtempSync(join(tmpdir(), 'lakewright-bundle-'));
  writeFileSync(join(folder, 'manifest.json'), '{}\n');
  return folder;
}

function build(scope: Construct, id: string, { base }: Surroundings): BundleObjects {
  const bucketName = `acme-${base.environment}-bundle-${id}`;
  const bucket = new LakeBucket(scope, `${id}-bucket`, { ...base, bucketName, holds: 'files' });
  return new BundleObjects(scope, id, { folder: bundle(), bucket, prefix: 'bundles/shop' });
}

export const bundleObjects: Variant = {
  construct: BundleObjects,
  family: 'foundation',
  least: build,
  all: build,
  existing: { none: 'objects are written, not granted on' },
  refused: [
    {
      wrong: 'a folder that is not there',
      build: (scope) => new BundleObjects(scope, 'it', { folder: '/nowhere', bucket: 'acme', prefix: 'bundles/x' }),
      message: 'folder: found "/nowhere"; expected the folder of a bundle, with manifest.json',
    },
    {
      wrong: 'a prefix that ends with a slash',
      build: (scope) => new BundleObjects(scope, 'it', { folder: bundle(), bucket: 'acme', prefix: 'bundles/' }),
      message: 'prefix: found "bundles/"; expected a prefix',
    },
  ],
};
