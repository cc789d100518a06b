/**
 * What EventBridge does with a pattern, as far as ours go: values, arrays, `exists`, `$or`. Anything else is refused.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 */
export function takesEvent(pattern: unknown, event: unknown): boolean {
  if (!isObject(pattern)) throw new Error(`found ${JSON.stringify(pattern)}; expected an object or a list`);
  return Object.entries(pattern).every(([key, wanted]) => {
    if (key === '$or') return listOf(wanted).some((each) => takesEvent(each, event));
    const found = isObject(event) ? event[key] : undefined;
    return isObject(wanted) ? takesEvent(wanted, found) : listOf(wanted).some((each) => takesValue(each, found));
  });
}

function takesValue(wanted: unknown, found: unknown): boolean {
  if (!isObject(wanted)) return Array.isArray(found) ? found.includes(wanted) : found === wanted;
  const { exists, ...others } = wanted;
  if (typeof exists !== 'boolean' || Object.keys(others).length > 0) {
    throw new Error(`found ${JSON.stringify(wanted)}; expected a value or exists`);
  }
  return (found !== undefined) === exists;
}

function listOf(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw new Error(`found ${JSON.stringify(value)}; expected a list`);
  return value;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
