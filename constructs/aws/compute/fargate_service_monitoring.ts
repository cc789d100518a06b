/** What a service behind a load balancer measures, and when that is bad. */
import { alarmsOf, metricsOf, type Monitored } from '../../core';

const recommended =
  'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Best_Practice_Recommended_Alarms_AWS_Services.html#ECS';
const insights = 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Container-Insights-metrics-ECS.html';
const balancer =
  'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html';

export interface MonitoredService {
  readonly clusterName: string;
  readonly serviceName: string;
  readonly desiredCount: number;
  /** The last parts of their ARNs, as metrics name them. */
  readonly loadBalancer: string;
  readonly targetGroup: string;
}

export function fargateServiceMonitoring(service: MonitoredService): Monitored {
  const { clusterName: ClusterName, serviceName: ServiceName, desiredCount } = service;
  const { loadBalancer: LoadBalancer, targetGroup: TargetGroup } = service;
  const task = metricsOf('AWS/ECS', { ClusterName, ServiceName }, 'Average');
  const insight = metricsOf('ECS/ContainerInsights', { ClusterName, ServiceName }, 'Average');
  const request = metricsOf('AWS/ApplicationELB', { LoadBalancer, TargetGroup });
  const ofBalancer = metricsOf('AWS/ApplicationELB', { LoadBalancer });
  const processor = task('CPUUtilization', 'percent of the processor');
  const memory = task('MemoryUtilization', 'percent of the memory');
  const running = insight('RunningTaskCount', 'tasks');
  const errors = request('HTTPCode_Target_5XX_Count', 'errors of the service');
  const unhealthy = request('UnHealthyHostCount', 'tasks that are not well', 'Maximum');
  const refused = ofBalancer('HTTPCode_ELB_5XX_Count', 'errors of the load balancer');
  const minutes = { periodSeconds: 60, evaluationPeriods: 5 };
  const alarm = alarmsOf(ServiceName, { ...minutes, severity: 'error', source: balancer, runbook: 'service-not-well' });
  return {
    charts: [
      { title: `Requests of ${ServiceName}`, metrics: [request('RequestCount', 'requests'), errors, refused] },
      {
        title: `Seconds of ${ServiceName}`,
        metrics: [request('TargetResponseTime', 'half', 'p50'), request('TargetResponseTime', 'all but 1 %', 'p99')],
      },
      { title: `Load of ${ServiceName}`, metrics: [processor, memory] },
      { title: `Tasks of ${ServiceName}`, metrics: [running, unhealthy] },
    ],
    alarms: [
      alarm(running, 'tasks-missing', desiredCount, 'fewer tasks run than should: look at the events of the service', {
        comparison: '<',
        evaluationPeriods: 10,
        missingData: 'bad',
        source: insights,
      }),
      alarm(unhealthy, 'tasks-unhealthy', 0, 'a task does not answer its health check: look at its log'),
      alarm(errors, 'errors', 5, 'requests fail: look at the log for the first error', { datapointsToAlarm: 3 }),
      alarm(refused, 'unreachable', 5, 'the load balancer finds no task that answers: look at the tasks', {
        datapointsToAlarm: 3,
        severity: 'critical',
      }),
      alarm(processor, 'busy', 80, 'the processor is busy: look at the requests, then at cpu and desiredCount', {
        severity: 'warning',
        source: recommended,
      }),
      alarm(memory, 'memory', 80, 'the memory is nearly full, and a task that fills it is ended: look at memory', {
        severity: 'warning',
        source: recommended,
      }),
    ],
  };
}
