/** Where two values of a resource differ, leaf by leaf. */

export type Path = readonly (string | number)[];

/** Empty blocks, empty texts, false and nothing are one: the provider writes one of them when it makes a resource and another when it reads it. */
const isEmpty = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  value === '' ||
  value === false ||
  (typeof value === 'object' && Object.keys(value).length === 0);

export function differences(one: unknown, other: unknown, at: Path = []): readonly Path[] {
  if (isSame(one, other)) return [];
  if (Array.isArray(one) && Array.isArray(other) && one.length === other.length)
    return one.flatMap((each, i) => differences(each, other[i], [...at, i]));
  if (isRecord(one) && isRecord(other)) {
    const keys = [...new Set([...Object.keys(one), ...Object.keys(other)])].sort();
    return keys.flatMap((key) => differences(one[key], other[key], [...at, key]));
  }
  // A map that one side lacks is a change of each of its entries.
  if (isRecord(one) && isEmpty(other)) return differences(one, {}, at);
  if (isEmpty(one) && isRecord(other)) return differences({}, other, at);
  return [at];
}

export function isSame(one: unknown, other: unknown): boolean {
  if (isEmpty(one) && isEmpty(other)) return true;
  if (typeof one === 'string' && typeof other === 'string') return one === other || isSameDocument(one, other);
  return canonical(one) === canonical(other);
}

/** Policies are documents in a text: spaces and the order of keys say nothing. */
function isSameDocument(one: string, other: string): boolean {
  if (!one.startsWith('{') || !other.startsWith('{')) return false;
  try {
    return canonical(JSON.parse(one)) === canonical(JSON.parse(other));
  } catch {
    return false;
  }
}

const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    isRecord(part) ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1))) : part,
  );

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const valueAt = (value: unknown, path: Path): unknown =>
  path.reduce<unknown>(
    (part, key) => (typeof part === 'object' && part !== null ? Reflect.get(part, key) : undefined),
    value,
  );

/** `tags.owner`, `rule[0].status`, `tags["cost.center"]`. */
export const pathText = (path: Path): string =>
  path
    .map((key) => (typeof key === 'number' ? `[${String(key)}]` : /^[\w-]+$/.test(key) ? `.${key}` : `["${key}"]`))
    .join('')
    .replace(/^\./, '');

/** Whether terraform marks a value, or a part of it, or what it is in, as a secret. */
export function isSensitive(marks: unknown, path: Path): boolean {
  let part = marks;
  for (const key of path) {
    if (part === true) return true;
    part = typeof part === 'object' && part !== null ? Reflect.get(part, key) : undefined;
  }
  return part === true || (typeof part === 'object' && part !== null && JSON.stringify(part).includes('true'));
}
