import { join } from 'node:path';
import { compile } from '../../../pipelines/compiler';
import { overwrite, pipeline, python, readYaml, table, written, type Written } from '../../../pipelines/definition';
import { inWords } from '../../../pipelines/plan';
import { lowerTask } from '../../../pipelines/engines';

/** Two tasks on score.py, the second of which says what Python it needs. */
const yaml = (needed: string): readonly Written[] =>
  readYaml(
    `
table: gold.a
columns: { id: string }
---
table: gold.b
columns: { id: string }
---
pipeline: p
tasks:
  - overwrite: gold.a
    portability: spark-only
    from: { python: ./score.py, function: score }
  - overwrite: gold.b
    portability: spark-only
    from: { python: ./score.py, function: score${needed} }
`,
    join(__dirname, 'p.yaml'),
  );
const planOf = (needed: string) => {
  const { plan, diagnostics } = compile(yaml(needed), { domain: 'd' });
  if (plan === undefined) throw new Error(diagnostics.map((d) => d.message).join('\n'));
  return plan;
};
const needing = planOf(", requires_python: '3.11'");

test('a task that needs a newer Python is a unit of its own, and so is its program', () => {
  expect(Object.values(needing.units).map((unit) => [unit.id, unit.tasks, unit.requires_python])).toEqual([
    ['p-gold', ['p/gold.a'], undefined],
    ['p-gold-python311', ['p/gold.b'], '3.11'],
  ]);
  expect(lowerTask(needing, 'p/gold.b', 'spark').source).toMatchObject({ kind: 'python', requires_python: '3.11' });
  expect(lowerTask(needing, 'p/gold.a', 'spark').source).not.toHaveProperty('requires_python');
});

test('what runs a function is no part of what the data depends on', () => {
  const [before, after] = [planOf(''), needing].map((plan) => plan.tasks['p/gold.b']?.digests);
  expect(after?.semantic).toBe(before?.semantic);
  expect(after?.payload).not.toBe(before?.payload);
});

test('TypeScript says the same', () => {
  const b = table('gold.b', { columns: { id: 'string' } });
  const typed = pipeline('p', {
    tasks: [
      overwrite(b, {
        from: python('./score.py', { function: 'score', requires_python: '3.11' }),
        portability: 'spark-only',
      }),
    ],
  });
  const { plan } = compile([written(b), written(typed)], { domain: 'd' });
  expect(plan?.tasks['p/gold.b']?.body).toEqual(needing.tasks['p/gold.b']?.body);
});

test.each([
  ['3.10', 'the number 3.1', /expected a Python version in quotes such as '3\.11', 3\.9 or later, found 3\.1$/],
  [
    "'3.8'",
    'older than the runtime',
    /expected a Python version in quotes such as '3\.11', 3\.9 or later, found '3\.8'/,
  ],
  ["'>=3.11'", 'a range', /expected a Python version in quotes such as '3\.11', 3\.9 or later, found '>=3\.11'/],
  ["'3.11.4'", 'a patch', /expected a Python version in quotes such as '3\.11'/],
])('%s, %s, is refused', (value, _, message) => {
  const { plan, diagnostics } = compile(yaml(`, requires_python: ${value}`), { domain: 'd' });
  expect(plan).toBeUndefined();
  expect(diagnostics.map(inWords).join('\n')).toMatch(message);
  expect(diagnostics).toHaveLength(1);
});
