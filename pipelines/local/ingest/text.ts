/** Bytes as text: what a byte order mark, ill-formed UTF-8 and NUL mean to a reader. */

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const lenient = new TextDecoder('utf-8', { ignoreBOM: true });

/** Where a file's text begins: behind its byte order mark. */
export function textStart(bytes: Uint8Array): number {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
}

/** The text; undefined when the bytes are not UTF-8 or contain NUL. */
export function readableText(bytes: Uint8Array): string | undefined {
  if (bytes.includes(0)) return undefined;
  try {
    return strict.decode(bytes);
  } catch {
    return undefined;
  }
}

/** The text of a record that is corrupt, with U+FFFD for what is unreadable. */
export function corruptText(bytes: Uint8Array): string {
  return lenient.decode(bytes).replaceAll('\0', '\ufffd');
}

/** True for a line with nothing but spaces, tabs and CRs on it. */
export function isBlank(line: Uint8Array): boolean {
  return line.every((b) => b === 0x20 || b === 0x09 || b === 0x0d);
}
