/** What the jobs of a role need on S3: the tables' objects, their folders, and lists. */
import type { AwsFacts } from './facts';
import type { DerivedStatement } from './permissions';
import type { Location, Places } from './places';
import type { Conditions } from './statement';
import type { Access } from './table_access';

/** Everything on S3 but the bundle. */
export function s3Statements(
  places: Places,
  accesses: readonly Access[],
  facts: AwsFacts,
): readonly DerivedStatement[] {
  return [
    ...tableStatements(places, accesses, facts),
    ...listStatements(places, accesses),
    missingStatement(places, accesses),
  ];
}

function tableStatements(places: Places, accesses: readonly Access[], facts: AwsFacts): readonly DerivedStatement[] {
  const writes = accesses.filter((access) => access.kind === 'write');
  const written = new Set(writes.map((access) => key(access.location)));
  const reads = accesses.filter((access) => access.kind === 'read');
  const below = (access: Access): readonly string[] => [
    ...(written.has(key(access.location)) && access.kind === 'read' ? [] : [`${access.location.prefix}/*`]),
    ...versions(access),
  ];
  return [
    ...objectStatement('ReadTables', facts.readObjects, reads, below, places),
    ...objectStatement('WriteTables', facts.writeObjects, writes, below, places),
    ...objectStatement('FindFolders', facts.readObjects, writes.filter(throughFolders), folders, places),
  ];
}

/** A read is pinned to a version, and Delta writes a version into the path: `orders@v12`, which S3A then looks for. */
const versions = (access: Access): readonly string[] =>
  access.kind === 'read' && access.table !== undefined && throughFolders(access)
    ? [`${access.location.prefix}@v*`]
    : [];

/** Iceberg names each object in its metadata and writes it straight to S3; all else goes by the folders of S3A. */
const throughFolders = ({ format }: Access): boolean => format !== 'iceberg';

/** Before S3A makes a folder, it looks whether it, or one of those above it, is a file. */
const folders = ({ location }: Access): readonly string[] => [location.prefix, parent(location.prefix)];

function objectStatement(
  sid: string,
  actions: readonly string[],
  accesses: readonly Access[],
  keys: (access: Access) => readonly string[],
  places: Places,
): readonly DerivedStatement[] {
  const needed = accesses.filter((access) => keys(access).length > 0);
  if (needed.length === 0) return [];
  const resources = needed.flatMap((access) =>
    keys(access).map((each) => `${places.bucketArn(access.location.bucket)}/${each}`),
  );
  return [{ sid, actions, resources: unique(resources), by: 'runtime', reasons: reasonsOf(needed) }];
}

/** One statement per bucket, whose condition lists the prefixes; then what S3A lists above what it writes. */
function listStatements(places: Places, accesses: readonly Access[]): readonly DerivedStatement[] {
  const buckets = unique(accesses.map((access) => access.location.bucket));
  const list = (sid: string, bucket: string, here: readonly Access[], conditions: Conditions): DerivedStatement => ({
    sid,
    actions: ['s3:ListBucket'],
    resources: [places.bucketArn(bucket)],
    conditions,
    by: 'runtime',
    reasons: reasonsOf(here),
  });
  return buckets.flatMap((bucket, i) => {
    const here = accesses.filter((access) => access.location.bucket === bucket);
    const prefixes = here.flatMap((access) => [`${access.location.prefix}/*`, ...versions(access)]);
    const written = here.filter((access) => access.kind === 'write' && throughFolders(access));
    const above = unique(written.map((access) => `${parent(access.location.prefix)}/`));
    return [
      list(`List${i + 1}`, bucket, here, { StringLike: { 's3:prefix': unique(prefixes) } }),
      ...(above.length === 0
        ? []
        : [list(`ListAbove${i + 1}`, bucket, written, { StringEquals: { 's3:prefix': above, 's3:delimiter': '/' } })]),
    ];
  });
}

/** For an object that is not there S3 answers 404 only to who may list, else 403, which S3A takes for a failure. */
function missingStatement(places: Places, accesses: readonly Access[]): DerivedStatement {
  const tables = accesses.filter(({ table }) => table !== undefined);
  const buckets = unique(tables.map(({ location }) => location.bucket));
  return {
    sid: 'MissingObjects',
    actions: ['s3:ListBucket'],
    resources: buckets.map((bucket) => places.bucketArn(bucket)),
    conditions: { Null: { 's3:prefix': 'true' } },
    by: 'runtime',
    reasons: unique(
      tables.map(({ task, table = '' }) => `${task}: knows what is not there of ${table} from what is forbidden`),
    ),
  };
}

const parent = (prefix: string): string => prefix.slice(0, Math.max(0, prefix.lastIndexOf('/')));
const key = (location: Location): string => `${location.bucket}/${location.prefix}`;
export const unique = (items: readonly string[]): readonly string[] => [...new Set(items)].sort();
export const reasonsOf = (accesses: readonly Access[]): readonly string[] =>
  unique(accesses.map(({ task, table, why }) => `${task}: ${why}${table === undefined ? '' : ` ${table}`}`));
