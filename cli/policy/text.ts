/** Findings for people: what is open first, then what is excused and why, then how often each rule was asked. */
import { aligned, colours, count } from '../output';
import type { Finding, Tally } from './findings';

export function policyText(findings: readonly Finding[], tallies: readonly Tally[], idle: readonly string[]): string {
  const open = findings.filter((each) => each.suppressed === undefined);
  const excused = findings.filter((each) => each.suppressed !== undefined);
  const parts = [
    ...byRule(open).map(([rule, all]) => [
      `${colours.red(colours.bold(rule))} ${all[0]?.title ?? ''}`,
      ...all.map((each) => `  ${each.path}${each.message === each.title ? '' : `: ${each.message}`}`),
      colours.dim(`  ${all[0]?.source ?? ''}`),
    ]),
    ...(excused.length === 0 ? [] : [[colours.bold('suppressed'), ...suppressed(excused)]]),
    ...(idle.length === 0
      ? []
      : [[colours.yellow('suppressions that excuse nothing'), ...idle.map((each) => `  ${each}`)]]),
    [
      aligned(
        tallies.map(({ rule, compliant, nonCompliant, notApplicable }) => [
          rule,
          compliant,
          nonCompliant,
          notApplicable,
        ]),
        ['our rule', 'compliant', 'not', 'not applicable'],
      ),
    ],
    [`${count(open.length, 'finding')}, ${excused.length} suppressed`],
  ];
  return parts.map((lines) => lines.join('\n')).join('\n\n');
}

function suppressed(excused: readonly Finding[]): readonly string[] {
  const reasons = new Map<string, Finding[]>();
  for (const each of excused) {
    const key = `${each.rule} ${each.suppressed ?? ''}`;
    reasons.set(key, [...(reasons.get(key) ?? []), each]);
  }
  return [...reasons.values()].map((all) => {
    const [first] = all;
    return `  ${first?.rule ?? ''} on ${count(all.length, 'resource')}: ${first?.suppressed ?? ''}`;
  });
}

function byRule(findings: readonly Finding[]): readonly (readonly [string, readonly Finding[]])[] {
  const rules = [...new Set(findings.map((each) => each.rule))].sort();
  return rules.map((rule) => [rule, findings.filter((each) => each.rule === rule)]);
}
