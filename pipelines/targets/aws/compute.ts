/** What a Plan's units run on in an environment: the compute profile and the Python, or why there is none. */
import { byService, type ComputeProfile, type Environment } from '../../../environments';
import { emrReleases, glueReleases } from '../../engines/releases';
import { comparePythonVersions, type Diagnostic, inWords, nearest, type Plan, type PlanUnit } from '../../plan';
import { icebergDiagnostics } from './iceberg_problems';
import type { Location, Places } from './places';

/** A Python that comes as an archive. */
export interface ShippedPython {
  readonly version: string;
  readonly location: Location;
  /** The file of the project that has to be uploaded there; absent where it is on S3 already. */
  readonly file?: string;
}

/** @throws when the environment has no such profile */
export function profileOf(unit: PlanUnit, environment: Environment): ComputeProfile {
  const profile = environment.compute[unit.compute];
  if (profile === undefined) throw new Error(inWords(unknownProfile(unit.compute, [unit], environment)));
  return profile;
}

/**
 * The oldest Python of the environment that a unit's tasks can do with.
 *
 * @returns undefined for the release's own
 * @throws when there is none
 */
export function pythonOf(unit: PlanUnit, places: Places, environment: Environment): ShippedPython | undefined {
  const needed = unit.requires_python;
  if (needed === undefined || ownPython(unit, environment) !== undefined) return undefined;
  const version = knownPythons(environment).find((each) => comparePythonVersions(each, needed) >= 0);
  if (version === undefined) throw new Error(inWords(unknownPython(needed, [unit], environment)));
  const archive = environment.python[version]?.archive;
  if (archive === undefined) return undefined;
  const location = places.pythonArchive(version, archive);
  return { version, location, ...(archive.startsWith('s3://') ? {} : { file: archive }) };
}

/** The Pythons that the units need shipped, each once, by version. */
export function shippedPythons(
  units: readonly PlanUnit[],
  places: Places,
  environment: Environment,
): readonly ShippedPython[] {
  const all = units.flatMap((unit) => pythonOf(unit, places, environment) ?? []);
  return [...new Map(all.map((each) => [each.version, each])).values()].sort((a, b) =>
    comparePythonVersions(a.version, b.version),
  );
}

/** Every profile and Python that the Plan needs and the environment lacks. */
export function computeProblems(plan: Plan, environment: Environment): readonly Diagnostic[] {
  const units = Object.values(plan.units);
  const profiles = [...new Set(units.map((unit) => unit.compute))].sort();
  const shippable = units.filter((unit) => ownPython(unit, environment) === undefined);
  const pythons = [...new Set(shippable.flatMap((unit) => unit.requires_python ?? []))].sort(comparePythonVersions);
  const newest = knownPythons(environment).at(-1);
  return [
    ...profiles
      .filter((name) => environment.compute[name] === undefined)
      .map((name) => {
        const of = units.filter((unit) => unit.compute === name);
        return unknownProfile(name, of, environment);
      }),
    ...pythons
      .filter((version) => newest === undefined || comparePythonVersions(newest, version) < 0)
      .map((version) => {
        const of = shippable.filter((unit) => unit.requires_python === version);
        return unknownPython(version, of, environment);
      }),
    ...units.flatMap((unit) => {
      const own = ownPython(unit, environment);
      const needed = unit.requires_python;
      if (own === undefined || needed === undefined || comparePythonVersions(own, needed) >= 0) return [];
      return [olderPython(unit, needed, own, environment)];
    }),
    ...icebergDiagnostics(plan, environment),
  ];
}

function unknownProfile(name: string, units: readonly PlanUnit[], environment: Environment): Diagnostic {
  const known = Object.keys(environment.compute);
  const near = nearest(name, known);
  return {
    code: 'unknown-compute',
    severity: 'error',
    message:
      `environments/${environment.name}.yaml: compute.${name}: is missing, but ${ids(units)} ` +
      `need it; ${known.length === 0 ? 'expected a profile of that name: there are none yet' : `known are ${known.join(', ')}`}`,
    path: `environment.compute.${name}`,
    at: undefined,
    hint: near === undefined ? undefined : `did you mean '${near}'?`,
  };
}

function unknownPython(version: string, units: readonly PlanUnit[], environment: Environment): Diagnostic {
  const known = knownPythons(environment);
  const what = known.length === 0 ? 'it gives none' : `there are ${known.join(', ')}`;
  return {
    code: 'unknown-python',
    severity: 'error',
    message:
      `environments/${environment.name}.yaml: python.'${version}': is missing, but the Python tasks of ${ids(units)} ` +
      `need Python ${version} or later; ${what}`,
    path: `environment.python.${version}`,
    at: undefined,
    hint: `add '${version}': { archive: <s3://bucket/key or file> } under python`,
  };
}

function olderPython(unit: PlanUnit, needed: string, own: string, environment: Environment): Diagnostic {
  const service = environment.compute[unit.compute]?.service ?? '';
  return {
    code: 'older-python',
    severity: 'error',
    message:
      `environments/${environment.name}.yaml: compute.${unit.compute}.service: found '${service}', which has Python ${own} ` +
      `and takes no other; expected a service for ${unit.id}, whose tasks need Python ${needed}`,
    path: `environment.compute.${unit.compute}.service`,
    at: undefined,
    hint: 'run it on emr-serverless or emr-cluster, which unpack the archives under python',
  };
}

/** The Python of a profile whose service unpacks no other; undefined where one can be shipped. */
function ownPython(unit: PlanUnit, environment: Environment): string | undefined {
  const profile = environment.compute[unit.compute];
  if (profile === undefined) return undefined;
  return byService<string | undefined>(profile, {
    'emr-serverless': () => undefined,
    'emr-cluster': () => undefined,
    glue: ({ glueVersion }) => glueReleases.find(({ version }) => version === glueVersion)?.python,
    'emr-on-eks': () => emrReleases.find(({ label }) => label === environment.emrRelease)?.python[0],
  });
}

/** The default of the release and those of the environment, the oldest first. */
function knownPythons({ emrRelease, python }: Environment): readonly string[] {
  const release = emrReleases.find(({ label }) => label === emrRelease)?.python[0];
  return [...new Set([...(release === undefined ? [] : [release]), ...Object.keys(python)])].sort(
    comparePythonVersions,
  );
}

const ids = (units: readonly PlanUnit[]): string => units.map((unit) => unit.id).join(', ');
