/** The Glue jobs of a domain: one for each role and profile of Glue, since a job has the role, the script and the workers. */
import { type EnvironmentStack, GlueJob, readParameter, type ServiceRole } from '../constructs/aws';
import { glueWorkers, type GlueWorkerType } from '../constructs/aws/facts';
import { resourceName } from '../constructs/core';
import { byService, type ProfileOf } from '../environments';
import type { Plan, PlanUnit } from '../pipelines/plan';
import { type Places, profileOf } from '../pipelines/targets';
import { environmentAlarms } from './environment_alarms';

/** @param roles by name */
export function glueJobs(
  stack: EnvironmentStack,
  plan: Plan,
  places: Places,
  roles: ReadonlyMap<string, ServiceRole>,
): void {
  const units = new Map<string, PlanUnit[]>();
  for (const unit of Object.values(plan.units)) {
    const name = places.glueJob(unit, unit.compute);
    units.set(name, [...(units.get(name) ?? []), unit]);
  }
  for (const [name, here] of [...units].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const [unit] = here;
    if (unit === undefined) continue;
    byService(profileOf(unit, stack.environment), {
      'emr-serverless': () => undefined,
      'emr-cluster': () => undefined,
      glue: (profile) => {
        glueJob(stack, places, name, profile, here, roles.get(places.jobRole(unit)));
      },
      'emr-on-eks': () => undefined,
    });
  }
}

function glueJob(
  stack: EnvironmentStack,
  places: Places,
  jobName: string,
  profile: ProfileOf<'glue'>,
  units: readonly PlanUnit[],
  role: ServiceRole | undefined,
): void {
  const { naming, environment } = stack;
  const { bucket, prefix } = places.bundle;
  const workerType = Object.keys(glueWorkers).find((type): type is GlueWorkerType => type === profile.workerType);
  const job = new GlueJob(stack, jobName.slice(resourceName(naming, '').length), {
    ...naming,
    ...stack.removal,
    name: jobName.slice(resourceName(naming, '').length),
    artifactBucketName: bucket,
    artifactKeyArn: readParameter(stack, naming, 'keys/data'),
    scriptKey: `${prefix}/main.py`,
    pyFiles: [`${prefix}/runtime.zip`],
    keyArn: readParameter(stack, naming, 'keys/data'),
    logKeyArn: readParameter(stack, naming, 'keys/logs'),
    logRetentionDays: environment.retention.logDays,
    // The catalogue is written by the runtime; Spark itself goes by location and needs no metastore.
    conf: { 'spark.sql.catalogImplementation': 'in-memory' },
    ...(workerType === undefined ? {} : { workerType }),
    numberOfWorkers: profile.workers,
    executionClass: profile.executionClass,
    glueVersion: profile.glueVersion,
    timeout: Math.max(...units.map((unit) => Math.ceil(unit.timeout_seconds / 60))),
    // Units of several pipelines run at once, and an interval that is run again beside the scheduled one.
    maxConcurrentRuns: Math.min(1000, units.length * 3),
    ...(role === undefined ? {} : { role }),
  });
  environmentAlarms(stack, `${job.jobName}-alarms`, job.jobName, job.alarms);
}
