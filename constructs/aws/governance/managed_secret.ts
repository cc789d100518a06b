import { LambdaPermission } from '@cdktf/provider-aws/lib/lambda-permission';
import { SecretsmanagerSecret } from '@cdktf/provider-aws/lib/secretsmanager-secret';
import { SecretsmanagerSecretPolicy } from '@cdktf/provider-aws/lib/secretsmanager-secret-policy';
import { SecretsmanagerSecretRotation } from '@cdktf/provider-aws/lib/secretsmanager-secret-rotation';
import * as z from 'zod';
import { policyDocument } from '../../../pipelines/targets';
import {
  type AlarmRule,
  alarmsOf,
  type Chart,
  checkName,
  checkProps,
  Construct,
  type Grant,
  type Grantee,
  mayDestroy,
  type Monitored,
  type RemovalProps,
  resourceName,
} from '../../core';
import { type NamedProps, namingOf, type NamingProps, namingShape } from '../environment/naming_props';
import { arnShape, keyArnShape, nameShape, wholeNumber } from '../environment/shapes';
import { recoveryWindow, rotationFailures, rotationProblem, secretPolicy } from '../facts';
import { watchEvents } from '../monitoring/watched_events';
import { SecretAccess } from './secret_access';

export interface ManagedSecretProps extends NamedProps, RemovalProps {
  /** A key of class data. */
  readonly keyArn: string;
  /** What the value opens, and who sets it. */
  readonly description?: string;
  /** A function of this account that puts a new value in place of the old one. */
  readonly rotationLambdaArn?: string;
  /** `rate(30 days)`, `rate(4 hours)` or `cron(0 3 1 * ? *)`, in UTC; every 30 days unless given. */
  readonly rotationSchedule?: string;
  /** Days that a deleted secret can still be brought back; 30 unless given. */
  readonly recoveryDays?: number;
}

export interface ExistingSecretProps extends NamingProps {
  /** Without the six characters that end its ARN. */
  readonly secretName: string;
  /** The key of its encryption. */
  readonly keyArn: string;
}

const secrets = 'https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html';
const deletion = 'https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_DeleteSecret.html';
const none = z
  .never(
    'expected no value: it would be in the state; put it with `aws secretsmanager put-secret-value` (docs/constructs/managed-secret.md)',
  )
  .exactOptional();
const schema = z.object({
  ...namingShape,
  name: nameShape,
  keyArn: keyArnShape,
  description: z.string().max(2048, `expected at most 2,048 characters (${secrets})`).exactOptional(),
  value: none,
  secretString: none,
  rotationLambdaArn: arnShape('a function').exactOptional(),
  rotationSchedule: z
    .string()
    .superRefine((schedule, context) => {
      const problem = rotationProblem(schedule);
      if (problem !== undefined) context.addIssue({ code: 'custom', message: problem });
    })
    .exactOptional(),
  recoveryDays: wholeNumber(recoveryWindow.min, recoveryWindow.max, 'days', deletion).exactOptional(),
});

/** AWS Security Hub asks for rotation within 90 days: https://docs.aws.amazon.com/securityhub/latest/userguide/secretsmanager-controls.html */
const monthly = 'rate(30 days)';

/** A place for a value that Terraform never sees: who runs it sets the value, or a function rotates it. */
export class ManagedSecret extends Construct implements Monitored {
  readonly secretName: string;
  /** With `??????` for the six characters that the service adds: for policies. */
  readonly arnPattern: string;
  /** For `dependsOn`; its `arn` is a token. */
  readonly resource: SecretsmanagerSecret;
  /** Of the rotation; none without it. */
  readonly charts: readonly Chart[];
  readonly alarms: readonly AlarmRule[];
  private readonly access: SecretAccess;

  /** A secret that is there already. */
  static fromExisting(scope: Construct, id: string, props: ExistingSecretProps): SecretAccess {
    const path = `${scope.node.path}/${id}`;
    checkProps(z.object({ ...namingShape, keyArn: keyArnShape }), props, path);
    return new SecretAccess(namingOf(props), checkName('secret', props.secretName, path), props.keyArn);
  }

  constructor(scope: Construct, id: string, props: ManagedSecretProps) {
    super(scope, id);
    checkProps(schema, props, this.node.path);
    const naming = namingOf(props);
    const destroyable = mayDestroy(props, this.node.path);
    if (props.rotationSchedule !== undefined && props.rotationLambdaArn === undefined) {
      throw new Error(
        `${this.node.path}: rotationSchedule: found ${props.rotationSchedule} without rotationLambdaArn; expected the function ` +
          'that rotates (https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_lambda.html)',
      );
    }
    this.secretName = checkName('secret', resourceName(naming, props.name ?? 'credentials'), this.node.path);
    this.access = new SecretAccess(naming, this.secretName, props.keyArn);
    this.arnPattern = this.access.arnPattern;
    this.resource = new SecretsmanagerSecret(this, 'secret', {
      name: this.secretName,
      kmsKeyId: props.keyArn,
      ...(props.description === undefined ? {} : { description: props.description }),
      // A secret that comes and goes needs its name back at once.
      recoveryWindowInDays: props.recoveryDays ?? (destroyable ? 0 : recoveryWindow.max),
      lifecycle: { preventDestroy: !destroyable },
    });
    new SecretsmanagerSecretPolicy(this, 'policy', {
      secretArn: this.resource.arn,
      policy: policyDocument(secretPolicy(naming.account)),
      blockPublicPolicy: true,
    });
    const watched =
      props.rotationLambdaArn === undefined
        ? { charts: [], alarms: [] }
        : this.rotate(props.rotationLambdaArn, props.rotationSchedule ?? monthly, naming.account);
    this.charts = watched.charts;
    this.alarms = watched.alarms;
  }

  private rotate(functionArn: string, schedule: string, account: string): Monitored {
    // https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotating-secrets-required-permissions-function.html
    const permission = new LambdaPermission(this, 'may-rotate', {
      functionName: functionArn,
      action: 'lambda:InvokeFunction',
      principal: 'secretsmanager.amazonaws.com',
      sourceAccount: account,
    });
    new SecretsmanagerSecretRotation(this, 'rotation', {
      secretId: this.resource.id,
      rotationLambdaArn: functionArn,
      // The first value is set by hand, after this; until then there is nothing to rotate.
      rotateImmediately: false,
      rotationRules: { scheduleExpression: schedule },
      dependsOn: [permission],
    });
    return this.monitoring();
  }

  /** The metrics of the service count secrets: what became of a rotation is in the trail of the account. */
  private monitoring(): Monitored {
    const events = rotationFailures(this.resource.arn);
    const failed = watchEvents(this, 'rotation-failed', {
      name: `${this.secretName}-rotation-failed`,
      description: `Rotations of the secret ${this.secretName} that failed`,
      events,
      label: 'failed',
    });
    const alarm = alarmsOf(this.secretName, { severity: 'error', periodSeconds: 300, source: events.source });
    return {
      charts: [{ title: `Failed rotations of ${this.secretName}`, metrics: [failed] }],
      alarms: [
        alarm(
          failed,
          'rotation-failed',
          0,
          'the rotation failed, so the old value stays: look at the log of the function that rotates, then at its role and its way to what the value opens',
        ),
      ],
    };
  }

  /** Lets `grantee` read the value, the key included. */
  grantRead(grantee: Grantee): Grant {
    return this.access.grantRead(grantee);
  }

  /** Lets `grantee`, the role of the rotating function, put a new value in place of the old one, the key included. */
  grantRotate(grantee: Grantee): Grant {
    return this.access.grantRotate(grantee);
  }
}
