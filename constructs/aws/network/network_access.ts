import { Construct, type Naming, resourceName } from '../../core';
import { neededEndpoints, type UsedService } from '../facts';
import { workloadSecurityGroup } from './security_groups';

/** What is known of a network, ours or an existing one. */
export interface NetworkFace {
  readonly vpcId: string;
  readonly subnetIds: readonly string[];
  readonly securityGroupId: string;
  /** Services that have an endpoint there. */
  readonly endpoints: readonly string[];
  readonly endpointsGroupId?: string;
  /** Whether NAT leads to the internet. */
  readonly internet: boolean;
}

export interface WorkloadSecurityGroupProps {
  /** The last part of `{project}-{environment}-{name}`. */
  readonly name: string;
  /** What is in it. */
  readonly description: string;
  /** Lets it reach the internet by HTTPS, where the network has NAT; false unless given. */
  readonly internet?: boolean;
}

/** A network as those who run something in it see it, ours or an existing one. */
export class NetworkAccess {
  readonly vpcId: string;
  /** Private, one per zone. */
  readonly subnetIds: readonly string[];
  /** For what needs no group of its own. */
  readonly securityGroupId: string;

  constructor(
    private readonly naming: Naming,
    private readonly face: NetworkFace,
  ) {
    this.vpcId = face.vpcId;
    this.subnetIds = face.subnetIds;
    this.securityGroupId = face.securityGroupId;
  }

  /** A security group of its own for a workload: it may talk to itself and to the endpoints. */
  workloadSecurityGroup(scope: Construct, id: string, props: WorkloadSecurityGroupProps): string {
    const own = new Construct(scope, id);
    if (props.internet === true && !this.face.internet) {
      throw new Error(
        `${own.node.path}: internet: found true; expected false, because the network has no NAT ` +
          '(docs/constructs/network.md#good-to-know)',
      );
    }
    return workloadSecurityGroup(own, {
      name: resourceName(this.naming, props.name),
      description: props.description,
      vpcId: this.vpcId,
      region: this.naming.region,
      ...(this.face.endpointsGroupId === undefined ? {} : { endpointsGroupId: this.face.endpointsGroupId }),
      gateways: this.face.endpoints,
      internet: props.internet ?? false,
    }).id;
  }

  /** The endpoints that `services` need and the network lacks. */
  missingEndpoints(services: readonly UsedService[]): readonly string[] {
    return neededEndpoints(services)
      .filter(({ service, reasons }) => reasons.length > 0 && !this.face.endpoints.includes(service))
      .map(({ service }) => service);
  }
}
