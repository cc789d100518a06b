import { join } from 'node:path';
import { compile, rules } from '../../../pipelines/compiler';
import { readYaml } from '../../../pipelines/definition';

/** Paths in the examples are from this folder: score.py is here. */
const file = join(__dirname, 'rule.yaml');
const codes = (yaml: string): readonly string[] =>
  compile(readYaml(yaml, file), { domain: 'test' }).diagnostics.map((d) => d.code);

describe.each(rules.map((rule) => [rule.code, rule] as const))('%s', (code, rule) => {
  test('is silent on the good example', () => {
    expect(codes(rule.good)).not.toContain(code);
    expect(codes(rule.good)).toEqual([]);
  });

  test('names the bad example, at its place, with a hint', () => {
    const found = compile(readYaml(rule.bad, file), { domain: 'test' }).diagnostics.filter((d) => d.code === code);
    expect(found.length).toBeGreaterThan(0);
    for (const d of found) {
      expect(d.at?.file).toMatch(/rule\.yaml$/);
      expect(d.at?.line).toBeGreaterThan(1);
      expect(d.message).not.toContain('undefined');
      expect(d.hint ?? '').not.toMatch(/^$|undefined/);
    }
  });
});

test('codes are unique', () => {
  expect(new Set(rules.map((r) => r.code)).size).toBe(rules.length);
});

test('a time that is neither timestamp nor date is told of with a hint', () => {
  const yaml = `
table: gold.a
columns: { id: string?, at: string? }
---
pipeline: p
start: '2026-01-01'
schedule: { daily: '02:00' }
tasks:
  - incremental_by_interval: gold.a
    time: at
    from: select 'x' as id, '2026-01-01' as at
`;
  const { diagnostics } = compile(readYaml(yaml, file), { domain: 'test' });
  expect(diagnostics.map((d) => [d.code, d.message, d.hint])).toEqual([
    [
      'mode-needs',
      "'at' of gold.a is string: a time is a timestamp or a date",
      'declare it as a timestamp or a date in the contract of gold.a, or name another column',
    ],
  ]);
});
