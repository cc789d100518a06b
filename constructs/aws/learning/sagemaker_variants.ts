/** Models and configurations of an endpoint. Their names carry what is in them, since neither can be changed. */
import { createHash } from 'node:crypto';
import { AppautoscalingPolicy } from '@cdktf/provider-aws/lib/appautoscaling-policy';
import { AppautoscalingTarget } from '@cdktf/provider-aws/lib/appautoscaling-target';
import { SagemakerModel } from '@cdktf/provider-aws/lib/sagemaker-model';
import type { ServiceRole } from '../identity/service_role';
import { checkName, Construct, Fn, suppress, Token, type TerraformResource } from '../../core';
import type {
  EndpointModel,
  EndpointVariant,
  SagemakerEndpointProps,
  VariantScaling,
} from './sagemaker_endpoint_props';

/** Eight digits of `content`: where it holds values of the deployment, Terraform works them out. */
export function digestOf(content: object): string {
  const text = JSON.stringify(content);
  return Token.isUnresolved(text)
    ? Fn.substr(Fn.sha256(Fn.jsonencode(content)), 0, 8)
    : createHash('sha256').update(text).digest('hex').slice(0, 8);
}

const container = (model: EndpointModel) =>
  'modelPackageArn' in model
    ? { modelPackageName: model.modelPackageArn }
    : {
        image: model.imageUri,
        ...(model.modelDataUrl === undefined ? {} : { modelDataUrl: model.modelDataUrl }),
        ...(model.environment === undefined ? {} : { environment: { ...model.environment } }),
      };

/** With its name as text where that is known, so that the name of a configuration can be worked out. */
export interface VariantModel {
  readonly name: string;
  readonly resource: SagemakerModel;
}

/** @param isolated whether the container reaches nothing */
export function variantModel(
  scope: Construct,
  endpointName: string,
  { variantName, model, serverless }: EndpointVariant,
  { subnetIds, securityGroupIds }: SagemakerEndpointProps,
  isolated: boolean,
  role: ServiceRole,
  dependsOn: TerraformResource[],
): VariantModel {
  const content = {
    primaryContainer: container(model),
    enableNetworkIsolation: isolated,
    ...(subnetIds === undefined || securityGroupIds === undefined
      ? {}
      : { vpcConfig: { subnets: [...subnetIds], securityGroupIds: [...securityGroupIds] } }),
  };
  const digest = digestOf({ ...content, role: role.arn });
  const name = checkName('sagemaker endpoint', `${endpointName}-${variantName}-${digest}`, scope.node.path);
  const resource = new SagemakerModel(scope, `model-${variantName}`, {
    name,
    executionRoleArn: role.resource.arn,
    ...content,
    lifecycle: { createBeforeDestroy: true },
    dependsOn,
  });
  if (serverless !== undefined) {
    suppress(resource, {
      rules: ['CKV_AWS_370'],
      reason: 'SageMaker refuses network isolation for a model that runs without instances.',
    });
  }
  return { name: Token.isUnresolved(name) ? resource.name : name, resource };
}

/** A variant as a configuration has it. */
export const variantSettings = (variant: EndpointVariant, modelName: string) => ({
  variantName: variant.variantName,
  modelName,
  initialVariantWeight: variant.initialVariantWeight ?? 1,
  ...(variant.serverless === undefined
    ? {
        ...(variant.instanceType === undefined ? {} : { instanceType: variant.instanceType }),
        // Instances of a variant are spread over zones: https://docs.aws.amazon.com/sagemaker/latest/dg/deployment-best-practices.html
        initialInstanceCount: variant.initialInstanceCount ?? 2,
      }
    : { serverlessConfig: { ...variant.serverless } }),
});

/** More and fewer instances: https://docs.aws.amazon.com/sagemaker/latest/dg/endpoint-auto-scaling.html */
export class VariantAutoscaling extends Construct {
  constructor(
    scope: Construct,
    id: string,
    endpointName: string,
    { variantName, initialInstanceCount = 2 }: EndpointVariant,
    scaling: VariantScaling,
    dependsOn: TerraformResource[],
  ) {
    super(scope, id);
    const what = {
      serviceNamespace: 'sagemaker',
      resourceId: `endpoint/${endpointName}/variant/${variantName}`,
      scalableDimension: 'sagemaker:variant:DesiredInstanceCount',
    };
    const target = new AppautoscalingTarget(this, 'target', {
      ...what,
      minCapacity: scaling.minCapacity ?? initialInstanceCount,
      maxCapacity: scaling.maxCapacity,
      dependsOn,
    });
    new AppautoscalingPolicy(this, 'policy', {
      ...what,
      name: `${endpointName}-${variantName}-requests`,
      policyType: 'TargetTrackingScaling',
      targetTrackingScalingPolicyConfiguration: {
        targetValue: scaling.invocationsPerInstance,
        predefinedMetricSpecification: { predefinedMetricType: 'SageMakerVariantInvocationsPerInstance' },
        // Quickly more, slowly fewer: https://docs.aws.amazon.com/sagemaker/latest/dg/endpoint-auto-scaling-policy.html
        scaleInCooldown: 600,
        scaleOutCooldown: 300,
      },
      dependsOn: [target],
    });
  }
}
