import { Construct, type IConstruct, type TerraformElement, TerraformResource, TerraformStack } from './framework';
import { recordMoves } from './recorded_moves';

/**
 * Records that `construct` had the id `formerId` before: Terraform then moves what it holds in the state, instead of
 * destroying it and making it again. Call it when everything below `construct` is made, and before anything else takes a
 * value of it: what is made of a list that refers to it (`idOf`) is called by its former name, as long as this is recorded.
 *
 * ```ts
 * formerly(new LakeBucket(this, 'raw', props), 'landing');
 * ```
 *
 * Names are another thing: a bucket whose name changes is another bucket.
 *
 * @param formerId of the construct itself; a resource or anything that holds resources
 * @param formerScope what it was in; what it is in unless given
 * @throws when there is nothing to move, or when another construct has that id
 * @see https://developer.hashicorp.com/terraform/language/moved
 */
export function formerly(construct: Construct, formerId: string, formerScope?: Construct): void {
  const { path } = construct.node;
  const scope: IConstruct | undefined = formerScope ?? construct.node.scope;
  if (!(scope instanceof Construct) || TerraformStack.isStack(construct)) {
    throw new Error(`${path}: a stack has a state of its own, so it cannot have been '${formerId}'; keep its id`);
  }
  const there = scope.node.tryFindChild(formerId);
  if (there !== undefined) {
    throw new Error(
      `${path}: formerly '${formerId}': ${there === construct ? 'that is its id' : 'another construct has that id'} now`,
    );
  }
  const resources = construct.node.findAll().filter((node) => TerraformResource.isTerraformResource(node));
  if (resources.length === 0) throw new Error(`${path}: formerly '${formerId}': there is no resource in it to move`);
  const stack = TerraformStack.of(construct);
  const before = new Construct(scope, formerId);
  const moves = resources.map((resource) => ({
    from: `${resource.terraformResourceType}.${formerLogicalId(stack, before, pathBelow(construct, resource))}`,
    to: `${resource.terraformResourceType}.${resource.friendlyUniqueId}`,
  }));
  scope.node.tryRemoveChild(formerId);
  stack.addOverride('moved', recordMoves(stack, path, moves));
}

const pathBelow = (construct: Construct, resource: TerraformElement): readonly string[] =>
  resource.node.scopes.slice(construct.node.scopes.length).map(({ node }) => node.id);

/** The framework makes it of the path, so the path is built again for the moment. */
function formerLogicalId(stack: TerraformStack, before: Construct, path: readonly string[]): string {
  let scope = before;
  for (const id of path) {
    const child = scope.node.tryFindChild(id);
    scope = child instanceof Construct ? child : new Construct(scope, id);
  }
  return stack.getLogicalId(scope.node);
}
