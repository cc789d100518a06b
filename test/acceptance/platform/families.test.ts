/** Every construct in every variant, by family: names that do not clash, and one pass that gives what the framework gives. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, DefaultTokenResolver, StringConcat, TerraformElement, Tokenization } from '../../../constructs/core';
import { resolved } from '../../../constructs/core/resolved';
import { families, newApp, rootModule } from '../../constructs/aws/root_modules';

const outdir = () => mkdtempSync(join(tmpdir(), 'lakewright-families-'));

test.each(families)('the family %s synthesizes: two names of one kind in an environment differ', (family) => {
  const app = newApp(outdir());
  rootModule(app, family);
  expect(() => {
    app.synth();
  }).not.toThrow();
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
