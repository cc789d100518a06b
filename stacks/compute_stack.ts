import { DataAwsSubnet } from '@cdktf/provider-aws/lib/data-aws-subnet';
import {
  ClusterTemplate,
  EmrServerlessApplication,
  EnvironmentStack,
  readParameter,
  writeParameter,
} from '../constructs/aws';
import { fleetsOf } from '../constructs/aws/facts';
import type { Construct } from '../constructs/core';
import { byService, type Environment, type ProfileOf } from '../environments';
import { inWords, type Plan, type PlanUnit } from '../pipelines/plan';
import { computeProblems, Places, profileOf } from '../pipelines/targets';
import { clusterGroupParameter } from './job_services';
import { environmentAlarms } from './environment_alarms';
import { jobNetwork } from './network_stack';

/** What each compute profile that a task uses runs on, as far as it is there before an execution; every domain shares it. */
export class ComputeStack extends EnvironmentStack {
  private readonly plans: readonly Plan[];

  constructor(scope: Construct, environment: Environment, plans: readonly Plan[]) {
    super(scope, environment, 'compute');
    this.plans = plans;
    const problems = plans.flatMap((plan) => computeProblems(plan, environment));
    if (problems.length > 0) throw new Error(problems.map(inWords).join('\n'));
    const units = plans.flatMap((plan) => Object.values(plan.units));
    const profiles = new Map(units.map((unit) => [unit.compute, profileOf(unit, environment)]));
    for (const [profileName, profile] of [...profiles].sort(([a], [b]) => (a < b ? -1 : 1))) {
      byService(profile, {
        'emr-serverless': (serverless) => {
          this.application(profileName, serverless);
        },
        'emr-cluster': (cluster) => {
          this.template(profileName, cluster);
        },
        // Glue's jobs have a role of the domain, so they are in the stack of the domain.
        glue: () => undefined,
        // Virtual clusters are there already.
        'emr-on-eks': () => undefined,
      });
    }
  }

  private application(profileName: string, profile: ProfileOf<'emr-serverless'>): void {
    const application = new EmrServerlessApplication(this, profileName, {
      ...this.naming,
      profileName,
      profile,
      releaseLabel: this.environment.emrRelease,
      ...jobNetwork(this),
    });
    writeParameter(this, this.naming, `compute/${profileName}/application-id`, application.applicationId);
    environmentAlarms(this, `${profileName}-alarms`, application.applicationName, application.alarms);
  }

  private template(profileName: string, profile: ProfileOf<'emr-cluster'>): void {
    const { environment, naming } = this;
    const places = this.plans.map((plan) => ({ plan, of: Places.of(plan, environment) }));
    const [first] = places;
    const subnets = jobNetwork(this)?.subnets ?? [];
    const [subnet] = subnets;
    if (first === undefined || subnet === undefined) throw new Error(`compute.${profileName}: there is no network`);
    const unitsOf = (plan: Plan): readonly PlanUnit[] =>
      Object.values(plan.units).filter((unit) => unit.compute === profileName);
    const roles = places.flatMap(({ plan, of }) => unitsOf(plan).map((unit) => of.roleArn(of.jobRole(unit))));
    const template = new ClusterTemplate(this, profileName, {
      ...naming,
      clusterName: first.of.clusterName(profileName),
      releaseLabel: environment.emrRelease,
      capacity: fleetsOf(profile),
      ...spotOf(profile),
      vpcId: new DataAwsSubnet(this, `${profileName}-subnet`, { id: subnet }).vpcId,
      subnetIds: subnets,
      keyArn: readParameter(this, naming, 'keys/data'),
      logBucketName: first.of.bucket('logs'),
      logKeyArn: readParameter(this, naming, 'keys/logs'),
      runtimeRoleArns: [...new Set(roles)].sort(),
      idleMinutes: profile.idleMinutes,
      rolePath: environment.roles.path,
    });
    environmentAlarms(this, `${profileName}-alarms`, template.clusterName, template.alarms);
    for (const [role, id] of Object.entries(template.securityGroupIds)) {
      writeParameter(this, naming, clusterGroupParameter(profileName, role), id);
    }
  }
}

/** What was loosened by name. */
const spotOf = ({ spotForPrimaryAndCore, spotWithoutFallback }: ProfileOf<'emr-cluster'>) => ({
  ...(spotForPrimaryAndCore === undefined ? {} : { spotForPrimaryAndCore }),
  ...(spotWithoutFallback === undefined ? {} : { spotWithoutFallback }),
});
