/** What each compute service asks for, so that units can run on it. */
import type { AwsFacts } from '../../../../pipelines/targets';
import { emrClusterJobs } from './emr_cluster';
import { emrOnEksJobs } from './emr_on_eks';
import { emrServerlessJobs } from './emr_serverless';
import { glueJobs } from './glue';

export { clusterTags } from './emr_cluster';
export { startServerlessJobs } from './emr_serverless';

export const jobServices: AwsFacts['jobServices'] = {
  'emr-serverless': emrServerlessJobs,
  'emr-cluster': emrClusterJobs,
  glue: glueJobs,
  'emr-on-eks': emrOnEksJobs,
};
