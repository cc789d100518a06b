/** Every variant of the constructs of one family in one stack: least, a second one beside it, all; in two environments. */
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { Alarms, Dashboard } from '../../../constructs/aws';
import { App, Construct, type Monitored, type RemovalProps, S3Backend, TerraformStack } from '../../../constructs/core';
import { buildExamples } from './examples';
import { Surroundings } from './surroundings';
import type { Family, Variant } from './variant';
import { variants } from './variants';

export const families: readonly Family[] = ['foundation', 'network', 'compute', 'streaming', 'learning'];
const environments = ['dev', 'prod'] as const;
const region = 'eu-central-1';

/** @param app of its own for each stack */
export function rootModule(app: App, family: Family, removal: RemovalProps = {}): TerraformStack {
  const stack = emptyModule(app, family);
  for (const environment of environments) {
    const given = new Surroundings(stack, environment, removal);
    const scope = new Construct(stack, environment);
    for (const variant of variants.filter((each) => each.family === family)) build(scope, variant, given);
  }
  return stack;
}

/** The written examples together: their names differ. */
export function examplesModule(app: App): TerraformStack {
  const stack = emptyModule(app, 'examples');
  buildExamples(stack);
  return stack;
}

function emptyModule(app: App, name: string): TerraformStack {
  const stack = new TerraformStack(app, name);
  new AwsProvider(stack, 'aws', { region, allowedAccountIds: ['111122223333'] });
  new S3Backend(stack, { bucket: 'acme-state', key: `${name}.tfstate`, region });
  return stack;
}

function build(scope: Construct, variant: Variant, given: Surroundings): void {
  const id = idOf(variant);
  if (variant.once !== undefined) {
    if (given.naming.environment === 'dev') variant.all(scope, `${id}-all`, given);
    return;
  }
  const made = [
    variant.least(scope, `${id}-least`, given),
    variant.least(scope, `${id}-second`, given, 'second'),
    variant.all(scope, `${id}-all`, given),
  ];
  if (typeof variant.existing === 'function') variant.existing(scope, `${id}-existing`, given);
  made.filter(isMonitored).forEach((each, i) => {
    const prefix = `acme-${given.naming.environment}-${id}-${i}`;
    new Alarms(scope, `${id}-alarms-${i}`, { prefix, rules: each.alarms, topicArn: given.topicArn() });
    new Dashboard(scope, `${id}-charts-${i}`, { dashboardName: prefix, region, charts: each.charts });
  });
}

export const isMonitored = <T extends object>(construct: T): construct is Monitored & T =>
  'alarms' in construct && 'charts' in construct;

/** `LakeBucket` is `lake-bucket`. */
export const idOf = ({ construct }: Variant): string =>
  construct.name.replaceAll(/(?<=[a-z0-9])[A-Z]/g, (letter) => `-${letter}`).toLowerCase();

export const newApp = (outdir: string): App => new App({ outdir, skipValidation: true });
