/** JSON by RFC 8259, strictly, with numbers as they were written: JSON.parse forgets the digits. */

export type JsonNode =
  | { readonly kind: 'null' }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'array'; readonly elements: readonly JsonNode[] }
  /** Of members with one name, the last. */
  | { readonly kind: 'object'; readonly members: ReadonlyMap<string, JsonNode> };

const MAX_DEPTH = 256;

/** Undefined when the text is no JSON, or nested too deep. */
export function readJson(text: string): JsonNode | undefined {
  const reader = new Reader(text);
  const node = reader.value(0);
  reader.space();
  return node !== undefined && reader.at === text.length ? node : undefined;
}

const number = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const space = /[ \t\r\n]*/y;
const plain = /[^"\\\u0000-\u001f]*/y;
const escapes: Readonly<Record<string, string>> = {
  ...{ '"': '"', '\\': '\\', '/': '/' },
  ...{ b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' },
};

class Reader {
  at = 0;
  constructor(private readonly text: string) {}

  space(): void {
    this.take(space);
  }

  value(depth: number): JsonNode | undefined {
    this.space();
    switch (this.text[this.at]) {
      case '{':
        return depth < MAX_DEPTH ? this.object(depth + 1) : undefined;
      case '[':
        return depth < MAX_DEPTH ? this.array(depth + 1) : undefined;
      case '"': {
        const value = this.string();
        return value === undefined ? undefined : { kind: 'string', value };
      }
      case 't':
        return this.word('true') ? { kind: 'boolean', value: true } : undefined;
      case 'f':
        return this.word('false') ? { kind: 'boolean', value: false } : undefined;
      case 'n':
        return this.word('null') ? { kind: 'null' } : undefined;
      default: {
        const text = this.take(number);
        return text === undefined ? undefined : { kind: 'number', text };
      }
    }
  }

  private object(depth: number): JsonNode | undefined {
    const members = new Map<string, JsonNode>();
    this.at++;
    this.space();
    if (this.word('}')) return { kind: 'object', members };
    for (;;) {
      this.space();
      const name = this.text[this.at] === '"' ? this.string() : undefined;
      this.space();
      if (name === undefined || !this.word(':')) return undefined;
      const value = this.value(depth);
      if (value === undefined) return undefined;
      members.set(name, value);
      this.space();
      if (this.word('}')) return { kind: 'object', members };
      if (!this.word(',')) return undefined;
    }
  }

  private array(depth: number): JsonNode | undefined {
    const elements: JsonNode[] = [];
    this.at++;
    this.space();
    if (this.word(']')) return { kind: 'array', elements };
    for (;;) {
      const value = this.value(depth);
      if (value === undefined) return undefined;
      elements.push(value);
      this.space();
      if (this.word(']')) return { kind: 'array', elements };
      if (!this.word(',')) return undefined;
    }
  }

  private string(): string | undefined {
    this.at++;
    let value = '';
    for (;;) {
      value += this.take(plain) ?? '';
      const stop = this.text[this.at++];
      if (stop === '"') return value;
      if (stop !== '\\') return undefined;
      const escape = this.text[this.at++] ?? '';
      const simple = escapes[escape];
      if (simple !== undefined) {
        value += simple;
      } else {
        const digits = escape === 'u' ? this.text.slice(this.at, this.at + 4) : '';
        if (!/^[0-9a-fA-F]{4}$/.test(digits)) return undefined;
        value += String.fromCharCode(parseInt(digits, 16));
        this.at += 4;
      }
    }
  }

  private word(word: string): boolean {
    if (!this.text.startsWith(word, this.at)) return false;
    this.at += word.length;
    return true;
  }

  private take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    if (found !== undefined) this.at += found.length;
    return found;
  }
}
