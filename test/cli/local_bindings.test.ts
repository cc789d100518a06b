import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { localBindings } from '../../cli/local_bindings';
import type { Project } from '../../cli/project';
import { compile } from '../../pipelines/compiler';
import { readYaml } from '../../pipelines/definition';
import type { Plan } from '../../pipelines/plan';

const { plan } = compile(
  readYaml(
    `
table: bronze.a
columns: { id: string? }
---
pipeline: p
tasks:
  - append: bronze.a
    from: { csv: "\${DELIVERED}/a/*.csv" }
`,
    'a.yaml',
  ),
  { domain: 'test' },
);
const made: Plan = plan ?? expectPlan();
function expectPlan(): never {
  throw new Error('no plan');
}
const project = (folder: string, parameters: Record<string, string>): Project => ({
  ...{ folder, parameters, domain: 'test', definitions: ['*.yaml'], environments: 'environments', workspace: 'ws' },
});

test('a folder that files are read from has to be there', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lakewright-'));
  const bindings = (value: string): unknown =>
    localBindings(made, project(folder, { DELIVERED: value }), join(folder, 'ws'), 'local').parameters;
  expect(bindings('./')).toEqual({ DELIVERED: folder });
  expect(() => bindings('./nowhere')).toThrow(
    /DELIVERED is '.*nowhere', and there is no such folder: p\/bronze\.a reads/,
  );
});

test('the process goes before the project file, and that before the default of the definitions', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lakewright-'));
  const other = mkdtempSync(join(tmpdir(), 'lakewright-'));
  const withDefault: Plan = { ...made, defaults: { DELIVERED: './' } };
  const value = (parameters: Record<string, string>): string | undefined =>
    localBindings(withDefault, project(folder, parameters), join(folder, 'ws'), 'local').parameters['DELIVERED'];
  expect(value({})).toBe(folder);
  expect(value({ DELIVERED: other })).toBe(other);
  process.env['DELIVERED'] = tmpdir();
  expect(value({ DELIVERED: other })).toBe(tmpdir());
  delete process.env['DELIVERED'];
});
