/** What the variants of an endpoint measure, and when that is bad. */
import { type AlarmRule, alarmsOf, type Chart, metricsOf, type Monitored } from '../../core';
import type { EndpointVariant } from './sagemaker_endpoint_props';

const source = 'https://docs.aws.amazon.com/sagemaker/latest/dg/monitoring-cloudwatch.html';

interface VariantMetrics {
  readonly charts: readonly Chart[];
  readonly alarms: readonly AlarmRule[];
  /** Those by which an update is taken back. */
  readonly rollback: readonly AlarmRule[];
}

export function endpointMonitoring(
  endpointName: string,
  variants: readonly EndpointVariant[],
  latencyMilliseconds: number,
): Monitored & Pick<VariantMetrics, 'rollback'> {
  const all = variants.map((variant) => variantMonitoring(endpointName, variant, latencyMilliseconds));
  return {
    charts: all.flatMap(({ charts }) => charts),
    alarms: all.flatMap(({ alarms }) => alarms),
    // https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_AutoRollbackConfig.html: ten at most.
    rollback: all.flatMap(({ rollback }) => rollback).slice(0, 10),
  };
}

function variantMonitoring(EndpointName: string, variant: EndpointVariant, milliseconds: number): VariantMetrics {
  const { variantName: VariantName, scaling, serverless } = variant;
  const title = `${EndpointName}, ${VariantName}`;
  const request = metricsOf('AWS/SageMaker', { EndpointName, VariantName });
  const instance = metricsOf('/aws/sagemaker/Endpoints', { EndpointName, VariantName });
  const errors = request('Invocation5XXErrors', 'failed');
  const latency = request('ModelLatency', 'microseconds of the model', 'p99');
  const overhead = request('OverheadLatency', 'microseconds around it', 'p99');
  const load = request('InvocationsPerInstance', 'requests an instance');
  const memory = instance('MemoryUtilization', 'percent of the memory', 'Maximum');
  const disk = instance('DiskUtilization', 'percent of the disk', 'Maximum');
  const minutes = { periodSeconds: 60, evaluationPeriods: 5 };
  const alarm = alarmsOf(title, { ...minutes, severity: 'warning', source, runbook: 'model-endpoint' });
  const suffix = VariantName.toLowerCase();
  const failing = alarm(errors, `errors-${suffix}`, 5, 'requests fail: look at the log of the container', {
    severity: 'error',
    evaluationPeriods: 1,
  });
  const slow = alarm(
    latency,
    `slow-${suffix}`,
    1000 * milliseconds,
    `one answer in a hundred takes more than ${milliseconds} ms: look at the load of the instances, then at the model`,
    { evaluationPeriods: 3 },
  );
  return {
    charts: [
      {
        title: `Requests of ${title}`,
        metrics: [request('Invocations', 'requests'), request('Invocation4XXErrors', 'refused'), errors],
      },
      { title: `Latency of ${title}`, metrics: [latency, overhead] },
      ...(serverless === undefined
        ? [
            {
              title: `Instances of ${title}`,
              metrics: [load, instance('CPUUtilization', 'percent of the processors', 'Average'), memory, disk],
            },
          ]
        : []),
    ],
    alarms: [
      failing,
      slow,
      alarm(
        overhead,
        `overhead-${suffix}`,
        500_000,
        'the service itself takes more than half a second: look at the size of requests and answers',
      ),
      ...(serverless === undefined
        ? [
            alarm(
              memory,
              `memory-${suffix}`,
              90,
              'the memory is nearly full, and a container that fills it is ended: look at the instance type',
            ),
            alarm(disk, `disk-${suffix}`, 80, 'the disk is nearly full: look at what the container writes'),
          ]
        : []),
      ...(scaling === undefined
        ? []
        : [
            alarm(
              load,
              `overload-${suffix}`,
              1.5 * scaling.invocationsPerInstance,
              'instances get more requests than they were meant to: look at maxCapacity',
              {
                evaluationPeriods: 10,
              },
            ),
          ]),
    ],
    rollback: [failing, slow],
  };
}
