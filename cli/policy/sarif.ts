/** Findings as SARIF 2.1.0, which code hosts show beside the code: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html */
import type { Finding } from './findings';

const schema = 'https://json.schemastore.org/sarif-2.1.0.json';

/** One run per scanner. */
export function sarif(findings: readonly Finding[], scanners: readonly Finding['scanner'][]): object {
  return {
    $schema: schema,
    version: '2.1.0',
    runs: scanners.map((scanner) =>
      run(
        scanner,
        findings.filter((each) => each.scanner === scanner),
      ),
    ),
  };
}

function run(scanner: Finding['scanner'], findings: readonly Finding[]): object {
  const rules = new Map(findings.map((each) => [each.rule, each]));
  const ids = [...rules.keys()].sort();
  return {
    tool: {
      driver: {
        name: scanner,
        rules: ids.map((id) => ({
          id,
          shortDescription: { text: rules.get(id)?.title ?? id },
          helpUri: rules.get(id)?.source,
        })),
      },
    },
    results: findings.map((each) => ({
      ruleId: each.rule,
      ruleIndex: ids.indexOf(each.rule),
      level: 'error',
      message: { text: `${each.path}: ${each.message}` },
      locations: [
        {
          physicalLocation: { artifactLocation: { uri: `cdktf.out/stacks/${each.stack}/cdk.tf.json` } },
          logicalLocations: [{ fullyQualifiedName: each.path }],
        },
      ],
      ...(each.suppressed === undefined
        ? {}
        : { suppressions: [{ kind: 'inSource', justification: each.suppressed }] }),
    })),
  };
}
