/** The shape of a cluster's machines: groups of one type each, or fleets of several types in which EMR looks for capacity. */
import * as z from 'zod';
import { wholeNumber } from '../environment/shapes';
import { emrCapacitySources, fleetProblem, type InstanceFleet } from '../facts';
import type { StepRoles } from '../facts/emr_capacity';

const { fleets: fleetSource, groups: groupsSource, highAvailability } = emrCapacitySources;
const types = z
  .array(z.string())
  .min(1, `expected at least one instance type (${fleetSource})`)
  .max(30, `expected at most 30 instance types (${fleetSource})`);
const count = (min: number, source: string): z.ZodNumber => wholeNumber(min, 2000, 'instances', source);
const fleet = (role: 'primary' | 'core' | 'task', stepRoles: StepRoles) =>
  z
    .object({
      instanceTypes: types,
      targetOnDemandCapacity: count(0, fleetSource).exactOptional(),
      targetSpotCapacity: count(0, fleetSource).exactOptional(),
      timeoutAction: z.enum(['SWITCH_TO_ON_DEMAND', 'TERMINATE_CLUSTER']).exactOptional(),
    })
    .superRefine((each: InstanceFleet, context) => {
      const message = fleetProblem(role, each, stepRoles);
      if (message !== undefined) context.addIssue({ code: 'custom', message, input: each });
    });
const group = z.object({ instanceType: z.string(), instanceCount: count(1, groupsSource) });

export const fleetsShape = (stepRoles: StepRoles) =>
  z.object({
    kind: z.literal('fleets'),
    primary: fleet('primary', stepRoles),
    core: fleet('core', stepRoles),
    task: fleet('task', stepRoles).exactOptional(),
  });

export const capacityShape = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('groups'),
    primary: z.object({
      instanceType: z.string(),
      instanceCount: z.union([z.literal(1), z.literal(3)], `expected 1 or 3 primary nodes (${highAvailability})`),
    }),
    core: group,
    task: group
      .extend({
        bidPrice: z
          .string()
          .regex(/^\d+(\.\d+)?$/, `expected USD such as 0.12 (${groupsSource})`)
          .exactOptional(),
      })
      .exactOptional(),
  }),
  fleetsShape('the nodes'),
]);
