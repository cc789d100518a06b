/** What the rules found, ours and a scanner's, in one form. */
import type { Judgement, Platform, PolicyContext, PolicyRule } from '../../constructs/core/policy';

export interface Finding {
  readonly scanner: 'lakewright' | 'checkov';
  readonly rule: string;
  readonly title: string;
  readonly stack: string;
  /** As Terraform names it; absent when it is about a stack. */
  readonly address?: string;
  /** Of the construct, or the stack. */
  readonly path: string;
  readonly message: string;
  readonly source: string;
  /** Why it is excused, in code. */
  readonly suppressed?: string;
}

/** How often a rule gave which verdict. */
export interface Tally {
  readonly rule: string;
  readonly compliant: number;
  readonly nonCompliant: number;
  readonly notApplicable: number;
}

export interface Assessment {
  readonly findings: readonly Finding[];
  readonly tallies: readonly Tally[];
}

/** Our own rules over a platform. */
export function assess(platform: Platform, rules: readonly PolicyRule[], context: PolicyContext): Assessment {
  const judgements = rules.map((rule) => [rule, rule.judge(platform, context)] as const);
  const number = (all: readonly Judgement[], verdict: Judgement['verdict']): number =>
    all.filter((each) => each.verdict === verdict).length;
  return {
    findings: judgements.flatMap(([rule, all]) =>
      all.filter((each) => each.verdict === 'non-compliant').map((each) => found(rule, each)),
    ),
    tallies: judgements.map(([{ id }, all]) => ({
      rule: id,
      compliant: number(all, 'compliant'),
      nonCompliant: number(all, 'non-compliant'),
      notApplicable: number(all, 'not applicable'),
    })),
  };
}

function found(rule: PolicyRule, { stack, resource, message }: Judgement): Finding {
  const suppressed = resource?.suppressions.find((each) => each.rule === rule.id)?.reason;
  return {
    scanner: 'lakewright',
    rule: rule.id,
    title: rule.title,
    stack,
    ...(resource === undefined ? {} : { address: resource.address }),
    path: resource?.path ?? stack,
    message: message ?? rule.title,
    source: rule.source,
    ...(suppressed === undefined ? {} : { suppressed }),
  };
}

/** Suppressions that excuse nothing: what they were for is gone. Of rules that have run. */
export function idleSuppressions(
  platform: Platform,
  findings: readonly Finding[],
  scanners: ReadonlySet<Finding['scanner']>,
): readonly string[] {
  const used = new Set(
    findings.filter((each) => each.suppressed !== undefined).map((each) => `${each.rule} ${each.path}`),
  );
  return [...platform.resources, ...platform.dataSources].flatMap(({ path, suppressions }) =>
    suppressions
      .filter(({ rule }) => scanners.has(rule.startsWith('LW_') ? 'lakewright' : 'checkov'))
      .filter(({ rule }) => !used.has(`${rule} ${path}`))
      .map(({ rule }) => `${path}: ${rule} is suppressed, and finds nothing`),
  );
}
