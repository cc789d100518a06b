/** Machines of an EMR cluster: what is asked for, and what is risky about it. */

const guide = 'https://docs.aws.amazon.com/emr/latest/ManagementGuide';
export const emrCapacitySources = {
  groups: `${guide}/emr-uniform-instance-group.html`,
  fleets: `${guide}/emr-instance-fleet.html`,
  highAvailability: `${guide}/emr-plan-ha.html`,
  runtimeRoles: `${guide}/emr-steps-runtime-roles.html`,
} as const;

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
  /** One node, or three for high availability where steps have the nodes' role. */
  readonly primary: InstanceFleet;
  readonly core: InstanceFleet;
  readonly task?: InstanceFleet;
}

export type EmrCapacity = InstanceGroups | InstanceFleets;

/** Instances of a fleet, of both markets. */
export const fleetCapacity = ({ targetOnDemandCapacity = 0, targetSpotCapacity = 0 }: InstanceFleet): number =>
  targetOnDemandCapacity + targetSpotCapacity;

/** Whose permissions steps have: roles that they name, or the nodes'. */
export type StepRoles = 'their own' | 'the nodes';

/** What is wrong with the size of a fleet, in one sentence. */
export function fleetProblem(
  role: 'primary' | 'core' | 'task',
  fleet: InstanceFleet,
  stepRoles: StepRoles,
): string | undefined {
  const capacity = fleetCapacity(fleet);
  if (capacity < 1) {
    return `expected targetOnDemandCapacity or targetSpotCapacity of at least 1 (${emrCapacitySources.fleets})`;
  }
  if (role !== 'primary' || capacity === 1) return undefined;
  if (stepRoles === 'their own') {
    return `expected 1 primary node, because steps have roles of their own, which EMR does not support on a highly available cluster (${emrCapacitySources.runtimeRoles})`;
  }
  return capacity === 3 ? undefined : `expected 1 or 3 primary nodes (${emrCapacitySources.highAvailability})`;
}

/** How a fleet gets its instances, in EMR's words. */
export const fleetLaunch = ({ targetSpotCapacity = 0, timeoutAction = 'SWITCH_TO_ON_DEMAND' }: InstanceFleet) => ({
  onDemand: { allocationStrategy: 'lowest-price' } as const,
  // Fewest interruptions at a low price:
  // https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-instance-fleet.html#emr-instance-fleet-allocation-strategy
  spot:
    targetSpotCapacity === 0
      ? undefined
      : ({ allocationStrategy: 'price-capacity-optimized', timeoutAction, timeoutDurationMinutes: 15 } as const),
});

/** Every type, for the check that they go together. */
export function instanceTypesOf(capacity: EmrCapacity): readonly string[] {
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
export function spotProblems(capacity: EmrCapacity, props: SpotProps): readonly string[] {
  const purchasing = `${guide}/emr-plan-instances-guidelines.html`;
  if (capacity.kind === 'groups') {
    const bid = capacity.task?.bidPrice;
    return bid !== undefined && props.spotWithoutFallback !== true
      ? [
          `capacity.task.bidPrice: found "${bid}"; expected none, because a spot group does not fall back to on-demand capacity: take fleets, or set spotWithoutFallback (${emrCapacitySources.fleets})`,
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
            `capacity.${role}.timeoutAction: found "TERMINATE_CLUSTER"; expected SWITCH_TO_ON_DEMAND, or the cluster does not start without spot capacity; or set spotWithoutFallback (${emrCapacitySources.fleets})`,
          ]),
    ];
  });
}
