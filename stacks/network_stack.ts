import { EnvironmentStack, Network, readParameter, writeParameter } from '../constructs/aws';
import { cloudWatchFacts, jobAddresses, networkUsers } from '../constructs/aws/facts';
import { type Construct, resourceName } from '../constructs/core';
import type { Environment, ExistingNetwork, OwnNetwork } from '../environments';
import type { Plan } from '../pipelines/plan';
import { environmentAlarms } from './environment_alarms';
import { writeCharts } from './passed_charts';

/** A network of the environment's own: private, with the endpoints of what the stacks use. */
export class NetworkStack extends EnvironmentStack {
  constructor(scope: Construct, environment: Environment, { cidr, zones }: OwnNetwork, plans: readonly Plan[]) {
    super(scope, environment, 'network');
    const { naming } = this;
    const network = new Network(this, 'network', {
      ...naming,
      ...this.removal,
      cidr,
      zones,
      logKeyArn: readParameter(this, naming, 'keys/logs'),
      logRetentionDays: environment.retention.logDays,
      rolePath: environment.roles.path,
      services: [...networkUsers(environment), ...(environment.monitoring.metrics === 'none' ? [] : [cloudWatchFacts])],
      buckets: foreignBuckets(environment, plans),
      addresses: jobAddresses(environment),
    });
    environmentAlarms(this, 'alarms', resourceName(naming, 'network'), network.alarms);
    writeCharts(this, 'network', network.charts);
    network.subnetIds.forEach((subnetId, i) => {
      writeParameter(this, naming, subnetParameter(i), subnetId);
    });
    writeParameter(this, naming, groupParameter, network.securityGroupId);
  }
}

/** Where the jobs of an environment run, for a stack that is deployed after the network's; nothing: in the service's own. */
export function jobNetwork(stack: EnvironmentStack): ExistingNetwork | undefined {
  const { network } = stack.environment;
  if (network === undefined || !('cidr' in network)) return network;
  return {
    subnets: Array.from({ length: network.zones }, (_, i) => readParameter(stack, stack.naming, subnetParameter(i))),
    securityGroups: [readParameter(stack, stack.naming, groupParameter)],
  };
}

const subnetParameter = (index: number): string => `network/subnets/${index + 1}`;
const groupParameter = 'network/security-group';

/** Buckets that are not the environment's and that jobs read or write: of landings, archives, paths in definitions. */
function foreignBuckets(environment: Environment, plans: readonly Plan[]): readonly string[] {
  const { parameters, python } = environment;
  const named = JSON.stringify([parameters, python, plans]).matchAll(/s3:\/\/([a-z0-9][a-z0-9.-]+[a-z0-9])(?=[/"])/g);
  const own = `${environment.project}-${environment.name}-`;
  return [...new Set([...named].flatMap(([, bucket = '']) => (bucket.startsWith(own) ? [] : [bucket])))].sort();
}
