import { EmrServerlessApplication, EnvironmentStack, writeParameter } from '../constructs/aws';
import type { Construct } from '../constructs/core';
import type { Environment } from '../environments';
import { inWords, type Plan } from '../pipelines/plan';
import { computeProblems, profileOf } from '../pipelines/targets';
import { jobNetwork } from './network_stack';

/** One Spark application per compute profile that a task uses; every domain shares them. */
export class ComputeStack extends EnvironmentStack {
  constructor(scope: Construct, environment: Environment, plans: readonly Plan[]) {
    super(scope, environment, 'compute');
    const problems = plans.flatMap((plan) => computeProblems(plan, environment));
    if (problems.length > 0) throw new Error(problems.map(inWords).join('\n'));
    const units = plans.flatMap((plan) => Object.values(plan.units));
    const profiles = new Map(units.map((unit) => [unit.compute, profileOf(unit, environment)]));
    const network = jobNetwork(this);
    for (const [profileName, profile] of [...profiles].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const { applicationId } = new EmrServerlessApplication(this, profileName, {
        ...this.naming,
        profileName,
        profile,
        releaseLabel: environment.emrRelease,
        ...network,
      });
      writeParameter(this, this.naming, `compute/${profileName}/application-id`, applicationId);
    }
  }
}
