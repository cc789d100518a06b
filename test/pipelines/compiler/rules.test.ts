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
    }
  });
});

test('codes are unique', () => {
  expect(new Set(rules.map((r) => r.code)).size).toBe(rules.length);
});
