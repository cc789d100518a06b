/** What is watched of interface endpoints. */
import type { AlarmRule, Chart, Metric } from '../../core';

export interface WatchedEndpoint {
  /** `ecr.api` */
  readonly service: string;
  /** `com.amazonaws.eu-central-1.ecr.api` */
  readonly serviceName: string;
  readonly endpointId: string;
  readonly vpcId: string;
}

// https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-cloudwatch-metrics.html
const metric = (endpoint: WatchedEndpoint, name: string): Metric => ({
  namespace: 'AWS/PrivateLinkEndpoints',
  name,
  dimensions: {
    'Endpoint Type': 'Interface',
    'Service Name': endpoint.serviceName,
    'VPC Endpoint Id': endpoint.endpointId,
    'VPC Id': endpoint.vpcId,
  },
  statistic: 'Sum',
  label: endpoint.service,
});

export function endpointCharts(endpoints: readonly WatchedEndpoint[]): readonly Chart[] {
  if (endpoints.length === 0) return [];
  return [
    { title: 'Bytes through endpoints', metrics: endpoints.map((each) => metric(each, 'BytesProcessed')) },
    { title: 'Packets dropped by endpoints', metrics: endpoints.map((each) => metric(each, 'PacketsDropped')) },
  ];
}

export const droppedPackets = (endpoint: WatchedEndpoint): AlarmRule => ({
  metric: metric(endpoint, 'PacketsDropped'),
  name: `${endpoint.service.replaceAll('.', '-')}-endpoint-drops`,
  description:
    `The endpoint of ${endpoint.service} drops packets: it or the service behind it is not healthy. ` +
    'Look at the AWS Health Dashboard first, then whether more than one zone drops',
  severity: 'warning',
  comparison: '>',
  threshold: 0,
  periodSeconds: 60,
  evaluationPeriods: 5,
  runbook: 'endpoint-drops-packets',
  source:
    'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Best_Practice_Recommended_Alarms_AWS_Services.html#PrivateLinkEndpoints',
});
