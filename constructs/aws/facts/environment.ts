/** What AWS does not take of an environment: known before anything is synthesized. */
import type { Environment } from '../../../environments';
import { releaseProblem } from '../../../pipelines/engines/releases';
import type { Diagnostic } from '../../../pipelines/plan';
import { capacityProblems, workerProblem } from './emr_serverless';
import { archivedAfterDays, logRetentionDays } from './retention';

/** All of it at once; each names the file, the key, the value and what was expected. */
export function environmentProblems(environment: Environment): readonly Diagnostic[] {
  const { accounts, compute, emrRelease, retention } = environment;
  const release = releaseProblem(emrRelease);
  return [
    ...(accounts.compute === accounts.data
      ? []
      : [
          problem(
            environment,
            'accounts.compute',
            `found ${accounts.compute}; expected ${accounts.data}, the account of the data: these stacks put both in one account`,
          ),
        ]),
    ...(release === undefined ? [] : [problem(environment, 'emrRelease', release)]),
    ...Object.entries(compute).flatMap(([name, profile]) => [
      ...(['driver', 'executor'] as const).flatMap((part) => {
        const found = workerProblem(profile[part]);
        return found === undefined ? [] : [problem(environment, `compute.${name}.${part}`, `found ${found}`)];
      }),
      ...capacityProblems(profile).map(([key, found]) => problem(environment, `compute.${name}.${key}`, found)),
    ]),
    ...(logRetentionDays.includes(retention.logDays)
      ? []
      : [
          problem(
            environment,
            'retention.logDays',
            `found ${retention.logDays}; expected one of ${logRetentionDays.join(', ')}, which CloudWatch Logs takes`,
          ),
        ]),
    ...(retention.landingDays > archivedAfterDays
      ? []
      : [
          problem(
            environment,
            'retention.landingDays',
            `found ${retention.landingDays}; expected more than ${archivedAfterDays} days, after which objects are archived`,
          ),
        ]),
  ];
}

function problem({ name }: Environment, key: string, found: string): Diagnostic {
  return {
    code: 'wrong-value',
    severity: 'error',
    message: `environments/${name}.yaml: ${key}: ${found}`,
    path: `environment.${key}`,
    at: undefined,
    hint: undefined,
  };
}
