import { EmrServerlessApplication, EnvironmentStack, writeParameter } from '../constructs/aws';
import type { Construct } from '../constructs/core';
import type { Environment } from '../environments';
import { nearest, type Plan } from '../pipelines/plan';

/** One Spark application per compute profile that a task uses; every domain shares them. */
export class ComputeStack extends EnvironmentStack {
  constructor(scope: Construct, environment: Environment, plans: readonly Plan[]) {
    super(scope, environment, 'compute');
    for (const profileName of profilesOf(plans)) {
      const profile = environment.compute[profileName];
      if (profile === undefined) throw unknownProfile(profileName, environment, plans);
      const { applicationId } = new EmrServerlessApplication(this, profileName, {
        ...this.naming,
        profileName,
        profile,
        releaseLabel: environment.emrRelease,
        ...environment.network,
      });
      writeParameter(this, this.naming, `compute/${profileName}/application-id`, applicationId);
    }
  }
}

function profilesOf(plans: readonly Plan[]): readonly string[] {
  return [...new Set(plans.flatMap((plan) => Object.values(plan.units).map((unit) => unit.compute)))].sort();
}

function unknownProfile(name: string, environment: Environment, plans: readonly Plan[]): Error {
  const known = Object.keys(environment.compute);
  const near = nearest(name, known);
  const units = plans.flatMap((plan) => Object.values(plan.units).filter((unit) => unit.compute === name));
  return new Error(
    `environments/${environment.name}.yaml: compute.${name}: is missing, but ${units.map((unit) => unit.id).join(', ')} ` +
      `need it; known are ${known.join(', ')}${near === undefined ? '' : ` (did you mean '${near}'?)`}`,
  );
}
