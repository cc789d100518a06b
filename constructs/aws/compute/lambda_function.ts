import { LambdaFunction as Lambda } from '@cdktf/provider-aws/lib/lambda-function';
import { LambdaFunctionEventInvokeConfig } from '@cdktf/provider-aws/lib/lambda-function-event-invoke-config';
import * as z from 'zod';
import {
  type AlarmRule,
  AssetType,
  type Chart,
  checkName,
  checkProps,
  Construct,
  type Grant,
  type Grantee,
  type Monitored,
  type Naming,
  removalOf,
  resourceName,
  TerraformAsset,
  TerraformResource,
} from '../../core';
import { namingOf, namingShape } from '../environment/naming_props';
import { functionStatements, handlerProblem, lambdaCodeLimits } from '../facts';
import { ServiceRole } from '../identity/service_role';
import { LogGroup } from '../monitoring/log_group';
import { FunctionAccess } from './function_access';
import { functionArchive, functionFiles, keepArchive, sha256 } from './function_archive';
import { functionMonitoring } from './function_monitoring';
import {
  type ExistingFunctionProps,
  functionProblems,
  functionShape,
  type LambdaFunctionProps,
} from './lambda_function_props';

const limits = 'https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html';

/** A function whose code is a folder: same files, same zip, so it is deployed when its code changes and not before. */
export class LambdaFunction extends Construct implements Monitored {
  readonly functionName: string;
  readonly arn: string;
  /** What the function may do: grant to it. */
  readonly role: ServiceRole;
  /** For `dependsOn`. */
  readonly resource: Lambda;
  readonly charts: readonly Chart[];
  readonly alarms: readonly AlarmRule[];
  private readonly access: FunctionAccess;

  /** A function that is there already. */
  static fromExisting(scope: Construct, id: string, props: ExistingFunctionProps): FunctionAccess {
    const path = `${scope.node.path}/${id}`;
    checkProps(z.object(namingShape), props, path);
    return new FunctionAccess(namingOf(props), checkName('lambda function', props.functionName, path));
  }

  constructor(scope: Construct, id: string, props: LambdaFunctionProps) {
    super(scope, id);
    checkProps(functionShape, props, this.node.path);
    const problems = functionProblems(props);
    if (problems.length > 0) throw new Error(`${this.node.path}: ${problems.join('\n')}`);
    const naming = namingOf(props);
    this.functionName = checkName('lambda function', resourceName(naming, props.name), this.node.path);
    this.access = new FunctionAccess(naming, this.functionName);
    this.arn = this.access.arn;
    const zip = this.code(props);
    const log = new LogGroup(this, 'log', {
      ...naming,
      ...removalOf(props),
      logGroupName: `/aws/lambda/${this.functionName}`,
      keyArn: props.logKeyArn,
      retentionDays: props.logRetentionDays ?? 90,
    });
    this.role = this.ownRole(naming, props, log.logGroupName);
    const timeout = props.timeout ?? 60;
    this.resource = new Lambda(this, 'function', {
      functionName: this.functionName,
      role: this.role.resource.arn,
      runtime: props.runtime,
      handler: props.handler,
      filename: new TerraformAsset(this, 'code', {
        path: keepArchive(zip),
        type: AssetType.FILE,
        assetHash: sha256(zip, 'hex'),
      }).path,
      sourceCodeHash: sha256(zip, 'base64'),
      // A fifth cheaper for the same work: https://docs.aws.amazon.com/lambda/latest/dg/foundation-arch.html
      architectures: [props.architecture ?? 'arm64'],
      memorySize: props.memorySize ?? 512,
      timeout,
      kmsKeyArn: props.keyArn,
      ...(props.variables === undefined ? {} : { environment: { variables: { ...props.variables } } }),
      ...(props.reservedConcurrentExecutions === undefined
        ? {}
        : { reservedConcurrentExecutions: props.reservedConcurrentExecutions }),
      ...(props.onFailureArn === undefined ? {} : { deadLetterConfig: { targetArn: props.onFailureArn } }),
      // Lines as JSON are found by their fields: https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-logformat.html
      loggingConfig: { logFormat: 'JSON', logGroup: log.logGroupName },
      tracingConfig: { mode: props.tracingMode ?? 'Active' },
      ...(props.subnetIds === undefined
        ? {}
        : { vpcConfig: { subnetIds: [...props.subnetIds], securityGroupIds: [...(props.securityGroupIds ?? [])] } }),
      dependsOn: [log.resource, ...this.role.node.findAll().filter((node) => node instanceof TerraformResource)],
    });
    new LambdaFunctionEventInvokeConfig(this, 'asynchronous', {
      functionName: this.resource.functionName,
      maximumRetryAttempts: props.maximumRetryAttempts ?? 2,
    });
    ({ charts: this.charts, alarms: this.alarms } = functionMonitoring(this.functionName, timeout));
  }

  /** Lets `grantee` call it. */
  grantInvoke(grantee: Grantee): Grant {
    return this.access.grantInvoke(grantee);
  }

  private code({ folder, runtime, handler }: LambdaFunctionProps): Uint8Array {
    const files = functionFiles(folder);
    const wrong = handlerProblem(runtime, handler, [...files.keys()]);
    if (wrong !== undefined) throw new Error(`${this.node.path}: handler: found "${handler}"; ${wrong}`);
    const zip = functionArchive(files);
    const unzipped = [...files.values()].reduce((sum, content) => sum + content.length, 0);
    const { zippedBytes, unzippedBytes } = lambdaCodeLimits;
    if (zip.length > zippedBytes || unzipped > unzippedBytes) {
      throw new Error(
        `${this.node.path}: folder: found ${zip.length} bytes, ${unzipped} unpacked; expected at most ${zippedBytes}, ${unzippedBytes} unpacked (${limits})`,
      );
    }
    return zip;
  }

  private ownRole(naming: Naming, props: LambdaFunctionProps, logGroupName: string): ServiceRole {
    const { onFailureArn, onFailureKeyArn } = props;
    return new ServiceRole(this, 'role', {
      ...naming,
      roleName: `${this.functionName}-function`,
      service: 'lambda.amazonaws.com',
      description: `What the function ${this.functionName} may do`,
      statements: functionStatements(naming, {
        functionArn: this.arn,
        logGroupName,
        keyArn: props.keyArn,
        traced: props.tracingMode !== 'PassThrough',
        vpc: props.subnetIds !== undefined,
        ...(onFailureArn === undefined
          ? {}
          : {
              onFailure: { arn: onFailureArn, ...(onFailureKeyArn === undefined ? {} : { keyArn: onFailureKeyArn }) },
            }),
      }),
    });
  }
}
