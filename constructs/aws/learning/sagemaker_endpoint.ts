import { SagemakerEndpoint as Endpoint } from '@cdktf/provider-aws/lib/sagemaker-endpoint';
import { SagemakerEndpointConfiguration } from '@cdktf/provider-aws/lib/sagemaker-endpoint-configuration';
import * as z from 'zod';
import {
  type AlarmRule,
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
  suppress,
  TerraformResource,
} from '../../core';
import { namingOf, namingShape } from '../environment/naming_props';
import { endpointStatements, hasLocalStorage, type ModelFiles, modelFiles } from '../facts';
import { ServiceRole } from '../identity/service_role';
import { Alarms } from '../monitoring/alarms';
import { LogGroup } from '../monitoring/log_group';
import { SagemakerEndpointAccess } from './sagemaker_endpoint_access';
import { endpointMonitoring } from './sagemaker_endpoint_monitoring';
import { endpointProblems } from './sagemaker_endpoint_problems';
import {
  endpointShape,
  type EndpointVariant,
  type ExistingEndpointProps,
  type SagemakerEndpointProps,
} from './sagemaker_endpoint_props';
import { digestOf, VariantAutoscaling, variantModel, variantSettings } from './sagemaker_variants';

/** Models that answer requests: variants by weight or in the shadow, updated step by step and taken back by alarms. */
export class SagemakerEndpoint extends Construct implements Monitored {
  readonly endpointName: string;
  readonly arn: string;
  /** What the containers and the service for them may do. */
  readonly role: ServiceRole;
  /** For `dependsOn`. */
  readonly resource: Endpoint;
  readonly charts: readonly Chart[];
  readonly alarms: readonly AlarmRule[];
  private readonly access: SagemakerEndpointAccess;

  /** An endpoint that is there already. */
  static fromExisting(scope: Construct, id: string, props: ExistingEndpointProps): SagemakerEndpointAccess {
    const path = `${scope.node.path}/${id}`;
    checkProps(z.object(namingShape), props, path);
    return new SagemakerEndpointAccess(namingOf(props), checkName('sagemaker endpoint', props.endpointName, path));
  }

  constructor(scope: Construct, id: string, props: SagemakerEndpointProps) {
    super(scope, id);
    checkProps(endpointShape, props, this.node.path);
    const naming = namingOf(props);
    const problems = endpointProblems(props, naming);
    if (problems.length > 0) throw new Error(`${this.node.path}: ${problems.join('\n')}`);
    this.endpointName = checkName('sagemaker endpoint', resourceName(naming, props.name), this.node.path);
    this.access = new SagemakerEndpointAccess(naming, this.endpointName);
    this.arn = this.access.arn;
    const { productionVariants, shadowVariant } = props;
    const shadows: readonly EndpointVariant[] = shadowVariant === undefined ? [] : [shadowVariant];
    const log = new LogGroup(this, 'log', {
      ...naming,
      ...removalOf(props),
      logGroupName: `/aws/sagemaker/Endpoints/${this.endpointName}`,
      keyArn: props.logKeyArn,
      retentionDays: props.logRetentionDays ?? 90,
    });
    this.role = this.ownRole(naming, props, [...productionVariants, ...shadows], log.logGroupName);
    const first = [log.resource, ...this.role.node.findAll().filter((node) => node instanceof TerraformResource)];
    const models: TerraformResource[] = [];
    const settings = (variant: EndpointVariant) => {
      const isolated = props.enableNetworkIsolation ?? variant.serverless === undefined;
      const model = variantModel(this, this.endpointName, variant, props, isolated, this.role, first);
      models.push(model.resource);
      return variantSettings(variant, model.name);
    };
    const monitoring = endpointMonitoring(this.endpointName, productionVariants, props.latencyMilliseconds ?? 1000);
    ({ charts: this.charts, alarms: this.alarms } = monitoring);
    const rollback = new Alarms(this, 'rollback', {
      prefix: `${this.endpointName}-rollback`,
      rules: monitoring.rollback,
      topicArn: props.topicArn,
    });
    this.resource = new Endpoint(this, 'endpoint', {
      name: this.endpointName,
      endpointConfigName: this.configuration(props, productionVariants.map(settings), shadows.map(settings), models),
      deploymentConfig: {
        blueGreenUpdatePolicy: { trafficRoutingConfiguration: routing(props), terminationWaitInSeconds: 300 },
        autoRollbackConfiguration: { alarms: rollback.names.map((alarmName) => ({ alarmName })) },
      },
      dependsOn: rollback.node.findAll().filter((node) => node instanceof TerraformResource),
    });
    for (const variant of productionVariants) {
      if (variant.scaling === undefined) continue;
      new VariantAutoscaling(this, `scaling-${variant.variantName}`, this.endpointName, variant, variant.scaling, [
        this.resource,
      ]);
    }
  }

