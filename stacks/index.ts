import { EnvironmentStack } from '../constructs/aws';
import { accountQuotaProblems, environmentProblems } from '../constructs/aws/facts';
import { type App, TerraformResource, untraced } from '../constructs/core';
import type { Environment } from '../environments';
import { inWords } from '../pipelines/plan';
import { AccountStack } from './account_stack';
import { AuditAccountStack, auditorOf } from './audit_account_stack';
import { AuditStack } from './audit_stack';
import { ComputeStack } from './compute_stack';
import { DashboardsStack } from './dashboards_stack';
import { FoundationStack } from './foundation_stack';
import { NetworkStack } from './network_stack';
import { type DomainDeployment, PipelinesStack } from './pipelines_stack';
import { RecoveryStack } from './recovery_stack';
import { StorageStack } from './storage_stack';

export {
  AccountStack,
  AuditAccountStack,
  AuditStack,
  ComputeStack,
  DashboardsStack,
  type DomainDeployment,
  FoundationStack,
  NetworkStack,
  PipelinesStack,
  RecoveryStack,
  StorageStack,
};

/** Every stack of an environment, in the order in which they are deployed; the account's where the environment owns it. */
export function environmentStacks(app: App, environment: Environment, domains: readonly DomainDeployment[]): void {
  untraced(() => {
    makeStacks(app, environment, domains);
  });
}

function makeStacks(app: App, environment: Environment, domains: readonly DomainDeployment[]): void {
  const problems = environmentProblems(environment);
  if (problems.length > 0) throw new Error(problems.map(inWords).join('\n'));
  const plans = domains.map((domain) => domain.plan);
  if (environment.account !== undefined) new AccountStack(app, environment, environment.account);
  const foundation = new FoundationStack(app, environment);
  const storage = new StorageStack(app, environment, plans);
  storage.addDependency(foundation);
  if (environment.recovery.region !== undefined) {
    const recovery = new RecoveryStack(app, environment, environment.recovery.region);
    recovery.addDependency(foundation);
    storage.addDependency(recovery);
  }
  if (environment.audit.dataEvents !== 'none') {
    const audit = new AuditStack(app, environment, environment.audit.dataEvents);
    audit.addDependency(storage);
    const auditor = auditorOf(environment);
    if (auditor !== undefined) audit.addDependency(new AuditAccountStack(app, environment, auditor));
  }
  const computing = new ComputeStack(app, environment, plans);
  computing.addDependency(foundation);
  const networks =
    environment.network !== undefined && 'cidr' in environment.network
      ? [new NetworkStack(app, environment, environment.network, plans)]
      : [];
  for (const network of networks) {
    network.addDependency(foundation);
    computing.addDependency(network);
  }
  const pipelines = domains.map((domain) => {
    const stack = new PipelinesStack(app, environment, domain);
    stack.addDependency(storage);
    stack.addDependency(computing);
    return stack;
  });
  const watched = app.node.children.filter((each) => each instanceof EnvironmentStack);
  const dashboards = new DashboardsStack(app, environment, plans, watched);
  // Ids for its charts are parameters of the first two; what it shows of runs is of the pipelines.
  for (const stack of [...networks, computing, ...pipelines]) dashboards.addDependency(stack);
  checkAccountQuotas(app, environment);
}

/** @throws naming the file, and each quota of the account that the stacks together exceed */
function checkAccountQuotas(app: App, environment: Environment): void {
  const found = new Map<string, number>();
  for (const node of app.node.findAll()) {
    if (!TerraformResource.isTerraformResource(node)) continue;
    found.set(node.terraformResourceType, (found.get(node.terraformResourceType) ?? 0) + 1);
  }
  const problems = accountQuotaProblems(found, environment.quotas);
  if (problems.length === 0) return;
  const lines = problems.map(
    ({ name, message }) => `environments/${environment.name}.yaml: quotas.${name}: ${message}`,
  );
  throw new Error(lines.join('\n'));
}
