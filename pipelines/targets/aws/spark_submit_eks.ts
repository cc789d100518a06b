/** How a compute profile becomes the parameters of spark-submit on EMR on EKS. */
import type { ProfileOf } from '../../../environments';
import { tableFormatSettings } from './iceberg';
import { submitArguments } from './spark_submit';

/**
 * Spark asks Kubernetes for two fifths more than the heap of a Python job, and the sum is the pod's:
 * https://spark.apache.org/docs/3.5.5/running-on-kubernetes.html#spark-properties (memoryOverheadFactor)
 */
export const eksHeapGb = (podGb: number): number => Math.max(1, Math.floor(podGb / 1.4));

export function eksSubmitParameters(
  { driver, executor, executors }: Pick<ProfileOf<'emr-on-eks'>, 'driver' | 'executor' | 'executors'>,
  pyFiles: readonly string[],
  iceberg = false,
): string {
  return submitArguments(pyFiles, [
    ['spark.driver.cores', String(driver.vcpu)],
    ['spark.driver.memory', `${eksHeapGb(driver.memoryGb)}g`],
    ['spark.executor.cores', String(executor.vcpu)],
    ['spark.executor.memory', `${eksHeapGb(executor.memoryGb)}g`],
    // There is no shuffle service on Kubernetes: executors are kept while their shuffles are needed.
    // https://spark.apache.org/docs/3.5.5/job-scheduling.html#configuration-and-setup
    ['spark.dynamicAllocation.enabled', 'true'],
    ['spark.dynamicAllocation.shuffleTracking.enabled', 'true'],
    ['spark.dynamicAllocation.initialExecutors', '1'],
    ['spark.dynamicAllocation.maxExecutors', String(executors)],
    // https://aws.amazon.com/blogs/big-data/get-a-quick-start-with-apache-hudi-apache-iceberg-and-delta-lake-with-amazon-emr-on-eks/
    ...tableFormatSettings('local:///usr/share/aws', iceberg),
    // The catalogue is written by the runtime; Spark itself goes by location and needs no metastore.
    ['spark.sql.catalogImplementation', 'in-memory'],
    // Otherwise each write deletes the markers of all folders above it, up to the bucket, where the role may not.
    ['spark.hadoop.fs.s3a.directory.marker.retention', 'keep'],
  ]).join(' ');
}
