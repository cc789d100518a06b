/** The request that makes a transient cluster: https://docs.aws.amazon.com/emr/latest/APIReference/API_RunJobFlow.html */
import { emrTag, fleetLaunch, type InstanceFleet, type InstanceFleets } from '../facts';
import { defaultApplications, defaultRootGib, scaleDownBehavior } from './cluster_parts';
import { type Configurations, configurationsOf } from './emr_configurations';

/** What is made, by the names and ids that it has; ids may be tokens. */
export interface ClusterRequestProps {
  readonly clusterName: string;
  readonly releaseLabel: string;
  readonly capacity: InstanceFleets;
  readonly subnetIds: readonly string[];
  readonly securityGroupIds: { readonly primary: string; readonly core: string; readonly service: string };
  readonly serviceRoleArn: string;
  readonly instanceProfileName: string;
  readonly securityConfigurationName: string;
  readonly logUri: string;
  readonly logKeyArn: string;
  readonly idleMinutes: number;
  /** Over the settings for Delta. */
  readonly configurations?: Configurations;
}

/** Without steps: they come one by one, each with its role. */
export function clusterRequest(props: ClusterRequestProps): Readonly<Record<string, unknown>> {
  const { capacity, securityGroupIds } = props;
  return {
    Name: props.clusterName,
    ReleaseLabel: props.releaseLabel,
    Applications: defaultApplications.map((Name) => ({ Name })),
    Configurations: configurationsOf(props.configurations),
    ServiceRole: props.serviceRoleArn,
    JobFlowRole: props.instanceProfileName,
    SecurityConfiguration: props.securityConfigurationName,
    LogUri: props.logUri,
    LogEncryptionKmsKeyId: props.logKeyArn,
    Instances: {
      InstanceFleets: [
        fleet('MASTER', 'primary', capacity.primary),
        fleet('CORE', 'core', capacity.core),
        ...(capacity.task === undefined ? [] : [fleet('TASK', 'task', capacity.task)]),
      ],
      Ec2SubnetIds: props.subnetIds,
      EmrManagedMasterSecurityGroup: securityGroupIds.primary,
      EmrManagedSlaveSecurityGroup: securityGroupIds.core,
      ServiceAccessSecurityGroup: securityGroupIds.service,
      // Step Functions asks for it: https://docs.aws.amazon.com/step-functions/latest/dg/connect-emr.html
      KeepJobFlowAliveWhenNoSteps: true,
      TerminationProtected: false,
    },
    // Should nobody end it: https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-auto-termination-policy.html
    AutoTerminationPolicy: { IdleTimeout: props.idleMinutes * 60 },
    ScaleDownBehavior: scaleDownBehavior,
    EbsRootVolumeSize: defaultRootGib,
    VisibleToAllUsers: true,
    Tags: [{ Key: emrTag.key, Value: emrTag.value }],
  };
}

function fleet(
  type: 'MASTER' | 'CORE' | 'TASK',
  name: string,
  given: InstanceFleet,
): Readonly<Record<string, unknown>> {
  const { onDemand, spot } = fleetLaunch(given);
  return {
    Name: name,
    InstanceFleetType: type,
    TargetOnDemandCapacity: given.targetOnDemandCapacity ?? 0,
    TargetSpotCapacity: given.targetSpotCapacity ?? 0,
    InstanceTypeConfigs: given.instanceTypes.map((InstanceType) => ({ InstanceType, WeightedCapacity: 1 })),
    LaunchSpecifications: {
      OnDemandSpecification: titled(onDemand),
      ...(spot === undefined ? {} : { SpotSpecification: titled(spot) }),
    },
  };
}

/** The API's names begin with a capital, the provider's do not. */
const titled = (value: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(value).map(([key, each]) => [`${key.charAt(0).toUpperCase()}${key.slice(1)}`, each]),
  );
