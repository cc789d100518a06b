import { AppautoscalingPolicy } from '@cdktf/provider-aws/lib/appautoscaling-policy';
import { AppautoscalingTarget } from '@cdktf/provider-aws/lib/appautoscaling-target';
import type { Construct } from '../../core';

interface GrowingVolumes {
  /** The whole name of the policy. */
  readonly name: string;
  readonly clusterArn: string;
  /** GiB. */
  readonly maxVolumeSize: number;
  /** Percent. */
  readonly volumeUtilization: number;
}

/** Lets the volumes of brokers grow by themselves: https://docs.aws.amazon.com/msk/latest/developerguide/msk-autoexpand.html */
export function growingVolumes(scope: Construct, volumes: GrowingVolumes): void {
  const target = new AppautoscalingTarget(scope, 'volumes', {
    serviceNamespace: 'kafka',
    scalableDimension: 'kafka:broker-storage:VolumeSize',
    resourceId: volumes.clusterArn,
    minCapacity: 1,
    maxCapacity: volumes.maxVolumeSize,
  });
  new AppautoscalingPolicy(scope, 'volumes-grow', {
    name: volumes.name,
    policyType: 'TargetTrackingScaling',
    serviceNamespace: target.serviceNamespace,
    scalableDimension: target.scalableDimension,
    resourceId: target.resourceId,
    targetTrackingScalingPolicyConfiguration: {
      targetValue: volumes.volumeUtilization,
      // Volumes never shrink.
      disableScaleIn: true,
      predefinedMetricSpecification: { predefinedMetricType: 'KafkaBrokerStorageUtilization' },
    },
  });
}
