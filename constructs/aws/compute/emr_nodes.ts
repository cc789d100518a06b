/** The nodes as the provider takes them. */
import { type EmrClusterConfig, type EmrClusterMasterInstanceFleet } from '@cdktf/provider-aws/lib/emr-cluster';
import { EmrInstanceFleet } from '@cdktf/provider-aws/lib/emr-instance-fleet';
import { EmrInstanceGroup } from '@cdktf/provider-aws/lib/emr-instance-group';
import type { Construct } from '../../core';
import { type EmrCapacity, fleetLaunch, type InstanceFleet } from '../facts';
import { ignoredAttributes } from '../facts/drift';

/** Primary and core nodes. */
export function nodesOf(
  capacity: EmrCapacity,
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
  capacity: EmrCapacity,
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
      ...lifecycle(ignoredAttributes('aws_emr_instance_group')),
    });
  } else if (capacity.task !== undefined) {
    new EmrInstanceFleet(scope, 'task', {
      clusterId,
      ...fleet('task', capacity.task),
      ...lifecycle(ignoredAttributes('aws_emr_instance_fleet')),
    });
  }
}

/** What managed scaling changes from then on. */
export const ownedByScaling = (capacity: EmrCapacity): string[] =>
  ignoredAttributes('aws_emr_cluster', capacity.kind === 'groups' ? 'core_instance_group' : 'core_instance_fleet');

function fleet(name: string, given: InstanceFleet): EmrClusterMasterInstanceFleet & { name: string } {
  const { onDemand, spot } = fleetLaunch(given);
  return {
    name,
    targetOnDemandCapacity: given.targetOnDemandCapacity ?? 0,
    targetSpotCapacity: given.targetSpotCapacity ?? 0,
    instanceTypeConfigs: given.instanceTypes.map((instanceType) => ({ instanceType, weightedCapacity: 1 })),
    launchSpecifications: {
      onDemandSpecification: [onDemand],
      ...(spot === undefined ? {} : { spotSpecification: [spot] }),
    },
  };
}
