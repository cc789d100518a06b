/** A cluster's machines: groups of one type each, or fleets of several types in which EMR looks for capacity. */
import * as z from 'zod';
import { wholeNumber } from '../environment/shapes';

const guide = 'https://docs.aws.amazon.com/emr/latest/ManagementGuide';
const groupsSource = `${guide}/emr-uniform-instance-group.html`;
const fleetSource = `${guide}/emr-instance-fleet.html`;
const highAvailability = `${guide}/emr-plan-ha.html`;

export interface InstanceGroup {
  readonly instanceType: string;
  readonly instanceCount: number;
}

/** One type for each kind of node. Groups are on demand: a spot group does not fall back. */
export interface InstanceGroups {
  readonly kind: 'groups';
  /** One node, or three for high availability. */
  readonly primary: InstanceGroup;
  readonly core: InstanceGroup;
  /** With `bidPrice`, the most in USD an hour, the group is spot. */
  readonly task?: InstanceGroup & { readonly bidPrice?: string };
}

export interface InstanceFleet {
  /** Weight 1 each: capacity counts instances. */
  readonly instanceTypes: readonly string[];
  readonly targetOnDemandCapacity?: number;
  readonly targetSpotCapacity?: number;
  /** What happens when there is no spot capacity; `SWITCH_TO_ON_DEMAND` unless given. */
  readonly timeoutAction?: 'SWITCH_TO_ON_DEMAND' | 'TERMINATE_CLUSTER';
}

export interface InstanceFleets {
  readonly kind: 'fleets';
  /** One node, or three for high availability. */
  readonly primary: InstanceFleet;
  readonly core: InstanceFleet;
  readonly task?: InstanceFleet;
}

export type Capacity = InstanceGroups | InstanceFleets;

const types = z
  .array(z.string())
  .min(1, `expected at least one instance type (${fleetSource})`)
  .max(30, `expected at most 30 instance types (${fleetSource})`);
const count = (min: number, source: string): z.ZodNumber => wholeNumber(min, 2000, 'instances', source);
const fleet = z
  .object({
    instanceTypes: types,
    targetOnDemandCapacity: count(0, fleetSource).exactOptional(),
    targetSpotCapacity: count(0, fleetSource).exactOptional(),
    timeoutAction: z.enum(['SWITCH_TO_ON_DEMAND', 'TERMINATE_CLUSTER']).exactOptional(),
  })
  .refine(
    (each) => (each.targetOnDemandCapacity ?? 0) + (each.targetSpotCapacity ?? 0) > 0,
    `expected targetOnDemandCapacity or targetSpotCapacity of at least 1 (${fleetSource})`,
  );
const group = z.object({ instanceType: z.string(), instanceCount: count(1, groupsSource) });

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
  z.object({
    kind: z.literal('fleets'),
    primary: fleet.refine(
      (each) => [1, 3].includes((each.targetOnDemandCapacity ?? 0) + (each.targetSpotCapacity ?? 0)),
      `expected 1 or 3 primary nodes (${highAvailability})`,
    ),
    core: fleet,
    task: fleet.exactOptional(),
  }),
]);

/** Every type, for the check that they go together. */
export function instanceTypesOf(capacity: Capacity): readonly string[] {
  return capacity.kind === 'groups'
    ? [capacity.primary, capacity.core, capacity.task].flatMap((each) =>
        each === undefined ? [] : [each.instanceType],
      )
    : [capacity.primary, capacity.core, capacity.task].flatMap((each) => each?.instanceTypes ?? []);
}

/** Loosened by name. */
export interface SpotProps {
  /** Lets primary and core nodes be spot: when one is taken, HDFS blocks or the whole cluster are lost. */
  readonly spotForPrimaryAndCore?: boolean;
  /** Lets spot capacity go without a fallback to on-demand capacity: the cluster may not start. */
  readonly spotWithoutFallback?: boolean;
}

/** What is risky about spot capacity and was not asked for by name: `capacity.core: found ...; expected ...`. */
export function spotProblems(capacity: Capacity, props: SpotProps): readonly string[] {
  const purchasing = `${guide}/emr-plan-instances-guidelines.html`;
  if (capacity.kind === 'groups') {
    const bid = capacity.task?.bidPrice;
    return bid !== undefined && props.spotWithoutFallback !== true
      ? [
          `capacity.task.bidPrice: found "${bid}"; expected none, because a spot group does not fall back to on-demand capacity: take fleets, or set spotWithoutFallback (${fleetSource})`,
        ]
      : [];
  }
  return (['primary', 'core', 'task'] as const).flatMap((role) => {
    const each = capacity[role];
    const spot = each?.targetSpotCapacity ?? 0;
    if (each === undefined || spot === 0) return [];
    return [
      ...(role === 'task' || props.spotForPrimaryAndCore === true
        ? []
        : [
            `capacity.${role}.targetSpotCapacity: found ${spot}; expected none, because a ${role} node that is taken ${role === 'primary' ? 'ends the cluster' : 'takes HDFS blocks with it'}: use task nodes, or set spotForPrimaryAndCore (${purchasing})`,
          ]),
      ...(each.timeoutAction !== 'TERMINATE_CLUSTER' || props.spotWithoutFallback === true
        ? []
        : [
            `capacity.${role}.timeoutAction: found "TERMINATE_CLUSTER"; expected SWITCH_TO_ON_DEMAND, or the cluster does not start without spot capacity; or set spotWithoutFallback (${fleetSource})`,
          ]),
    ];
  });
}
