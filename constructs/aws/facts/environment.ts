/** What AWS does not take of an environment: known before anything is synthesized. */
import { type Environment, placeOf } from '../../../environments';
import { releaseProblem } from '../../../pipelines/engines/releases';
import { type Diagnostic, hintFor } from '../../../pipelines/plan';
import { aboveQuota, accountQuotas, isAccountQuota } from './account_quotas';
import { jobAddresses, networkUsers, profileProblems } from './compute_profiles';
import { publicRangeProblem, subnetAddressProblems, subnetPlan, vpcCidrProblems } from './ec2';
import { neededEndpoints } from './endpoints';
import { archivedAfterDays, logRetentionDays } from './retention';
import { isServiceLinkedRole, serviceLinkedRoles } from './service_linked_roles';

/** All of it at once; each names the file, the key, the value and what was expected. */
export function environmentProblems(environment: Environment): readonly Diagnostic[] {
  const { account, accounts, compute, emrRelease, retention } = environment;
  const release = releaseProblem(emrRelease);
  return [
    ...(accounts.compute === accounts.data
      ? []
      : [
          problem(
            environment,
            'accounts.compute',
            `found ${accounts.compute}; expected ${accounts.data}, the account of the data: these stacks put both in one account`,
            'leave accounts.compute out: jobs of another account need roles there, which these stacks do not make',
          ),
        ]),
    ...(account?.serviceLinkedRoles ?? []).flatMap((name, i) =>
      isServiceLinkedRole(name)
        ? []
        : [
            problem(
              environment,
              `account.serviceLinkedRoles.${String(i)}`,
              `found '${name}'; expected a service that makes such a role`,
              hintFor(name, Object.keys(serviceLinkedRoles)),
            ),
          ],
    ),
    ...(release === undefined ? [] : [problem(environment, 'emrRelease', release)]),
    ...Object.entries(compute).flatMap(([name, profile]) =>
      profileProblems(profile, environment).map(({ key, message, hint }) =>
        problem(environment, `compute.${name}.${key}`, message, hint),
      ),
    ),
    ...quotaProblems(environment),
    ...networkProblems(environment).map((found) => problem(environment, 'network.cidr', found)),
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

/** One application may take all vCPUs, so the largest maximum says whether the account's are enough. */
function quotaProblems(environment: Environment): readonly Diagnostic[] {
  const { compute, quotas } = environment;
  const unknown = Object.keys(quotas).filter((name) => !isAccountQuota(name));
  return [
    ...unknown.map((name) =>
      problem(
        environment,
        `quotas.${name}`,
        `found ${quotas[name] ?? 0}; expected a quota that is known here`,
        hintFor(name, Object.keys(accountQuotas)),
      ),
    ),
    ...Object.entries(compute).flatMap(([name, profile]) =>
      profile.service === 'emr-serverless'
        ? aboveQuota('emrServerlessVcpus', profile.maximum.vcpu, quotas).map(({ message }) =>
            problem(environment, `compute.${name}.maximum.vcpu`, message),
          )
        : [],
    ),
  ];
}

function networkProblems(environment: Environment): readonly string[] {
  const { network } = environment;
  if (network === undefined || !('cidr' in network)) return [];
  const problems = vpcCidrProblems(network.cidr);
  if (problems.length > 0) return problems;
  const open = publicRangeProblem(network.cidr);
  if (open !== undefined) return [open];
  const interfaces = neededEndpoints(networkUsers(environment)).filter(({ type }) => type === 'Interface').length;
  const uses = [{ what: 'interface endpoints', addresses: interfaces }, ...jobAddresses(environment)];
  const [subnet = ''] = subnetPlan(network.cidr).private;
  return subnetAddressProblems(subnet, uses).map((found) => `found '${network.cidr}', of which subnet ${found}`);
}

function problem(environment: Environment, key: string, found: string, hint?: string): Diagnostic {
  const { name } = environment;
  return {
    code: 'wrong-value',
    severity: 'error',
    message: `environments/${name}.yaml: ${key}: ${found}`,
    path: `environment.${key}`,
    at: placeOf(environment, key.split('.')),
    hint,
  };
}
