import { type Environment } from '../../../environments';
import { type Bindings, type Diagnostic, nearest, type Plan } from '../../plan';
import { computeProblems } from './compute';
import { hasIceberg, icebergCatalogue } from './iceberg';
import { Places, uri } from './places';
import { metricsBinding } from './runtime_metrics';

export interface BoundPlan {
  readonly bindings: Bindings | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Where a Plan's tables, parameters and ledger are in an environment on AWS. Table parts (`x__quarantine`,
 * `x__changes`) are written out, so that a reader of the file sees every location. Whatever the Plan needs and the
 * environment lacks is a diagnostic, compute too.
 */
export function awsBindings(plan: Plan, environment: Environment): BoundPlan {
  const places = Places.of(plan, environment);
  const parameters: Record<string, string> = {};
  const diagnostics: Diagnostic[] = [...computeProblems(plan, environment)];
  for (const name of plan.parameters) {
    const value = parameterValue(plan, environment, places, name);
    if (value === undefined) diagnostics.push(missingParameter(name, environment));
    else parameters[name] = value;
  }
  const tables: Bindings['tables'] = {};
  for (const id of Object.keys(plan.tables).sort()) {
    const [layer = ''] = id.split('.');
    for (const part of tableParts(plan, id)) {
      const suffix = part === 'target' ? '' : `__${part}`;
      const location = places.table(id, part);
      const name = location.prefix.slice(location.prefix.indexOf('/') + 1);
      tables[`${id}${suffix}`] = { location: uri(location), database: places.database(layer), name };
    }
  }
  const { region } = environment;
  const bindings: Bindings = {
    version: 1,
    environment: environment.name,
    tier: environment.tier,
    tables,
    parameters,
    ledger: { kind: 'dynamodb', table: places.ledgerTable, region },
    catalogue: { kind: 'glue', region },
    ...(hasIceberg(plan) ? { iceberg: { catalogue: icebergCatalogue } } : {}),
    ...metricsBinding(environment, places.naming, Object.keys(plan.tables)),
  };
  return { bindings: diagnostics.length === 0 ? bindings : undefined, diagnostics };
}

/** The environment's own value, else the landing bucket for LANDING, else the default of the definitions. */
export function parameterValue(plan: Plan, environment: Environment, places: Places, name: string): string | undefined {
  const landing = name === 'LANDING' ? `s3://${places.bucket('landing')}` : undefined;
  const fallback = plan.defaults?.[name];
  // A folder of the author's machine is none of the job's.
  const folder = fallback !== undefined && /^\.{0,2}\//.test(fallback);
  return environment.parameters[name] ?? landing ?? (folder ? undefined : fallback);
}

/** What a table keeps: change rows where it has history, quarantined rows where a task writes it. */
export function tableParts(plan: Plan, id: string): readonly ('target' | 'quarantine' | 'changes')[] {
  const writers = Object.values(plan.tasks).filter((task) => task.writes === id);
  return [
    'target',
    ...(writers.length > 0 ? (['quarantine'] as const) : []),
    ...(writers.some((task) => task.mode.kind === 'scd2') ? (['changes'] as const) : []),
  ];
}

function missingParameter(name: string, environment: Environment): Diagnostic {
  const near = nearest(name, Object.keys(environment.parameters));
  return {
    code: 'missing-parameter',
    severity: 'error',
    message: `environments/${environment.name}.yaml: parameters.${name}: is missing; expected the value of \${${name}} in the definitions`,
    path: `environment.parameters.${name}`,
    at: undefined,
    hint: near === undefined ? `add ${name} under parameters` : `did you mean '${near}'?`,
  };
}
