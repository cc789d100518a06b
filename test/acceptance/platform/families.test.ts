/** Every construct in every variant, by family: names that do not clash, and one pass that gives what the framework gives. */
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, DefaultTokenResolver, StringConcat, TerraformElement, Tokenization } from '../../../constructs/core';
import { resolved } from '../../../constructs/core/resolved';
import { families, newApp, rootModule } from '../../constructs/aws/root_modules';

const outdir = () => mkdtempSync(join(tmpdir(), 'lakewright-families-'));

test.each(families)('the family %s synthesizes: two names of one kind in an environment differ', (family) => {
  const folder = outdir();
  const app = newApp(folder);
  const { node } = rootModule(app, family);
  app.synth();
  const text = readFileSync(join(folder, 'stacks', node.id, 'cdk.tf.json'), 'utf8');
  for (const ids of idsOfPolicies(JSON.parse(text))) expect(ids).toEqual([...new Set(ids)]);
});

test.each(families)('elements of the family %s are resolved as by the framework', (family) => {
  const stack = rootModule(new App({ outdir: outdir(), skipValidation: true }), family);
  const resolver = new DefaultTokenResolver(new StringConcat());
  const elements = stack.node.findAll().filter((node) => TerraformElement.isTerraformElement(node));
  expect(elements.length).toBeGreaterThan(1);
  const ours = elements.map((element) => resolved(stack, element.toTerraform()));
  expect(ours).toEqual(
    elements.map((element) => Tokenization.resolve(element.toTerraform(), { scope: stack, resolver }) as unknown),
  );
});

/** Of every policy that a stack has, the ids of its statements. */
function idsOfPolicies(value: unknown): readonly (readonly string[])[] {
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(idsOfPolicies);
  if (typeof value !== 'string' || !value.startsWith('{"Version":"2012-10-17"')) return [];
  return [[...value.matchAll(/"Sid":"([^"]*)"/g)].map(([, id = '']) => id)];
}
