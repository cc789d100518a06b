/** Charts of one stack that another shows: ids that only the service knows are passed through parameters. */
import { type EnvironmentStack, readParameter, writeParameter } from '../constructs/aws';
import { type Chart, Token } from '../constructs/core';

/** What all metrics of a network have alike. */
const shared: readonly string[] = ['VPC Id'];

/** Ids and their parameters: `network/charts/vpc-id`, `network/charts/nat-gateway-id-gateway-1`. */
function idsOf(folder: string, charts: readonly Chart[]): ReadonlyMap<string, string> {
  const ids = new Map<string, string>();
  for (const { label, dimensions } of charts.flatMap(({ metrics }) => metrics)) {
    for (const [dimension, value] of Object.entries(dimensions)) {
      if (!Token.isUnresolved(value) || ids.has(value)) continue;
      ids.set(value, `${folder}/charts/${slug(shared.includes(dimension) ? dimension : `${dimension} ${label}`)}`);
    }
  }
  return ids;
}

/** @param folder of the parameters: `network` */
export function writeCharts(stack: EnvironmentStack, folder: string, charts: readonly Chart[]): void {
  for (const [value, name] of idsOf(folder, charts)) writeParameter(stack, stack.naming, name, value);
}

/** The charts that `writeCharts` was given, with the ids as `stack` knows them. */
export function readCharts(stack: EnvironmentStack, folder: string, charts: readonly Chart[]): readonly Chart[] {
  const ids = idsOf(folder, charts);
  const read = (value: string): string => {
    const name = ids.get(value);
    return name === undefined ? value : readParameter(stack, stack.naming, name);
  };
  return charts.map((chart) => ({
    ...chart,
    metrics: chart.metrics.map((metric) => ({
      ...metric,
      dimensions: Object.fromEntries(Object.entries(metric.dimensions).map(([name, value]) => [name, read(value)])),
    })),
  }));
}

/** `NatGatewayId gateway 1` is `nat-gateway-id-gateway-1`. */
const slug = (text: string): string =>
  text
    .replaceAll(/(?<=[a-z0-9])(?=[A-Z])/g, '-')
    .replaceAll(/[^A-Za-z0-9]+/g, '-')
    .toLowerCase();
