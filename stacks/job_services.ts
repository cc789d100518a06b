/** How the units of each compute profile run, from what the stacks before made. */
import { clusterRequest, defaultLogPrefix, type EnvironmentStack, readParameter } from '../constructs/aws';
import { fleetsOf, icebergConfigurations, podRelease } from '../constructs/aws/facts';
import { byService, type ProfileOf } from '../environments';
import type { Plan, PlanUnit } from '../pipelines/plan';
import {
  clusterSubmitArguments,
  eksSubmitParameters,
  emrOnEks,
  emrServerless,
  glue,
  hasIceberg,
  type JobService,
  type Places,
  pythonOf,
  sparkSubmitParameters,
  transientCluster,
  uri,
} from '../pipelines/targets';
import { jobNetwork } from './network_stack';

/** Where the compute stack leaves the id of a security group. */
export const clusterGroupParameter = (profile: string, role: string): string =>
  `compute/${profile}/security-groups/${role}`;

export const applicationIdOf = (stack: EnvironmentStack, profile: string): string =>
  readParameter(stack, stack.naming, `compute/${profile}/application-id`);

/** @param logGroup of what the jobs print, where the service puts it into one */
export function jobService(
  stack: EnvironmentStack,
  plan: Plan,
  places: Places,
  name: string,
  logGroup: string,
): JobService {
  const { environment } = stack;
  const profile = environment.compute[name];
  if (profile === undefined) throw new Error(`environments/${environment.name}.yaml: compute.${name}: is missing`);
  const pyFiles = [`${uri(places.bundle)}/runtime.zip`];
  const python = (unit: PlanUnit) => pythonOf(unit, places, environment);
  const logs = { group: logGroup };
  const iceberg = hasIceberg(plan);
  return byService<JobService>(profile, {
    'emr-serverless': (serverless) =>
      emrServerless({
        applicationId: applicationIdOf(stack, name),
        sparkSubmitParameters: (unit) => sparkSubmitParameters(serverless, pyFiles, python(unit), iceberg),
        logs,
        ledger: { table: places.ledgerTable, domain: places.domain },
      }),
    'emr-cluster': (cluster) =>
      transientCluster({
        profile: name,
        request: requestOf(stack, places, name, cluster, iceberg),
        sparkSubmitArguments: (unit) => clusterSubmitArguments(cluster, pyFiles, python(unit), iceberg),
      }),
    glue: () => glue({ jobName: (unit) => places.glueJob(unit, name) }),
    'emr-on-eks': (eks) =>
      emrOnEks({
        virtualClusterId: eks.virtualClusterId,
        releaseLabel: podRelease(environment.emrRelease),
        sparkSubmitParameters: () => eksSubmitParameters(eks, pyFiles, iceberg),
        logs,
      }),
  });
}

function requestOf(
  stack: EnvironmentStack,
  places: Places,
  name: string,
  profile: ProfileOf<'emr-cluster'>,
  iceberg: boolean,
): Readonly<Record<string, unknown>> {
  const { environment, naming } = stack;
  const clusterName = places.clusterName(name);
  const group = (role: string): string => readParameter(stack, naming, clusterGroupParameter(name, role));
  return clusterRequest({
    clusterName,
    releaseLabel: environment.emrRelease,
    capacity: fleetsOf(profile),
    subnetIds: jobNetwork(stack)?.subnets ?? [],
    securityGroupIds: { primary: group('primary'), core: group('core'), service: group('service') },
    serviceRoleArn: places.roleArn(places.clusterServiceRole(name)),
    instanceProfileName: places.clusterNodeRole(name),
    securityConfigurationName: clusterName,
    logUri: `s3://${places.bucket('logs')}/${defaultLogPrefix(clusterName)}`,
    logKeyArn: readParameter(stack, naming, 'keys/logs'),
    idleMinutes: profile.idleMinutes,
    ...(iceberg ? { configurations: icebergConfigurations } : {}),
  });
}
