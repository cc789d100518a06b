/** How many nodes a cluster has that a state machine makes for its run. */
import * as z from 'zod';
import type { State } from './job_workers';

/** What is asked for, as EMR reads it: https://docs.aws.amazon.com/emr/latest/APIReference/API_InstanceFleetConfig.html */
const target = z.number().default(0);
const request = z.object({
  Instances: z.object({
    InstanceFleets: z.array(
      z.object({
        TargetOnDemandCapacity: target,
        TargetSpotCapacity: target,
        InstanceTypeConfigs: z.array(z.object({ WeightedCapacity: z.number().default(1) })).default([]),
      }),
    ),
  }),
});

/**
 * @param step the parameters of a state that adds a step, as text
 * @returns the nodes that all fleets of its cluster ask for; undefined where the machine does not make it, or makes it
 *   without fleets, or of types that count for more than one
 */
export function clusterNodes(step: string, states: readonly State[]): number | undefined {
  const [, place] = /"ClusterId\.\$":"(\$\.[^"]+)\.ClusterId"/.exec(step) ?? [];
  if (place === undefined) return undefined;
  const makes = states.find(
    ({ Resource = '', ResultPath }) => Resource.includes(':elasticmapreduce:createCluster') && ResultPath === place,
  );
  const fleets = request.safeParse(makes?.Parameters).data?.Instances.InstanceFleets ?? [];
  const weighted = fleets.some((each) => each.InstanceTypeConfigs.some((type) => type.WeightedCapacity !== 1));
  if (fleets.length === 0 || weighted) return undefined;
  return fleets.reduce((sum, each) => sum + each.TargetOnDemandCapacity + each.TargetSpotCapacity, 0);
}
