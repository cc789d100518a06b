export { billKey } from './bill';
export { emrClusterLimits, transientCluster, type TransientClusterFacts } from './emr_cluster';
export { emrOnEks, type EmrOnEksFacts, emrOnEksLimits } from './emr_on_eks';
export { emrServerless, type EmrServerlessFacts, emrServerlessLimits } from './emr_serverless';
export { glue, type GlueFacts } from './glue';
export type { JobFacts, JobService, Lifetime } from './job_service';
export { checkLimits } from './limits';
export { layersOf } from './order';
export { stateMachine, type StateMachineFacts } from './state_machine';
