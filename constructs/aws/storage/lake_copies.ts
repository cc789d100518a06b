/** What `DataLakeStorage` makes beside its buckets: copies in another region, and lists of what is there. */
import * as z from 'zod';
import type { Construct, Naming } from '../../core';
import { arnShape, keyArnShape } from '../environment/shapes';
import { namingShape } from '../environment/naming_props';
import { BucketInventory } from './bucket_inventory';
import { BucketReplication } from './bucket_replication';
import type { LakeBucket } from './lake_bucket';

export interface LakeReplication {
  /** Another region than the lake's. */
  readonly destinationRegion: string;
  /** A key there. */
  readonly destinationKeyArn: string;
  readonly landingBucketArn: string;
  readonly artefactsBucketArn: string;
  readonly timeControl?: boolean;
  /** Of the roles that copy; `/` unless given. */
  readonly rolePath?: string;
}

export const replicationShape = z.object({
  destinationRegion: namingShape.region,
  destinationKeyArn: keyArnShape,
  landingBucketArn: arnShape('a bucket'),
  artefactsBucketArn: arnShape('a bucket'),
});

/** Of landing and artefacts alone: tables are recovered by a copy of pinned versions. */
export function replicateLake(
  scope: Construct,
  naming: Naming,
  called: (what: string) => string,
  buckets: { readonly landing: LakeBucket; readonly artefacts: LakeBucket },
  replication: LakeReplication,
): readonly BucketReplication[] {
  const { landingBucketArn, artefactsBucketArn, ...destination } = replication;
  const replicate = (what: 'landing' | 'artefacts', destinationBucketArn: string): BucketReplication =>
    new BucketReplication(scope, `${what}-replication`, {
      ...naming,
      ...destination,
      name: called(`${what}-replication`),
      bucket: buckets[what],
      destinationBucketArn,
    });
  return [replicate('landing', landingBucketArn), replicate('artefacts', artefactsBucketArn)];
}

/** Of every bucket but that of the logs, into it. */
export function listLake(
  scope: Construct,
  naming: Naming,
  buckets: Readonly<Record<string, LakeBucket>>,
  logs: LakeBucket,
  frequency: 'daily' | 'weekly',
): void {
  for (const [what, bucket] of Object.entries(buckets)) {
    if (bucket === logs) continue;
    new BucketInventory(scope, `${what}-inventory`, { ...naming, bucket, destination: logs, frequency });
  }
}
