/** Which environment speaks for an account: what an account has once must not be made by two. */
import type { Diagnostic } from '../pipelines/plan';
import type { Environment } from './schema';

/** What is wrong when others of the same account and region have the key `account` too. */
export function ownerProblems(environment: Environment, others: readonly Environment[]): readonly Diagnostic[] {
  if (environment.account === undefined) return [];
  return others
    .filter((other) => other.account !== undefined && isSameAccount(other, environment))
    .map(({ name }) => ({
      code: 'account-owner',
      severity: 'error',
      message:
        `environments/${environment.name}.yaml: account: ${name} has the key too, of the same account ${environment.accounts.data} ` +
        `and region ${environment.region}; expected one of them to own the account`,
      path: 'environment.account',
      at: undefined,
      hint: `remove the key from environments/${environment.name}.yaml or environments/${name}.yaml`,
    }));
}

const isSameAccount = (one: Environment, other: Environment): boolean =>
  one.accounts.data === other.accounts.data && one.region === other.region;
