/** Which compute services a domain's units use, and what of them. */
import { arn, byService, type ComputeService, computeServices, type Environment } from '../../../environments';
import type { PlanUnit } from '../../plan';
import { profileOf } from './compute';
import type { OpaqueIds, ServiceUse, UsedProfile } from './facts';
import type { DerivedStatement } from './permissions';
import type { Places } from './places';

export interface UsedService {
  readonly service: ComputeService;
  readonly use: ServiceUse;
  /** Those that run on it. */
  readonly tasks: readonly string[];
}

/** What a service asks for, said of the tasks that run on it. */
export const ofTasks = ({ tasks }: UsedService, statements: readonly DerivedStatement[]): readonly DerivedStatement[] =>
  saidOf(tasks, statements);

/** @param whose tasks or pipelines */
export const saidOf = (
  whose: readonly string[],
  statements: readonly DerivedStatement[],
): readonly DerivedStatement[] =>
  statements.map((each) => ({ ...each, reasons: each.reasons.map((why) => `${whose.join(', ')}: ${why}`) }));

/** One entry for each service that `units` run on, in a fixed order; none for the others. */
export function usedServices(
  units: readonly PlanUnit[],
  places: Places,
  environment: Environment,
  ids: OpaqueIds,
): readonly UsedService[] {
  return computeServices.flatMap((service) => {
    const here = units.filter((unit) => profileOf(unit, environment).service === service);
    if (here.length === 0) return [];
    const profiles = sorted(here.map((unit) => unit.compute)).map((name) =>
      usedProfile(name, here, places, environment, ids),
    );
    const roles = sorted(here.map((unit) => places.jobRole(unit)));
    const use: ServiceUse = {
      naming: places.naming,
      domain: places.domain,
      profiles,
      roles: roles.map((name) => ({ name, arn: places.roleArn(name) })),
      logGroup: places.jobLogGroup,
    };
    return [{ service, use, tasks: here.flatMap((unit) => unit.tasks) }];
  });
}

function usedProfile(
  name: string,
  units: readonly PlanUnit[],
  places: Places,
  environment: Environment,
  ids: OpaqueIds,
): UsedProfile {
  const profile = environment.compute[name];
  if (profile === undefined) throw new Error(`there is no compute profile '${name}'`);
  const { naming } = places;
  return {
    name,
    profile,
    resources: byService(profile, {
      'emr-serverless': () => [ids.applicationArn(name)],
      'emr-cluster': () => [arn(naming, 'elasticmapreduce', 'cluster/*')],
      glue: () => {
        const jobs = units.filter((unit) => unit.compute === name).map((unit) => places.glueJob(unit, name));
        return sorted(jobs).map((job) => arn(naming, 'glue', `job/${job}`));
      },
      'emr-on-eks': ({ virtualClusterId }) => [arn(naming, 'emr-containers', `/virtualclusters/${virtualClusterId}`)],
    }),
    clusterRoles: {
      service: places.roleArn(places.clusterServiceRole(name)),
      nodes: places.roleArn(places.clusterNodeRole(name)),
    },
  };
}

const sorted = (items: readonly string[]): readonly string[] => [...new Set(items)].sort();
