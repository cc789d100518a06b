/** What holds for every construct that is exported: each is tried, in every way in which users have it. */
import * as aws from '../../../constructs/aws';
import { App, Construct, TerraformStack, Testing } from '../../../constructs/core';
import { idOf, isMonitored } from '../../constructs/aws/root_modules';
import { Surroundings } from '../../constructs/aws/surroundings';
import type { Variant } from '../../constructs/aws/variant';
import { variants } from '../../constructs/aws/variants';

/** Made by others alone, or composed of what is tried: no variants of their own. */
const untried = [aws.EnvironmentStack, aws.ExistingRole];

function constructs(): readonly { readonly name: string }[] {
  return Object.values(aws).filter(
    (value): value is typeof aws.LakeBucket =>
      typeof value === 'function' &&
      value.prototype instanceof Construct &&
      !untried.some((each) => each === (value as unknown)),
  );
}

const emptyStack = () => new TerraformStack(new App({ skipValidation: true }), 'test');
const byName = variants.map((variant) => [variant.construct.name, variant] as const);

test('every exported construct is tried', () => {
  const tried = variants.map(({ construct }) => construct.name).sort();
  expect(tried).toEqual(
    constructs()
      .map(({ name }) => name)
      .sort(),
  );
});

describe.each(byName)('%s', (_, variant: Variant) => {
  test('least and all properties, twice in one stack, in two environments', () => {
    const stack = emptyStack();
    for (const environment of ['dev', 'prod'] as const) {
      const given = new Surroundings(stack, environment);
      const scope = new Construct(stack, environment);
      variant.least(scope, 'least', given);
      variant.all(scope, 'all', given);
      if (variant.once === undefined) variant.least(scope, 'second', given, 'second');
      if (typeof variant.existing === 'function') variant.existing(scope, 'existing', given);
    }
    const { resource } = JSON.parse(Testing.synth(stack)) as { resource: object };
    expect(Object.keys(resource).length).toBeGreaterThan(0);
  });

  test('its alarms say why they are there', () => {
    const stack = emptyStack();
    const made = variant.all(stack, 'it', new Surroundings(stack, 'dev'));
    for (const alarm of isMonitored(made) ? made.alarms : []) {
      expect(alarm.source).toMatch(/^https:\/\//);
      expect(alarm.description.length).toBeGreaterThan(20);
    }
  });

  test.each(variant.refused.map((refusal) => [refusal.wrong, refusal] as const))('refuses %s', (_wrong, refusal) => {
    const stack = emptyStack();
    let message = '';
    try {
      const made = refusal.build(stack, new Surroundings(stack, 'dev'));
      // Some are known only when all is there.
      Testing.synth(stack);
      message = `nothing was refused; made ${String(made)}`;
    } catch (error) {
      message = error instanceof Error ? error.message : String(error);
    }
    expect(message).toContain(refusal.message);
    expect(message).toMatch(/^test\/it(\/[\w-]+)*: /);
    expect(message).toMatch(/\((https:\/\/[^\s)]+|docs\/[\w./#-]+)\)/);
  });

  test('has bad examples', () => {
    expect(variant.refused.length).toBeGreaterThan(0);
  });
});

test('ids of variants differ', () => {
  expect(new Set(variants.map(idOf)).size).toBe(variants.length);
});

test('whose owner may be destroyed, no log group outlives it: the next deployment could not make it', () => {
  const stack = emptyStack();
  const given = new Surroundings(stack, 'dev', { removalPolicy: 'destroy', allowDestroy: true });
  for (const variant of variants) {
    const scope = new Construct(stack, idOf(variant));
    variant.least(scope, 'least', given);
    variant.all(scope, 'all', given);
  }
  const { resource } = JSON.parse(Testing.synth(stack)) as {
    resource: { aws_cloudwatch_log_group: Readonly<Record<string, { readonly name: string; skip_destroy?: boolean }>> };
  };
  const groups = Object.values(resource.aws_cloudwatch_log_group);
  expect(groups.length).toBeGreaterThan(20);
  expect(groups.filter(({ skip_destroy }) => skip_destroy !== false).map(({ name }) => name)).toEqual([]);
});
