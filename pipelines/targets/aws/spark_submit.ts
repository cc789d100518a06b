/** How a compute profile and a Python become the parameters of spark-submit on EMR Serverless. */
import type { ServerlessProfile } from '../../../environments';
import type { ShippedPython } from './compute';
import { tableFormatSettings } from './iceberg';
import { uri } from './places';

/**
 * The service adds an overhead of a tenth, 384 MB at least, to what Spark asks, and the sum must fit the worker:
 * https://docs.aws.amazon.com/emr/latest/EMR-Serverless-UserGuide/app-behavior.html
 */
export function heapGb(workerGb: number): number {
  return Math.floor(Math.min(workerGb / 1.1, workerGb - 0.384));
}

/** Where a job finds the archive's content, and in it the interpreter. */
export const unpacked = 'environment';
export const interpreter = `./${unpacked}/bin/python`;

/**
 * @param pyFiles URIs that Python imports from
 * @param python instead of the release's own
 * @param iceberg whether the session has tables of it beside those of Delta
 */
export function sparkSubmitParameters(
  profile: ServerlessProfile,
  pyFiles: readonly string[],
  python?: ShippedPython,
  iceberg = false,
): string {
  const settings: readonly (readonly [string, string])[] = [
    ['spark.driver.cores', String(profile.driver.vcpu)],
    ['spark.driver.memory', `${heapGb(profile.driver.memoryGb)}g`],
    ['spark.emr-serverless.driver.disk', `${profile.driver.diskGb}g`],
    ['spark.executor.cores', String(profile.executor.vcpu)],
    ['spark.executor.memory', `${heapGb(profile.executor.memoryGb)}g`],
    ['spark.emr-serverless.executor.disk', `${profile.executor.diskGb}g`],
    ['spark.dynamicAllocation.initialExecutors', '1'],
    ['spark.dynamicAllocation.maxExecutors', String(profile.executors)],
    ...tableFormatSettings('/usr/share/aws', iceberg),
    // The catalogue is written by the runtime; Spark itself goes by location and needs no metastore.
    ['spark.sql.catalogImplementation', 'in-memory'],
    // Otherwise each write deletes the markers of all folders above it, up to the bucket, where the role may not.
    ['spark.hadoop.fs.s3a.directory.marker.retention', 'keep'],
    // https://docs.aws.amazon.com/emr/latest/EMR-Serverless-UserGuide/using-python.html
    ...(python === undefined
      ? []
      : ([
          ['spark.archives', `${uri(python.location)}#${unpacked}`],
          ['spark.emr-serverless.driverEnv.PYSPARK_DRIVER_PYTHON', interpreter],
          ['spark.emr-serverless.driverEnv.PYSPARK_PYTHON', interpreter],
          ['spark.executorEnv.PYSPARK_PYTHON', interpreter],
        ] as const)),
  ];
  return submitArguments(pyFiles, settings).join(' ');
}

/** As spark-submit takes them. */
export const submitArguments = (
  pyFiles: readonly string[],
  settings: readonly (readonly [string, string])[],
): readonly string[] => [
  ...(pyFiles.length === 0 ? [] : ['--py-files', pyFiles.join(',')]),
  ...settings.flatMap(([name, value]) => ['--conf', `${name}=${value}`]),
];
