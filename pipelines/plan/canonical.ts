import { createHash } from 'node:crypto';

/** JSON with sorted keys and no white space of its own: the same value gives the same bytes on any machine. */
export function canonicalJson(value: unknown): string {
  if (typeof value === 'string') return quoted(value);
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) {
    let items = '';
    for (let i = 0; i < value.length; i++)
      items += `${i === 0 ? '' : ','}${canonicalJson((value[i] as unknown) ?? null)}`;
    return `[${items}]`;
  }
  let members = '';
  for (const key of sortedKeys(value)) {
    const member = (value as Readonly<Record<string, unknown>>)[key];
    if (member !== undefined) members += `${members === '' ? '' : ','}${quoted(key)}:${canonicalJson(member)}`;
  }
  return `{${members}}`;
}

/** A short text in which nothing is to be escaped needs no more than quotes: that is most of them. */
function quoted(text: string): string {
  return text.length < 64 && /^[ !#-[\]-~]*$/.test(text) ? `"${text}"` : JSON.stringify(text);
}

/** Most objects come with their keys in order. */
function sortedKeys(value: object): readonly string[] {
  const keys = Object.keys(value);
  let before = '';
  for (const key of keys) {
    if (key < before) return keys.sort();
    before = key;
  }
  return keys;
}

/** The same, indented, for files that people read; ends with a newline. */
export function readableJson(value: unknown): string {
  return `${JSON.stringify(sortKeys(value), null, 2)}\n`;
}

/** Hexadecimal SHA-256 of text (UTF-8) or bytes. */
export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/** `value` with the keys of every object in code-unit order; `undefined` members are dropped as JSON drops them. */
export function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (value !== null && typeof value === 'object') {
    const sorted: Record<string, unknown> = {};
    for (const key of sortedKeys(value)) {
      const member = (value as Readonly<Record<string, unknown>>)[key];
      if (member === undefined) continue;
      // A key may be '__proto__': an assignment would set the prototype.
      if (key === '__proto__') Object.defineProperty(sorted, key, { value: sortKeys(member), enumerable: true });
      else sorted[key] = sortKeys(member);
    }
    return sorted;
  }
  return value;
}
