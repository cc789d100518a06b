/** A bucket in a second region, in the stack of the first. */
import { LakeBucket, OtherRegion } from '../../constructs/aws';
import type { Construct } from '../../constructs/core';

export function otherRegion(scope: Construct): void {
  const naming = { project: 'acme', environment: 'dev', account: '111122223333', region: 'eu-central-1' };
  const ireland = new OtherRegion(scope, 'ireland', { ...naming, otherRegion: 'eu-west-1' });
  new LakeBucket(ireland, 'copies', { ...ireland.naming, bucketName: 'acme-dev-copies-4f1a', holds: 'files' });
}
