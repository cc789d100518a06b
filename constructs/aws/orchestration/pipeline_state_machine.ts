import { SfnStateMachine } from '@cdktf/provider-aws/lib/sfn-state-machine';
import * as z from 'zod';
import {
  type AlarmRule,
  type Chart,
  checkName,
  checkProps,
  Construct,
  type Grant,
  type Grantee,
  type Metric,
  type Monitored,
  removalOf,
  type RemovalProps,
  suppress,
  metricsOf,
} from '../../core';
import { LogGroup } from '../monitoring/log_group';
import { StateMachineAccess } from './state_machine_access';
import { namingOf, type NamingProps, namingShape } from '../environment/naming_props';
import { roleArnShape } from '../environment/shapes';

/** Removal is of its log. */
export interface PipelineStateMachineProps extends NamingProps, RemovalProps {
  readonly stateMachineName: string;
  /** Amazon States Language as a value: `stateMachine(plan, pipeline, facts)` of pipelines/targets gives it. */
  readonly definition: object;
  readonly roleArn: string;
  /** Under /aws/vendedlogs. */
  readonly logGroupName: string;
  readonly logKeyArn: string;
  readonly logRetentionDays: number;
}

export interface ExistingStateMachineProps extends NamingProps {
  readonly stateMachineName: string;
}

const quotas = 'https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html';
const language = 'https://states-language.net/spec.html';
const definitionBytes = 1_048_576;

const schema = z.object({
  ...namingShape,
  definition: z
    .object({
      StartAt: z.string(`expected the name of the first state (${language})`),
      States: z.record(z.string(), z.unknown()),
    })
    .refine(({ StartAt, States }) => StartAt in States, `expected StartAt to name one of States (${language})`)
    .refine(
      (definition) => Buffer.byteLength(JSON.stringify(definition)) <= definitionBytes,
      `expected at most ${definitionBytes} bytes (${quotas})`,
    ),
  roleArn: roleArnShape,
  logGroupName: z
    .string()
    .startsWith(
      '/aws/vendedlogs/',
      "expected a name under /aws/vendedlogs/, or the account's log policy runs out of space (https://docs.aws.amazon.com/step-functions/latest/dg/bp-cwl.html)",
    ),
});

/** A pipeline's state machine, with its log (errors, no data) and its metrics. */
export class PipelineStateMachine extends Construct implements Monitored {
  readonly stateMachineName: string;
  readonly arn: string;
  /** For `dependsOn`: the ARN is computed. */
  readonly resource: SfnStateMachine;
  readonly charts: readonly Chart[];
  readonly alarms: readonly AlarmRule[];
  private readonly access: StateMachineAccess;

  /** A state machine that is there already. */
  static fromExisting(scope: Construct, id: string, props: ExistingStateMachineProps): StateMachineAccess {
    const path = `${scope.node.path}/${id}`;
    checkProps(z.object(namingShape), props, path);
    return new StateMachineAccess(namingOf(props), checkName('state machine', props.stateMachineName, path));
  }

  constructor(scope: Construct, id: string, props: PipelineStateMachineProps) {
    super(scope, id);
    checkProps(schema, props, this.node.path);
    const naming = namingOf(props);
    this.stateMachineName = checkName('state machine', props.stateMachineName, this.node.path);
    this.access = new StateMachineAccess(naming, this.stateMachineName);
    this.arn = this.access.arn;
    const log = new LogGroup(this, 'log', {
      ...naming,
      logGroupName: props.logGroupName,
      keyArn: props.logKeyArn,
      retentionDays: props.logRetentionDays,
      ...removalOf(props),
    });
    this.resource = new SfnStateMachine(this, 'machine', {
      name: this.stateMachineName,
      type: 'STANDARD',
      roleArn: props.roleArn,
      definition: JSON.stringify(props.definition),
      loggingConfiguration: { level: 'ERROR', includeExecutionData: false, logDestination: `${log.arn}:*` },
      dependsOn: [log.resource],
    });
    suppress(this.resource, {
      rules: ['CKV_AWS_285'],
      reason: 'Errors are logged; the data of an execution stays out of logs, which more people read than the data.',
    });
    suppress(this.resource, {
      rules: ['CKV_AWS_284'],
      reason: 'A state is a job of minutes, whose ledger, log and metrics say more than a trace of it would.',
    });
    const metric = metricsOf('AWS/States', { StateMachineArn: this.arn });
    const failed = metric('ExecutionsFailed', 'failed');
    const timedOut = metric('ExecutionsTimedOut', 'timed out');
    this.charts = [
      {
        title: `Runs of ${this.stateMachineName}`,
        metrics: [metric('ExecutionsSucceeded', 'succeeded'), failed, timedOut],
      },
    ];
    const alarm = (rule: Metric, name: string, description: string): AlarmRule => ({
      metric: rule,
      name,
      runbook: `pipeline-${name}`,
      description,
      severity: 'error',
      comparison: '>',
      threshold: 0,
      periodSeconds: 300,
      source: 'https://docs.aws.amazon.com/step-functions/latest/dg/procedure-cw-metrics.html',
    });
    this.alarms = [
      alarm(
        failed,
        'failed',
        `A run of ${this.stateMachineName} failed: open the execution and look at the state that is red`,
      ),
      alarm(timedOut, 'timed-out', `A run of ${this.stateMachineName} took longer than its limit`),
    ];
  }

  /** Lets `grantee` start it. */
  grantStart(grantee: Grantee): Grant {
    return this.access.grantStart(grantee);
  }
}
