import { judged, notApplicable, type PolicyRule, type SynthesizedResource } from '../../../core/policy';
import { statefulTypes } from '../../facts';

export const deletionProtection: PolicyRule = {
  id: 'LW_DELETION_PROTECTION',
  title: 'What holds data refuses to be deleted, unless the environment allows it',
  why: "Terraform's prevent_destroy goes with the block that has it: only the service itself still refuses then.",
  source: 'https://developer.hashicorp.com/terraform/language/meta-arguments/lifecycle#prevent_destroy',
  judge: (platform, { allowDestroy }) =>
    statefulTypes.flatMap(({ type, protection }) =>
      platform
        .of(type)
        .map((resource) =>
          allowDestroy || protection === undefined
            ? notApplicable(resource)
            : judged(resource, problem(resource, protection)),
        ),
    ),
};

function problem(
  resource: SynthesizedResource,
  { property, value }: { readonly property: string; readonly value: boolean | number },
): string | undefined {
  const found = resource.properties[property];
  // A property that would destroy is off unless it is said.
  if (found === undefined ? value === false : typeof value === 'number' ? Number(found) >= value : found === value)
    return undefined;
  return `${property} is ${found === undefined ? 'not set' : JSON.stringify(found)}; expected ${String(value)}, since the environment's allowDestroy is false`;
}
