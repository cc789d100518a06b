import {
  AccountSettings,
  CostAnomalyMonitor,
  DeployRoles,
  EncryptionKey,
  EnvironmentStack,
  GithubOidcProvider,
  githubSubject,
} from '../constructs/aws';
import { deployBoundaryArn, isServiceLinkedRole } from '../constructs/aws/facts';
import type { Construct, Naming } from '../constructs/core';
import { type AccountOwner, type Environment, namesOf } from '../environments';

/**
 * What an account has once, in a region: made for the account by the one environment that says so, named after the account, with
 * a state that is the account's too.
 */
export class AccountStack extends EnvironmentStack {
  constructor(scope: Construct, environment: Environment, owner: AccountOwner) {
    super(scope, withoutOwnBoundary(environment), 'account');
    const naming = accountNaming(environment);
    this.addOverride('terraform.backend.s3.key', `account/${naming.account}/${naming.region}.tfstate`);
    const key = new EncryptionKey(this, 'catalogue-key', {
      ...naming,
      ...this.removal,
      name: 'catalogue',
      keyClass: 'data',
    });
    // What is none was told before any stack was made.
    const serviceLinkedRoles = owner.serviceLinkedRoles.filter(isServiceLinkedRole);
    new AccountSettings(this, 'settings', {
      ...naming,
      catalogueKeyArn: key.arn,
      accountWide: owner.accountWide,
      ...(owner.backups === undefined ? {} : { backups: owner.backups }),
      ...(owner.lakeFormationAdmins === undefined ? {} : { lakeFormationAdmins: owner.lakeFormationAdmins }),
      ...(serviceLinkedRoles.length === 0 ? {} : { serviceLinkedRoles }),
    });
    if (!owner.accountWide) return;
    if (environment.alerts.recipients.length > 0) {
      new CostAnomalyMonitor(this, 'anomalies', { ...naming, mails: environment.alerts.recipients });
    }
    if (owner.github !== undefined) this.github(naming, environment, owner.github);
  }

  private github(naming: Naming, environment: Environment, github: NonNullable<AccountOwner['github']>): void {
    const provider = new GithubOidcProvider(this, 'github', naming);
    const applySubjects = github.repositories.flatMap((repository) => [
      ...github.branches.map((branch) => githubSubject(repository, { branch })),
      ...github.environments.map((name) => githubSubject(repository, { environment: name })),
    ]);
    new DeployRoles(this, 'deploy', {
      ...naming,
      planSubjects: [...github.repositories.flatMap(planSubjects), ...applySubjects],
      applySubjects,
      stateBucket: environment.state.bucket,
      statePrefixes: [...new Set([environment.state.prefix, ...github.statePrefixes])],
      providerArn: provider.resource.arn,
      rolePath: environment.roles.path,
      statefulDeletes: github.statefulDeletes,
    });
  }
}

/** A nightly job runs for a branch; who may push one may open a pull request as well. */
const planSubjects = (repository: string): readonly string[] => [
  githubSubject(repository, 'pull_request'),
  githubSubject(repository, { branch: '*' }),
];

/** `account` in place of the environment: what is named so is the same, whichever environment owns it. */
const accountNaming = (environment: Environment): Naming => ({ ...namesOf(environment), environment: 'account' });

/** The boundary that this stack makes is for the roles of the others: with it the apply role could make none. */
function withoutOwnBoundary(environment: Environment): Environment {
  const { permissionsBoundary, ...roles } = environment.roles;
  return permissionsBoundary === deployBoundaryArn(accountNaming(environment))
    ? { ...environment, roles }
    : environment;
}
