import { compile } from '../../../pipelines/compiler';
import { readYaml } from '../../../pipelines/definition';

const compiled = (path: string) =>
  compile(
    readYaml(
      `
table: bronze.a
columns: { id: string? }
---
pipeline: p
tasks:
  - append: bronze.a
    from: { csv: '${path}' }
`,
      'a.yaml',
    ),
    { domain: 'test' },
  );

test('a default of a path travels beside the Plan, and its task is what it is without', () => {
  const { plan } = compiled('${IN:-./in}/a/${DAY:-2026}*.csv');
  const bare = compiled('${IN}/a/${DAY}*.csv').plan;
  expect(plan?.defaults).toEqual({ IN: './in', DAY: '2026' });
  expect(plan?.tasks).toEqual(bare?.tasks);
  expect(plan?.parameters).toEqual(['DAY', 'IN']);
  expect(bare).toBeDefined();
  expect(Object.keys(bare ?? {})).not.toContain('defaults');
});

test.each([
  ['${IN:-}/a.csv', '${IN:-}: the default of a variable is a text without variables, and not empty'],
  ['${IN:-${OUT}}/a.csv', '${IN:-${OUT}: the default of a variable is a text without variables, and not empty'],
  ['${in:-x}/a.csv', '${in:-x}'],
])('%s is refused', (path, says) => {
  const { plan, diagnostics } = compiled(path);
  expect(plan).toBeUndefined();
  expect(diagnostics[0]?.message).toContain(says);
});
