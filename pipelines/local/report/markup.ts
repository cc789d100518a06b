/** HTML as values: whatever is put into a template is escaped unless it is markup itself. */

export class Markup {
  constructor(readonly text: string) {}
}

export type Content = Markup | string | number | null | undefined | false | readonly Content[];

/**
 * A template of element content and of attribute values in double quotes; it has no place for unquoted ones. A line's
 * end and the indentation behind it are one space, in the template itself, not in what is put into it.
 */
export function html(strings: TemplateStringsArray, ...values: readonly Content[]): Markup {
  return new Markup(tight(strings).reduce((text, part, index) => text + render(values[index - 1]) + part));
}

/** Spaces beside the tags of blocks, where a browser shows none. */
const aroundBlocks =
  /\s*(<\/?(?:article|dd|details|div|dl|dt|h[1-6]|head|li|meta|p|section|summary|table|tbody|td|th|thead|tr|ul)\b[^<>]*>)\s*/g;
const tightened = new WeakMap<TemplateStringsArray, readonly string[]>();

function tight(strings: TemplateStringsArray): readonly string[] {
  const known = tightened.get(strings);
  if (known !== undefined) return known;
  const made = strings.map((part) =>
    part
      .replace(/\s*\n\s*/g, ' ')
      .replace(/ (?=\/?>)/g, '')
      .replace(aroundBlocks, '$1'),
  );
  tightened.set(strings, made);
  return made;
}

/** JSON for a script element: no `<` is left that could end it, no separator that old parsers take for a line's end. */
export function jsonText(value: unknown): string {
  return JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Text whose direction of writing must not touch what is around it. */
export function isolate(text: string): Content {
  return /^[\u0020-\u024F\u2010-\u2027]*$/.test(text) ? text : html`<bdi>${text}</bdi>`;
}

/** Shortens with an ellipsis, never within a surrogate pair. */
export function clip(text: string, most: number): string {
  if (text.length <= most) return text;
  const cut = text.slice(0, most - 1);
  return `${/[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut}…`;
}

function render(content: Content): string {
  if (content === null || content === undefined || content === false) return '';
  if (content instanceof Markup) return content.text;
  if (typeof content === 'object') return content.map(render).join('');
  return escape(String(content));
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/**
 * Characters that a browser would obey instead of showing become visible: controls as their pictures (U+2400...),
 * direction overrides by name, halves of surrogate pairs as U+FFFD.
 */
export function visible(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000B-\u001F]/g, (c) => String.fromCharCode(0x2400 + c.charCodeAt(0)))
    .replace(/[\u007F-\u009F\u200E\u200F\u202A-\u202E\u2066-\u2069]/g, named)
    .replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, '\uFFFD');
}

function escape(text: string): string {
  return visible(text).replace(/[&<>"']/g, (c) => entities[c] ?? c);
}

function named(c: string): string {
  return `[U+${c.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}]`;
}
