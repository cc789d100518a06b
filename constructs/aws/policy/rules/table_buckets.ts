import { judged, notApplicable, type Platform, type PolicyRule, type SynthesizedResource } from '../../../core/policy';

const types = [
  'aws_s3_bucket_lifecycle_configuration',
  'aws_s3_bucket_object_lock_configuration',
  'aws_s3_bucket_replication_configuration',
];

export const tableBuckets: PolicyRule = {
  id: 'LW_TABLE_BUCKETS',
  title: 'Nothing acts by age on, locks, or replicates the files of tables',
  why: 'The oldest file of a table may hold rows of today; replication copies out of order, so a copy is no table.',
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lifecycle-mgmt.html',
  judge: (platform) => {
    const tables = bucketsOfTables(platform);
    return platform.resources
      .filter(({ type }) => types.includes(type))
      .map((resource) => {
        const bucket = bucketOf(platform, resource);
        return bucket !== undefined && tables.has(bucket)
          ? judged(resource, problem(resource))
          : notApplicable(resource);
      });
  },
};

/** Where the databases of the catalogue lie. */
function bucketsOfTables(platform: Platform): ReadonlySet<string> {
  const locations = platform
    .of('aws_glue_catalog_database')
    .map(({ properties }) => String(properties['location_uri']));
  return new Set(locations.flatMap((location) => /^s3a?:\/\/([^/]+)/.exec(location)?.[1] ?? []));
}

function bucketOf(platform: Platform, resource: SynthesizedResource): string | undefined {
  const { bucket } = resource.properties;
  const made = platform.referred(resource, bucket);
  const name = made === undefined ? bucket : made.properties['bucket'];
  return typeof name === 'string' ? name : undefined;
}

function problem({ type, properties }: SynthesizedResource): string | undefined {
  if (type !== 'aws_s3_bucket_lifecycle_configuration') {
    return `${type === types[1] ? 'locks' : 'replicates'} a bucket of tables; expected a runtime copy of pinned versions, and retention by the contract`;
  }
  const rules = Array.isArray(properties['rule']) ? (properties['rule'] as readonly Record<string, unknown>[]) : [];
  const aged = rules.filter(({ transition, expiration }) => transition !== undefined || expiration !== undefined);
  if (aged.length === 0) return undefined;
  return `rule ${aged.map(({ id }) => `'${String(id)}'`).join(', ')} acts by age on a bucket of tables; expected rules on replaced versions and unfinished uploads only`;
}
