/** What no definition can be, refused before anything else looks at it. */
import type { Finding } from './issues';

const deepest = 64;
const most = 500_000;

/** Why data is not looked at: keys that JavaScript gives a meaning, too much, too deep. */
export function hostile(data: unknown): Finding | undefined {
  const refuse = (code: string, message: string, path: readonly PropertyKey[]): Finding => ({
    code,
    message,
    path,
    hint: undefined,
  });
  let left = most;
  const path: PropertyKey[] = [];
  const visit = (value: unknown): Finding | undefined => {
    if (value === null || typeof value !== 'object') return undefined;
    if (path.length > deepest)
      return refuse('too-deep', `a definition nests at most ${String(deepest)} levels`, [...path]);
    const keys = Array.isArray(value) ? value.keys() : Object.keys(value);
    for (const key of keys) {
      path.push(key);
      if (--left < 0) return refuse('too-large', `a definition has at most ${String(most)} values`, []);
      if (key === '__proto__') return refuse('reserved-name', `'__proto__' is a name that nothing can have`, [...path]);
      const found = visit(Reflect.get(value, key));
      if (found) return found;
      path.pop();
    }
    return undefined;
  };
  return visit(data);
}
