/** Ids of constructs that are made of a list: of the value, so that nothing moves when another value leaves the list. */
import { createHash } from 'node:crypto';
import { DefaultTokenResolver, type IConstruct, StringConcat, TerraformStack, Tokenization } from './framework';
import { formerReference } from './recorded_moves';
import { untraced } from './untraced';

const resolver = new DefaultTokenResolver(new StringConcat());

/**
 * The same for the same value in every synthesis: `sg-0123` of itself, `aws_security_group.clients.id` and a digest of
 * the reference to it. What a token is written as changes from one synthesis to the next, what it refers to does not; where
 * that was renamed with `formerly`, its former name counts.
 *
 * ```ts
 * for (const groupId of groupIds) new VpcSecurityGroupIngressRule(this, `client-${idOf(this, groupId)}`, ...);
 * ```
 *
 * @param scope of the stack that `value` is used in
 */
export function idOf(scope: IConstruct, value: string): string {
  const written = untraced(() => String(Tokenization.resolve(value, { scope, resolver, preparing: false })));
  const text = written === value ? written : formerReference(TerraformStack.of(scope), written);
  const plain = text.replace(/[^\w.-]+/g, '-').replace(/^-+|-+$/g, '');
  if (plain === text) return text;
  // Two that differ in a sign alone stay apart.
  return `${plain}-${createHash('sha256').update(text).digest('hex').slice(0, 8)}`;
}
