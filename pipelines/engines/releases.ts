/** What each accepted release of a service brings. A table of facts: the code that refuses is `releaseProblem`. */

export interface EmrRelease {
  readonly label: string;
  readonly spark: string;
  readonly delta: string;
  readonly iceberg: string;
  /** The default first. */
  readonly python: readonly string[];
  readonly source: string;
}

export interface GlueRelease {
  readonly version: string;
  readonly spark: string;
  readonly delta: string;
  readonly iceberg: string;
  readonly python: string;
  readonly source: string;
}

const s3a = 'https://docs.aws.amazon.com/emr/latest/ReleaseGuide/emr-s3a-migrate.html';
const versions = 'https://docs.aws.amazon.com/emr/latest/ReleaseGuide/emr-release-app-versions-7.x.html';

/** Amazon's builds of the versions named; EMR Serverless has the same ones under the same labels. */
export const emrReleases: readonly EmrRelease[] = [
  { label: 'emr-7.10.0', spark: '3.5.5', delta: '3.3.0', iceberg: '1.8.1', python: ['3.9', '3.11'], source: versions },
  { label: 'emr-7.11.0', spark: '3.5.6', delta: '3.3.2', iceberg: '1.9.1', python: ['3.9', '3.11'], source: versions },
  { label: 'emr-7.12.0', spark: '3.5.6', delta: '3.3.2', iceberg: '1.10.0', python: ['3.9', '3.11'], source: versions },
];

/**
 * The oldest release that the runtime is for: from it on s3:// is read through S3A, as in our tests; before it EMRFS,
 * which makes other requests.
 */
export const oldestEmrRelease = 'emr-7.10.0';

/** Why a label is refused, in one sentence; undefined when it is not. */
export function releaseProblem(label: string): string | undefined {
  if (emrReleases.some((release) => release.label === label)) return undefined;
  const known = `known releases are ${emrReleases.map((release) => release.label).join(', ')}`;
  const number = parse(label);
  const oldest = parse(oldestEmrRelease);
  if (number === undefined || oldest === undefined) {
    return `'${label}' is not a release label such as '${oldestEmrRelease}' (${versions}); ${known}`;
  }
  if (number.major < oldest.major || (number.major === oldest.major && number.minor < oldest.minor)) {
    return `release '${label}' reads S3 through EMRFS, which the runtime is not tested with; expected ${oldestEmrRelease} or later (${s3a}); ${known}`;
  }
  return `the versions in release '${label}' are not recorded (${versions}); ${known}`;
}

const glueNotes = 'https://docs.aws.amazon.com/glue/latest/dg/release-notes.html';

/** Versions of Glue that have the Spark of the runtime. */
export const glueReleases: readonly GlueRelease[] = [
  { version: '5.0', spark: '3.5.4', delta: '3.3.0', iceberg: '1.7.1', python: '3.11', source: glueNotes },
  { version: '5.1', spark: '3.5.6', delta: '3.3.2', iceberg: '1.10.0', python: '3.11', source: glueNotes },
];
/** Versions before, with what is too old in them: https://docs.aws.amazon.com/glue/latest/dg/aws-glue-programming-etl-format-delta-lake.html */
const oldGlueVersions: Readonly<Record<string, string>> = {
  '0.9': 'Spark 2.2 and no Delta',
  '1.0': 'Spark 2.4 and no Delta',
  '2.0': 'Spark 2.4 and no Delta',
  '3.0': 'Spark 3.1 and Delta 1.0',
  '4.0': 'Spark 3.3 and Delta 2.1',
};

/** Why a version of Glue is refused, in one sentence; undefined when it is not. */
export function glueVersionProblem(version: string): string | undefined {
  if (glueReleases.some((release) => release.version === version)) return undefined;
  const known = glueReleases.map((release) => release.version).join(', ');
  const old = oldGlueVersions[version];
  return old === undefined
    ? `the versions in Glue ${version} are not recorded; known are ${known} (${glueNotes})`
    : `Glue ${version} has ${old}, and the runtime needs Spark 3.5 and Delta 3.3; expected ${known} (${glueNotes})`;
}

function parse(label: string): { readonly major: number; readonly minor: number } | undefined {
  const match = /^emr-(\d+)\.(\d+)\.\d+$/.exec(label);
  return match === null ? undefined : { major: Number(match[1]), minor: Number(match[2]) };
}
