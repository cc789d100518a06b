/** The roles of a domain, made of what its Plan needs, and what is made after them. */
import { type EnvironmentStack, ServiceRole } from '../constructs/aws';
import { awsFacts } from '../constructs/aws/facts';
import { resourceName, TerraformResource } from '../constructs/core';
import type { Plan } from '../pipelines/plan';
import { type DerivedRole, type OpaqueIds, permissions } from '../pipelines/targets';

/** By name. */
export type DerivedRoles = ReadonlyMap<string, ServiceRole>;

export function derivedRoles(stack: EnvironmentStack, plan: Plan, ids: OpaqueIds): DerivedRoles {
  const { environment, naming } = stack;
  return new Map(
    permissions(plan, environment, awsFacts, ids).map((role) => {
      const [service, ...more] = role.trusts;
      const made = new ServiceRole(stack, role.name.slice(resourceName(naming, '').length), {
        ...naming,
        roleName: role.name,
        path: environment.roles.path,
        service: service === undefined || more.length > 0 ? role.trusts : service,
        ...(role.trust === undefined ? {} : { trust: role.trust }),
        description: descriptionOf(role, plan.domain),
        statements: role.statements,
      });
      return [role.name, made];
    }),
  );
}

function descriptionOf({ layer, unit }: DerivedRole, domain: string): string {
  return layer === undefined ? `Runs the pipelines of ${domain}` : `Jobs of ${domain}, ${unit ?? layer}`;
}

/**
 * Roles are named by an ARN that is computed, so Terraform has to be told that they go first: both services look at the
 * role that they are given, and no run may begin before the roles of its jobs are there.
 * https://docs.aws.amazon.com/step-functions/latest/dg/troubleshooting.html,
 * https://docs.aws.amazon.com/scheduler/latest/UserGuide/setting-up.html
 */
export function afterRoles(resource: TerraformResource, roles: DerivedRoles, names: readonly string[]): void {
  const first = [...new Set(names)].sort().flatMap((name) => roles.get(name)?.node.findAll() ?? []);
  resource.dependsOn = [
    ...(resource.dependsOn ?? []),
    ...first
      .filter((node) => TerraformResource.isTerraformResource(node))
      .map((each) => `${each.terraformResourceType}.${each.friendlyUniqueId}`),
  ];
}
