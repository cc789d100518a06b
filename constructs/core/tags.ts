import { Aspects, type IAspect, type IConstruct, type TerraformStack } from './framework';

interface Taggable {
  tags: Record<string, string>;
  readonly tagsInput: Record<string, string> | undefined;
}

/** Objects are left out: a tag must not make a new version of a file, and S3 takes ten tags on an object. */
const untagged = new Set(['aws_s3_object']);

/** Puts `tags` on everything of a stack that takes tags; a construct's own tags win. */
export class Tags implements IAspect {
  constructor(private readonly tags: Readonly<Record<string, string>>) {}

  /** Attach to each stack: the framework never visits aspects of the app. */
  static of(stack: TerraformStack, tags: Readonly<Record<string, string>>): void {
    Aspects.of(stack).add(new Tags(tags));
  }

  visit(node: IConstruct): void {
    if (isTaggable(node)) node.tags = { ...this.tags, ...node.tagsInput };
  }
}

function isTaggable(node: object): node is Taggable {
  if (!('tagsInput' in node && 'tagsAllInput' in node)) return false;
  return !('terraformResourceType' in node && untagged.has(String(node.terraformResourceType)));
}
