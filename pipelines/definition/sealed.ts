/** Data that can change no more: what was once read of it holds for good. */
import { isPlain } from './plain';

const sealed = new WeakSet<object>();

/** Beyond these, data is no definition's: it is looked at anew each time. */
const deepest = 64;
const most = 500_000;

/** Freezes data. Where anything but lists, mappings and scalars is in it, it counts as open to change. */
export function seal<T>(data: T): T {
  let left = most;
  const freeze = (value: object, depth: number): boolean => {
    if (depth > deepest || --left < 0 || !(Array.isArray(value) || isPlain(value))) return false;
    let whole = true;
    for (const key of Object.keys(value)) {
      const part: unknown = Reflect.get(value, key);
      if (typeof part === 'function' || (part !== null && typeof part === 'object' && !freeze(part, depth + 1)))
        whole = false;
    }
    Object.freeze(value);
    return whole;
  };
  if (data !== null && typeof data === 'object' && freeze(data, 0)) sealed.add(data);
  return data;
}

/** Whether nothing in the data can change. */
export function isSealed(data: unknown): data is object {
  return data !== null && typeof data === 'object' && sealed.has(data);
}
