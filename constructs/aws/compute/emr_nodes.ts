/** The nodes as the provider takes them. */
import { type EmrClusterConfig, type EmrClusterMasterInstanceFleet } from '@cdktf/provider-aws/lib/emr-cluster';
import { EmrInstanceFleet } from '@cdktf/provider-aws/lib/emr-instance-fleet';
import { EmrInstanceGroup } from '@cdktf/provider-aws/lib/emr-instance-group';
import type { Construct } from '../../core';
import type { Capacity, InstanceFleet } from './emr_capacity';

/** Primary and core nodes. */
export function nodesOf(
  capacity: Capacity,
): Pick<EmrClusterConfig, 'masterInstanceGroup' | 'coreInstanceGroup' | 'masterInstanceFleet' | 'coreInstanceFleet'> {
  return capacity.kind === 'groups'
    ? {
        masterInstanceGroup: { name: 'primary', ...capacity.primary },
        coreInstanceGroup: { name: 'core', ...capacity.core },
      }
    : { masterInstanceFleet: fleet('primary', capacity.primary), coreInstanceFleet: fleet('core', capacity.core) };
}

/** Task nodes hold no data, so they come and go. */
export function addTaskNodes(
  scope: Construct,
  clusterName: string,
  clusterId: string,
  capacity: Capacity,
  scaled: boolean,
): void {
  const lifecycle = (owned: readonly string[]): { lifecycle?: { ignoreChanges: string[] } } =>
    scaled ? { lifecycle: { ignoreChanges: [...owned] } } : {};
  if (capacity.kind === 'groups') {
    if (capacity.task === undefined) return;
    new EmrInstanceGroup(scope, 'task', {
      clusterId,
      name: 'task',
      ...capacity.task,
      ...lifecycle(['instance_count']),
    });
  } else if (capacity.task !== undefined) {
    new EmrInstanceFleet(scope, 'task', {
      clusterId,
      ...fleet('task', capacity.task),
      ...lifecycle(['target_on_demand_capacity', 'target_spot_capacity']),
    });
  }
}

/** What managed scaling changes from then on: https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-managed-scaling.html */
export const ownedByScaling = (capacity: Capacity): string[] =>
  capacity.kind === 'groups'
    ? ['core_instance_group[0].instance_count']
    : ['core_instance_fleet[0].target_on_demand_capacity', 'core_instance_fleet[0].target_spot_capacity'];

function fleet(name: string, given: InstanceFleet): EmrClusterMasterInstanceFleet & { name: string } {
  const onDemand = given.targetOnDemandCapacity ?? 0;
  const spot = given.targetSpotCapacity ?? 0;
  return {
    name,
    targetOnDemandCapacity: onDemand,
    targetSpotCapacity: spot,
    instanceTypeConfigs: given.instanceTypes.map((instanceType) => ({ instanceType, weightedCapacity: 1 })),
    launchSpecifications: {
      onDemandSpecification: [{ allocationStrategy: 'lowest-price' }],
      ...(spot === 0
        ? {}
        : {
            spotSpecification: [
              {
                // Fewest interruptions at a low price:
                // https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-instance-fleet.html#emr-instance-fleet-allocation-strategy
                allocationStrategy: 'price-capacity-optimized',
                timeoutAction: given.timeoutAction ?? 'SWITCH_TO_ON_DEMAND',
                timeoutDurationMinutes: 15,
              },
            ],
          }),
    },
  };
}
