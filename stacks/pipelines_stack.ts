import { existsSync } from 'node:fs';
import { S3Object } from '@cdktf/provider-aws/lib/s3-object';
import { SchedulerScheduleGroup } from '@cdktf/provider-aws/lib/scheduler-schedule-group';
import {
  BundleObjects,
  EnvironmentStack,
  jobQueries,
  SavedQueries,
  scheduleMonitoring,
  stateMachineQueries,
  fileObject,
  LogGroup,
  PipelineSchedule,
  PipelineStateMachine,
  readParameter,
} from '../constructs/aws';
import { arn, checkName, Construct, formerly, partitionOf } from '../constructs/core';
import type { Environment } from '../environments';
import { inWords, type Plan, readableJson } from '../pipelines/plan';
import {
  awsBindings,
  type JobService,
  type OpaqueIds,
  Places,
  shippedPythons,
  stateMachine,
  type StateMachineFacts,
  uri,
} from '../pipelines/targets';
import { afterRoles, type DerivedRoles, derivedRoles } from './derived_roles';
import { environmentAlarms } from './environment_alarms';
import { glueJobs } from './glue_jobs';
import { applicationIdOf, jobService } from './job_services';

export interface DomainDeployment {
  readonly plan: Plan;
  /** The folder of the domain's bundle. */
  readonly bundle: string;
}

/** What a domain's pipelines run on: roles, bundle, state machines, schedules, alarms. */
export class PipelinesStack extends EnvironmentStack {
  private readonly places: Places;

  constructor(scope: Construct, environment: Environment, { plan, bundle }: DomainDeployment) {
    super(scope, environment, `pipelines-${plan.domain}`);
    this.places = Places.of(plan, environment);
    const { places, naming } = this;
    const { bucket, prefix } = places.bundle;
    new BundleObjects(this, 'bundle', { folder: bundle, bucket, prefix, linked: true });
    this.bindings(plan);
    this.pythons(plan, environment);
    const logs = new LogGroup(this, 'job-log', {
      ...naming,
      logGroupName: places.jobLogGroup,
      keyArn: readParameter(this, naming, 'keys/logs'),
      retentionDays: environment.retention.logDays,
      ...this.removal,
    });
    const roles = derivedRoles(this, plan, this.ids());
    glueJobs(this, plan, places, roles);
    const machines = Object.keys(plan.pipelines).sort();
    new SavedQueries(this, 'queries', {
      ...naming,
      name: plan.domain,
      queries: [
        ...jobQueries(logs.logGroupName),
        ...stateMachineQueries(machines.map((pipeline) => places.stateMachineLogGroup(pipeline))),
      ],
    });
    const group = new SchedulerScheduleGroup(this, 'schedules', {
      name: checkName('schedule', places.scheduleGroup, this.node.path),
    });
    const { alarms } = scheduleMonitoring(places.scheduleGroup);
    environmentAlarms(this, 'schedules-alarms', places.scheduleGroup, alarms);
    const facts = this.facts(plan, environment, logs.logGroupName);
    // A scope of their own: what a pipeline is called is the author's choice, and may be what something here is called.
    const pipelines = new Construct(this, 'pipelines');
    for (const name of machines) this.pipeline(pipelines, plan, name, group.name, facts, roles);
  }

  private bindings(plan: Plan): void {
    const { bindings, diagnostics } = awsBindings(plan, this.environment);
    if (bindings === undefined) throw new Error(diagnostics.map(inWords).join('\n'));
    const { bucket, prefix } = this.places.bindings;
    new S3Object(this, 'bindings', {
      bucket,
      key: checkName('s3 key', prefix, this.node.path),
      content: readableJson(bindings),
      contentType: 'application/json',
    });
  }

  /** Puts the archives that are files of the project where the jobs look for them. */
  private pythons(plan: Plan, environment: Environment): void {
    for (const { version, location, file } of shippedPythons(Object.values(plan.units), this.places, environment)) {
      if (file === undefined) continue;
      if (!existsSync(file)) {
        throw new Error(
          `environments/${environment.name}.yaml: python.'${version}'.archive: there is no file '${file}', seen from the ` +
            'folder in which the stacks are synthesized',
        );
      }
      fileObject(this, `python-${version}`, { path: file, bucket: location.bucket, key: location.prefix });
    }
  }

  private pipeline(
    scope: Construct,
    plan: Plan,
    name: string,
    group: string,
    facts: StateMachineFacts,
    roles: DerivedRoles,
  ): void {
    const { naming, places } = this;
    const machine = new PipelineStateMachine(scope, name, {
      ...naming,
      stateMachineName: places.stateMachine(name),
      definition: stateMachine(plan, name, facts),
      roleArn: places.roleArn(places.orchestrationRole),
      logGroupName: places.stateMachineLogGroup(name),
      logKeyArn: readParameter(this, naming, 'keys/logs'),
      logRetentionDays: this.environment.retention.logDays,
      ...this.removal,
    });
    this.wasOurs(machine, name);
    const units = Object.values(plan.units).filter(({ pipeline }) => pipeline === name);
    afterRoles(machine.resource, roles, [places.orchestrationRole, ...units.map((unit) => places.jobRole(unit))]);
    environmentAlarms(this, `${name}-alarms`, machine.stateMachineName, machine.alarms);
    const schedule = plan.pipelines[name]?.schedule;
    if (schedule === undefined) return;
    const scheduled = new PipelineSchedule(scope, `${name}-schedule`, {
      ...naming,
      scheduleName: name,
      groupName: group,
      cron: schedule.cron,
      timezone: schedule.timezone,
      stateMachineArn: machine.arn,
      roleArn: places.roleArn(places.scheduleRole),
    });
    this.wasOurs(scheduled, `${name}-schedule`);
    afterRoles(scheduled.resource, roles, [places.scheduleRole]);
  }

  /** Before 0.2 these were in the stack itself, unless the id was another's: then there was no such stack. */
  private wasOurs(construct: Construct, id: string): void {
    if (this.node.tryFindChild(id) === undefined) formerly(construct, id, this);
  }

  private ids(): OpaqueIds {
    return {
      dataKeyArn: readParameter(this, this.naming, 'keys/data'),
      notificationsKeyArn: readParameter(this, this.naming, 'keys/notifications'),
      applicationArn: (profile) =>
        arn(this.naming, 'emr-serverless', `/applications/${applicationIdOf(this, profile)}`),
    };
  }

  private facts(plan: Plan, environment: Environment, logGroup: string): StateMachineFacts {
    const { places } = this;
    const services = new Map<string, JobService>();
    return {
      partition: partitionOf(environment.region),
      compute: (profile) => {
        const service = services.get(profile) ?? jobService(this, plan, places, profile, logGroup);
        services.set(profile, service);
        return service;
      },
      jobRoleArn: (unit) => places.roleArn(places.jobRole(unit)),
      bundleUri: uri(places.bundle),
      bindingsUri: uri(places.bindings),
      alertTopicArn: places.alertTopicArn,
      tags: { ...environment.tags, project: environment.project, environment: environment.name, domain: places.domain },
    };
  }
}
