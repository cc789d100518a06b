/** What the role of a unit's jobs is called, and its job on Glue: shared by a domain's layer, or the unit's own. */
import { type Naming, resourceName, fittedName } from '../../../environments';
import type { PlanUnit } from '../../plan';

/** What of a unit says whose role its jobs take. */
export type UnitOfLayer = Pick<PlanUnit, 'id' | 'layer'>;

/** Whether units share a role by domain and layer, or have one each. */
export type RolesPer = 'layer' | 'unit';

/** Characters of a role's name: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const mostCharacters = 64;

/** What a unit shares its role with: all units of the same text have one role. */
export const sharing = (unit: UnitOfLayer, per: RolesPer): string => (per === 'unit' ? unit.id : unit.layer);

/**
 * `acme-dev-shop-silver-job` of a layer, `acme-dev-shop-sales-silver-job` of a unit. An author names pipelines without
 * thinking of roles, so where the whole does not fit, a digest of it takes the place of its end: the same in each synthesis.
 */
export function jobRoleName(naming: Naming, domain: string, unit: UnitOfLayer, per: RolesPer): string {
  const whole = resourceName(naming, `${domain}-${sharing(unit, per)}`);
  return `${per === 'layer' ? whole : fittedName(whole, mostCharacters - ending.length)}${ending}`;
}

const ending = '-job';

/** A job of Glue has the role, so there is one for whatever has one, and for each profile. */
export const glueJobName = (
  naming: Naming,
  domain: string,
  unit: UnitOfLayer,
  profile: string,
  per: RolesPer,
): string => resourceName(naming, `${domain}-${sharing(unit, per)}-${profile.replaceAll('_', '-')}`);
