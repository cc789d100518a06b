/** Application load balancers: where they write their access logs, and what they need. */
import type { Naming } from '../../../environments';
import type { Statement } from '../../../pipelines/targets';
import type { ServiceFacts } from './service_facts';

const guide = 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application';

/**
 * Lets the service write logs of load balancers of this account below `prefix`:
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html#attach-bucket-policy
 * @param sid of its own in the bucket's policy
 */
export const loadBalancerLogsStatement = (
  sid: string,
  bucketArn: string,
  prefix: string,
  naming: Naming,
): Statement => ({
  sid,
  principals: { Service: 'logdelivery.elasticloadbalancing.amazonaws.com' },
  actions: ['s3:PutObject'],
  resources: [`${bucketArn}/${prefix}/AWSLogs/${naming.account}/*`],
});

export const loadBalancerFacts: ServiceFacts = {
  name: 'Elastic Load Balancing',
  principals: ['elasticloadbalancing.amazonaws.com', 'logdelivery.elasticloadbalancing.amazonaws.com'],
  securityGroupRules: [
    {
      from: 'clients',
      to: 'load balancer',
      protocol: 'tcp',
      ports: '443',
      why: 'HTTPS is served there',
      source: `${guide}/load-balancer-update-security-groups.html`,
    },
    {
      from: 'load balancer',
      to: 'targets',
      protocol: 'tcp',
      ports: 'of the container',
      why: 'requests and health checks go there',
      source: `${guide}/load-balancer-update-security-groups.html`,
    },
  ],
  zones: {
    least: 2,
    most: 6,
    why: 'an application load balancer has a subnet in at least two zones',
    source: `${guide}/application-load-balancers.html#availability-zones`,
  },
  quotas: [
    {
      what: 'application load balancers of an account in a region',
      most: 50,
      adjustable: true,
      why: 'each service has one of its own',
      source: `${guide}/load-balancer-limits.html`,
    },
  ],
};