  /** Lets `grantee` ask it. */
  grantInvoke(grantee: Grantee): Grant {
    return this.access.grantInvoke(grantee);
  }

  private configuration(
    props: SagemakerEndpointProps,
    production: readonly ReturnType<typeof variantSettings>[],
    shadow: readonly ReturnType<typeof variantSettings>[],
    dependsOn: TerraformResource[],
  ): string {
    const { captureBucketName, captureKeyArn } = props;
    const withoutKey = props.productionVariants.some(
      ({ serverless, instanceType = '' }) => serverless !== undefined || hasLocalStorage(instanceType),
    );
    const content = {
      productionVariants: [...production],
      ...(shadow.length === 0 ? {} : { shadowProductionVariants: [...shadow] }),
      ...(withoutKey ? {} : { kmsKeyArn: props.keyArn }),
      ...(captureBucketName === undefined
        ? {}
        : {
            dataCaptureConfig: {
              enableCapture: true,
              initialSamplingPercentage: props.capturePercentage ?? 100,
              destinationS3Uri: `s3://${captureBucketName}/${this.capturePrefix(props).replace(/\/$/, '')}`,
              ...(captureKeyArn === undefined ? {} : { kmsKeyId: captureKeyArn }),
              captureOptions: [{ captureMode: 'Input' }, { captureMode: 'Output' }],
              captureContentTypeHeader: { csvContentTypes: ['text/csv'], jsonContentTypes: ['application/json'] },
            },
          }),
    };
    const name = `${this.endpointName}-${digestOf(content)}`;
    const configuration = new SagemakerEndpointConfiguration(this, 'configuration', {
      name: checkName('sagemaker endpoint', name, this.node.path),
      ...content,
      lifecycle: { createBeforeDestroy: true },
      dependsOn,
    });
    if (withoutKey) {
      suppress(configuration, {
        rules: ['CKV_AWS_98'],
        reason:
          'There is no volume, or one on a disk of the instance, which the hardware encrypts and no key is taken for.',
      });
    }
    return configuration.name;
  }

  private capturePrefix({ capturePrefix }: SagemakerEndpointProps): string {
    return capturePrefix ?? `capture/${this.endpointName}/`;
  }

  private ownRole(
    naming: Naming,
    props: SagemakerEndpointProps,
    variants: readonly EndpointVariant[],
    logGroupName: string,
  ): ServiceRole {
    const containers = variants.flatMap(({ model }) => ('imageUri' in model ? [model] : []));
    const { captureBucketName, captureKeyArn, modelKeyArn } = props;
    return new ServiceRole(this, 'role', {
      ...naming,
      roleName: `${this.endpointName}-endpoint`,
      service: 'sagemaker.amazonaws.com',
      description: `What the endpoint ${this.endpointName} may do`,
      statements: endpointStatements(naming, {
        images: containers.map(({ imageUri }) => imageUri),
        files: containers
          .map(({ modelDataUrl }) => modelFiles(modelDataUrl ?? ''))
          .filter((files): files is ModelFiles => files !== undefined),
        ...(modelKeyArn === undefined ? {} : { modelKeyArn }),
        logGroupName,
        vpc: props.subnetIds !== undefined,
        ...(captureBucketName === undefined
          ? {}
          : {
              capture: {
                bucketName: checkName('s3 bucket', captureBucketName, this.node.path),
                prefix: this.capturePrefix(props),
                ...(captureKeyArn === undefined ? {} : { keyArn: captureKeyArn }),
              },
            }),
      }),
    });
  }
}

/** https://docs.aws.amazon.com/sagemaker/latest/dg/deployment-guardrails-blue-green.html */
function routing({
  productionVariants,
  trafficRouting,
  stepPercentage,
  waitIntervalInSeconds,
}: SagemakerEndpointProps) {
  const serverless = productionVariants.some((variant) => variant.serverless !== undefined);
  const type = trafficRouting ?? (serverless ? 'ALL_AT_ONCE' : 'CANARY');
  const size = { type: 'CAPACITY_PERCENT', value: stepPercentage ?? 10 };
  return {
    type,
    waitIntervalInSeconds: waitIntervalInSeconds ?? 600,
    ...(type === 'CANARY' ? { canarySize: size } : {}),
    ...(type === 'LINEAR' ? { linearStepSize: size } : {}),
  };
}
