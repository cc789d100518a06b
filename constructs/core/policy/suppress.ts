import { type IConstruct, TerraformDataSource, TerraformResource, TerraformStack } from '../framework';
import type { Suppression } from './platform';

export interface SuppressionProps {
  /** Ids of rules, ours or checkov's: `CKV_AWS_18`. */
  readonly rules: readonly string[];
  /** Why the rule does not hold here: what else protects, or what would break. Reports list it. */
  readonly reason: string;
  /** Of Terraform; resources of every type unless given. */
  readonly types?: readonly string[];
}

type Excusable = TerraformResource | TerraformDataSource;
const isExcusable = (node: IConstruct): node is Excusable & IConstruct =>
  TerraformResource.isTerraformResource(node) || TerraformDataSource.isTerraformDataSource(node);

/** Shorter ones argue nothing. */
const shortest = 20;
const kept = new WeakMap<object, Suppression[]>();

/**
 * Excuses the resources of a construct from rules. Nothing of the resources changes: the suppression is a comment in
 * the synthesized stack.
 * @throws when the reason argues nothing, or when there is no resource to excuse
 */
export function suppress(construct: IConstruct, { rules, reason, types }: SuppressionProps): void {
  const { path } = construct.node;
  if (reason.trim().length < shortest) {
    throw new Error(
      `${path}: suppression of ${rules.join(', ')}: found the reason '${reason}'; expected a sentence that says why`,
    );
  }
  const resources = construct.node
    .findAll()
    .filter(isExcusable)
    .filter((resource) => types?.includes(resource.terraformResourceType) ?? true);
  if (resources.length === 0) {
    throw new Error(
      `${path}: suppression of ${rules.join(', ')}: no resource of ${types?.join(', ') ?? 'any type'} in it`,
    );
  }
  for (const resource of resources) {
    const all = [...(kept.get(resource) ?? []), ...rules.map((rule) => ({ rule, reason }))];
    kept.set(resource, all);
    comment(resource, all);
  }
}

function comment(resource: Excusable, all: readonly Suppression[]): void {
  if (TerraformResource.isTerraformResource(resource)) {
    resource.addOverride('//.suppressions', all);
    return;
  }
  // Comments of its own are lost on what is only read.
  const path = `data.${resource.terraformResourceType}.${resource.friendlyUniqueId}.//.suppressions`;
  TerraformStack.of(resource).addOverride(path, all);
}
