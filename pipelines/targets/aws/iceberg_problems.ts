/** Why an environment cannot have a Plan's Iceberg tables. */
import type { Environment } from '../../../environments';
import { emrReleases } from '../../engines/releases';
import type { Diagnostic, Plan } from '../../plan';

interface Release {
  readonly label: string;
  readonly iceberg?: string;
}

/** The first for Spark 3.5, and it has the branches that the runtime writes to: https://iceberg.apache.org/releases/#140-release */
const oldestIceberg = '1.4.0';

/** The release, and each profile whose service is set up for Delta alone, that a task of an Iceberg table needs. */
export function icebergDiagnostics(
  plan: Plan,
  environment: Environment,
  releases: readonly Release[] = emrReleases,
): readonly Diagnostic[] {
  const tables = Object.values(plan.tables).filter(({ format }) => format === 'iceberg');
  if (tables.length === 0) return [];
  const what = `the contract of ${tables
    .map(({ id }) => id)
    .sort()
    .join(', ')} says format iceberg`;
  return [...releaseDiagnostics(what, environment, releases), ...glueDiagnostics(plan, environment)];
}

function releaseDiagnostics(
  what: string,
  { name, emrRelease }: Environment,
  releases: readonly Release[],
): readonly Diagnostic[] {
  const iceberg = releases.find(({ label }) => label === emrRelease)?.iceberg;
  if (iceberg !== undefined && compare(iceberg, oldestIceberg) >= 0) return [];
  const found = iceberg === undefined ? 'no Iceberg' : `Iceberg ${iceberg}`;
  return [
    {
      code: 'release-without-iceberg',
      severity: 'error',
      message:
        `environments/${name}.yaml: emrRelease: found '${emrRelease}', which has ${found}, and ${what}; ` +
        `expected Iceberg ${oldestIceberg} or later`,
      path: 'environment.emrRelease',
      at: undefined,
      hint: 'take a later release, or leave the format at delta',
    },
  ];
}

/** A job's session has the formats of everything that its tasks read and write. */
function glueDiagnostics(plan: Plan, environment: Environment): readonly Diagnostic[] {
  return [...new Set(Object.values(plan.units).map((unit) => unit.compute))]
    .sort()
    .filter((name) => environment.compute[name]?.service === 'glue')
    .map((name) => ({
      code: 'compute-without-iceberg',
      severity: 'error',
      message:
        `environments/${environment.name}.yaml: compute.${name}.service: found 'glue', whose jobs are set up for Delta ` +
        'alone, and the definitions have Iceberg tables; expected emr-serverless, emr-cluster or emr-on-eks',
      path: `environment.compute.${name}.service`,
      at: undefined,
      hint: 'run it on another service, or leave the format at delta',
    }));
}

function compare(a: string, b: string): number {
  const [left, right] = [a, b].map((version) => version.split('.').map(Number));
  for (const [i, part] of (left ?? []).entries()) {
    const difference = part - (right?.[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
