/** How a compute profile and a Python become the arguments of spark-submit on a cluster of EMR on EC2. */
import type { ProfileOf } from '../../../environments';
import type { ShippedPython } from './compute';
import { icebergCatalogueSettings, sparkExtensions } from './iceberg';
import { uri } from './places';
import { interpreter, submitArguments, unpacked } from './spark_submit';

/**
 * Sizes of executors are EMR's own, which knows the machines, and Delta is in the cluster's configuration:
 * https://docs.aws.amazon.com/emr/latest/ReleaseGuide/emr-spark-configure.html
 *
 * @param pyFiles URIs that Python imports from
 * @param python instead of the release's own
 * @param iceberg whether the session has tables of it; its jar is in the cluster's configuration too
 */
export function clusterSubmitArguments(
  { executors }: Pick<ProfileOf<'emr-cluster'>, 'executors'>,
  pyFiles: readonly string[],
  python?: ShippedPython,
  iceberg = false,
): readonly string[] {
  return [
    // The driver is in a container of the cluster, so several steps do not share the primary node's memory.
    '--deploy-mode',
    'cluster',
    ...submitArguments(pyFiles, [
      ...(executors === undefined ? [] : ([['spark.dynamicAllocation.maxExecutors', String(executors)]] as const)),
      // The catalogue is written by the runtime; Spark itself goes by location and needs no metastore.
      ['spark.sql.catalogImplementation', 'in-memory'],
      ...(iceberg ? ([['spark.sql.extensions', sparkExtensions(true)], ...icebergCatalogueSettings] as const) : []),
      // https://spark.apache.org/docs/3.5.5/api/python/user_guide/python_packaging.html
      ...(python === undefined
        ? []
        : ([
            ['spark.archives', `${uri(python.location)}#${unpacked}`],
            ['spark.yarn.appMasterEnv.PYSPARK_PYTHON', interpreter],
            ['spark.executorEnv.PYSPARK_PYTHON', interpreter],
          ] as const)),
    ]),
  ];
}
