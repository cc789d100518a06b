/** The environment `dev` with its profile `small` on each compute service. */
import { computeProfile, type Environment } from '../../environments';
import { environmentOf } from './synthesized';

export const network = { subnets: ['subnet-0a1b2c3d', 'subnet-0a1b2c3e'], securityGroups: ['sg-0a1b2c3d'] };

export const profiles = {
  'emr-cluster': {
    service: 'emr-cluster',
    primary: { instanceTypes: ['m7g.xlarge'], targetOnDemandCapacity: 1 },
    core: { instanceTypes: ['r7g.xlarge', 'r6g.xlarge'], targetOnDemandCapacity: 2 },
    task: { instanceTypes: ['r7g.2xlarge', 'r6g.2xlarge'], targetSpotCapacity: 4 },
    executors: 20,
  },
  glue: { service: 'glue', glueVersion: '5.0', workerType: 'G.1X', workers: 10 },
  'emr-on-eks': {
    service: 'emr-on-eks',
    virtualClusterId: 'kt2v8ex4mpl3yd7hbu0cn5qsw',
    namespace: 'spark',
    oidcProvider: 'oidc.eks.eu-central-1.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF',
    driver: { vcpu: 2, memoryGb: 7 },
    executor: { vcpu: 4, memoryGb: 14 },
    executors: 8,
  },
} as const;
export type OtherService = keyof typeof profiles;

/** @param changes to the profile */
export function environmentOn(service: OtherService, changes: object = {}): Environment {
  const dev = environmentOf('dev');
  return { ...dev, network, compute: { small: computeProfile.parse({ ...profiles[service], ...changes }) } };
}
