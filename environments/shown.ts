/** Values of a file as a message shows them: short, and without characters that a terminal would obey. */

const longest = 60;

/** Control characters, and those that turn the direction of text or cannot be seen. */
const hidden = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\u2028\u2029]/gu;

const escaped = (text: string): string =>
  text.replace(hidden, (c) => `\\u${(c.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`);

/** The beginning of a text, and how much there is. */
export function shortened(text: string, most = longest): string {
  const all = Array.from(text);
  return all.length <= most ? escaped(text) : `${escaped(all.slice(0, most).join(''))}... (${all.length} characters)`;
}

/** As JSON, where it has it. */
export function shown(value: unknown): string {
  if (value instanceof Uint8Array) return `${value.length} bytes that are no text`;
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  return shortened(value === undefined ? 'nothing' : JSON.stringify(value));
}
