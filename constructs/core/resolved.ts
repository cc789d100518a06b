/** Values of a stack with their tokens resolved, without a walk by the framework through what holds none. */
import { DefaultTokenResolver, type IConstruct, StringConcat, Tokenization } from './framework';

const resolver = new DefaultTokenResolver(new StringConcat());

/** Marks of a token, of an escape of Terraform's, and what may be a number that stands for a token. */
const marked = /[$#@&]\{|[-|\d.+]e[-|\d.eE+]/;

/**
 * What the framework makes of `value`: tokens as expressions, undefined left out.
 *
 * A reference to another stack is registered with the stacks, as in the framework's own pass before synthesis.
 */
export function resolved(scope: IConstruct, value: unknown): unknown {
  return isPlain(value)
    ? plain(scope, value)
    : (Tokenization.resolve(value, { scope, resolver, preparing: true }) as unknown);
}

type Plain = Readonly<Record<string, unknown>> | readonly unknown[];

function plain(scope: IConstruct, value: Plain): unknown {
  if (Array.isArray(value)) {
    return value
      .map((each: unknown) => (needsNone(each) ? each : resolved(scope, each)))
      .filter((each) => each !== undefined);
  }
  const result: Record<string, unknown> = {};
  for (const [key, each] of Object.entries(value)) {
    const found = needsNone(each) ? each : resolved(scope, each);
    if (found !== undefined) result[key] = found;
  }
  return result;
}

/** Whether a leaf is what it is. */
function needsNone(value: unknown): boolean {
  if (typeof value === 'string') return !marked.test(value);
  return value === null || value === undefined || typeof value === 'boolean' || isCounted(value);
}

/** A token that stands for a number is far below any number of a resource. */
const isCounted = (value: unknown): boolean => typeof value === 'number' && Math.abs(value) < Number.MAX_SAFE_INTEGER;

/** Whether every key and item is just that: the framework hides tokens in keys, and in lists of one item. */
function isPlain(value: unknown): value is Plain {
  if (Array.isArray(value)) return !value.some((each) => !needsNone(each) && typeof each !== 'object');
  if (value === null || typeof value !== 'object') return false;
  if (Object.getPrototypeOf(value) !== Object.prototype) return false;
  return !('resolve' in value) && Object.keys(value).every((key) => !marked.test(key));
}
