import { checkProps } from '../../core';
import { namingOf } from '../environment/naming_props';
import { gatewayServices, neededEndpoints } from '../facts';
import { NetworkAccess } from './network_access';
import { type ExistingNetworkProps, existingNetworkSchema } from './network_props';

const privateLink = 'https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html';

/** @throws when something is to run there whose endpoint is missing, or cannot be reached */
export function existingNetwork(path: string, props: ExistingNetworkProps): NetworkAccess {
  checkProps(existingNetworkSchema, props, path);
  const endpoints = props.endpoints ?? [];
  const access = new NetworkAccess(namingOf(props), {
    vpcId: props.vpcId,
    subnetIds: props.subnetIds,
    securityGroupId: props.securityGroupId,
    endpoints,
    ...(props.endpointsGroupId === undefined ? {} : { endpointsGroupId: props.endpointsGroupId }),
    internet: props.internet ?? false,
  });
  const interfaces = endpoints.filter((name) => !gatewayServices.some((gateway) => gateway === name));
  if (interfaces.length > 0 && props.endpointsGroupId === undefined) {
    throw new Error(
      `${path}: endpointsGroupId: found nothing; expected the security group of the endpoints of ${interfaces.join(', ')}: ` +
        `workloads are allowed to reach it (${privateLink})`,
    );
  }
  const services = props.services ?? [];
  const missing = props.internet === true ? [] : access.missingEndpoints(services);
  if (missing.length > 0) {
    const reasons = neededEndpoints(services).flatMap((needed) =>
      missing.includes(needed.service) ? needed.reasons.map((why) => `${needed.service} (${why})`) : [],
    );
    throw new Error(
      `${path}: endpoints: found ${endpoints.length === 0 ? 'none' : endpoints.join(', ')}; expected also ` +
        `${reasons.join(', ')}. Make them with VpcEndpoints, or say internet: true (${privateLink})`,
    );
  }
  return access;
}
