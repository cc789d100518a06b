import { SfnStateMachine } from '@cdktf/provider-aws/lib/sfn-state-machine';
import * as z from 'zod';
import {
  type AlarmRule,
  arn,
  checkName,
  checkProps,
  Construct,
  give,
  type Grant,
  type Grantee,
  type Metric,
  type Monitored,
} from '../../core';
import { LogGroup } from '../monitoring/log_group';
import { namingOf, type NamingProps, namingShape } from '../environment/naming_props';

export interface PipelineStateMachineProps extends NamingProps {
  readonly stateMachineName: string;
  /** Amazon States Language as a value: `stateMachine(plan, pipeline, facts)` of pipelines/targets gives it. */
  readonly definition: object;
  readonly roleArn: string;
  /** Under /aws/vendedlogs. */
  readonly logGroupName: string;
  readonly logKeyArn: string;
  readonly logRetentionDays: number;
}

/** https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html */
const definitionBytes = 1_048_576;

const schema = z.object({
  ...namingShape,
  definition: z
    .object({ StartAt: z.string('expected the name of the first state'), States: z.record(z.string(), z.unknown()) })
    .refine(({ StartAt, States }) => StartAt in States, 'expected StartAt to name one of States')
    .refine(
      (definition) => Buffer.byteLength(JSON.stringify(definition)) <= definitionBytes,
      `expected at most ${definitionBytes} bytes`,
    ),
  roleArn: z.string().startsWith('arn:', "expected a role's ARN"),
  logGroupName: z
    .string()
    .startsWith(
      '/aws/vendedlogs/',
      "expected a name under /aws/vendedlogs/, or the account's log policy runs out of space",
    ),
});

/** A pipeline's state machine, with its log (errors, no data) and its metrics. */
export class PipelineStateMachine extends Construct implements Monitored {
  readonly stateMachineName: string;
  readonly arn: string;
  readonly metrics: readonly Metric[];
  readonly alarms: readonly AlarmRule[];

  constructor(scope: Construct, id: string, props: PipelineStateMachineProps) {
    super(scope, id);
    checkProps(schema, props, this.node.path);
    const naming = namingOf(props);
    this.stateMachineName = checkName('state machine', props.stateMachineName, this.node.path);
    this.arn = arn(naming, 'states', `stateMachine:${this.stateMachineName}`);
    const log = new LogGroup(this, 'log', {
      ...naming,
      logGroupName: props.logGroupName,
      keyArn: props.logKeyArn,
      retentionDays: props.logRetentionDays,
    });
    new SfnStateMachine(this, 'machine', {
      name: this.stateMachineName,
      type: 'STANDARD',
      roleArn: props.roleArn,
      definition: JSON.stringify(props.definition),
      loggingConfiguration: { level: 'ERROR', includeExecutionData: false, logDestination: `${log.arn}:*` },
      dependsOn: [log.resource],
    });
    const metric = (name: string, label: string): Metric => ({
      namespace: 'AWS/States',
      name,
      dimensions: { StateMachineArn: this.arn },
      statistic: 'Sum',
      label,
    });
    const failed = metric('ExecutionsFailed', 'failed');
    const timedOut = metric('ExecutionsTimedOut', 'timed out');
    this.metrics = [metric('ExecutionsSucceeded', 'succeeded'), failed, timedOut];
    const alarm = (rule: Metric, name: string, description: string): AlarmRule => ({
      metric: rule,
      name,
      description,
      above: 0,
      periodSeconds: 300,
    });
    this.alarms = [
      alarm(failed, 'failed', `A run of ${this.stateMachineName} failed`),
      alarm(timedOut, 'timed-out', `A run of ${this.stateMachineName} took longer than its limit`),
    ];
  }

  /** Lets `grantee` start it. */
  grantStart(grantee: Grantee): Grant {
    return give(grantee, [{ actions: ['states:StartExecution'], resources: [this.arn] }]);
  }
}
