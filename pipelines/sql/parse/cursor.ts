import { fail, tokenize, type Token } from './token';
import { nearest } from '../../plan';
import { reserved } from './reserved';
import type { Identifier, Query } from '../syntax';
import type { Span } from '../issue';

const keywords: readonly string[] = [...reserved];

/** The place in the tokens, and the steps that every rule of the grammar takes. */
export class Cursor {
  private readonly tokens: readonly Token[];
  private position = 0;
  private depth = 0;

  constructor(
    text: string,
    /** Set by the query parser; expressions hold subqueries. */
    readonly query: (cursor: Cursor) => Query,
  ) {
    this.tokens = tokenize(text);
  }

  get token(): Token {
    return this.peek(0);
  }

  peek(ahead: number): Token {
    const last = this.tokens.length - 1;
    const token = this.tokens[Math.min(this.position + ahead, last)];
    if (token === undefined) throw new Error('a token list ends with its end token');
    return token;
  }

  /** End of the token before this one. */
  get behind(): number {
    return this.tokens[this.position - 1]?.end ?? 0;
  }

  next(): Token {
    const token = this.token;
    if (token.kind !== 'end') this.position++;
    return token;
  }

  /** The keyword or operator is next; nothing moves. */
  is(key: string, ahead = 0): boolean {
    return this.peek(ahead).key === key;
  }

  isWords(...keys: readonly string[]): boolean {
    return keys.every((key, i) => this.is(key, i));
  }

  accept(key: string): boolean {
    if (this.token.key !== key) return false;
    this.position++;
    return true;
  }

  acceptWords(...keys: readonly string[]): boolean {
    if (!this.isWords(...keys)) return false;
    this.position += keys.length;
    return true;
  }

  expect(key: string, where: string): Token {
    if (this.token.key !== key) this.unexpected(`'${key}' ${where}`);
    return this.next();
  }

  expectClosing(open: Token, what: string): Token {
    if (this.is(')')) return this.next();
    if (this.token.kind === 'end') fail(open, `the '(' of ${what} is not closed`, "close it with ')'");
    return this.unexpected(`')' or ',' in ${what}`);
  }

  span(start: number): Span {
    return { start, end: this.behind };
  }

  /** A name: back-quoted, or a word that is not reserved. */
  identifier(what: string): Identifier {
    const token = this.token;
    if (token.kind === 'quoted' || (token.kind === 'word' && !reserved.has(token.key))) {
      this.position++;
      return { name: token.text, start: token.start, end: token.end };
    }
    if (token.kind === 'word')
      fail(token, `'${token.text}' is a reserved word, not ${what}`, `write \`${token.text}\``);
    return this.unexpected(what);
  }

  isName(ahead = 0): boolean {
    const token = this.peek(ahead);
    return token.kind === 'quoted' || (token.kind === 'word' && !reserved.has(token.key));
  }

  /** A list in parentheses or not: one or more, parted by commas. */
  list<T>(item: () => T): readonly T[] {
    const items = [item()];
    while (this.accept(',')) items.push(item());
    return items;
  }

  /** Nesting is limited, so that no text can exhaust the stack. */
  nested<T>(parse: () => T): T {
    if (++this.depth > 200) fail(this.token, 'this is nested more than 200 deep', 'name a part in a WITH query');
    const result = parse();
    this.depth--;
    return result;
  }

  unexpected(expected: string, hint?: string): never {
    const token = this.token;
    const found = describe(token);
    const meant = token.kind === 'word' ? this.misspelt(token) : undefined;
    return fail(token, `expected ${expected}, found ${found}`, hint ?? meant);
  }

  /** The name before this place, when it is more likely a keyword with a slip of the pen. */
  takenForName(): string | undefined {
    const before = this.tokens[this.position - 1];
    return before?.kind === 'word' ? this.misspelt(before)?.replace('?', ` for '${before.text}'?`) : undefined;
  }

  private misspelt(token: Token): string | undefined {
    if (reserved.has(token.key) || token.key.length < 4) return undefined;
    const keyword = nearest(token.key, keywords);
    return keyword === undefined ? undefined : `did you mean '${keyword}'?`;
  }
}

function describe(token: Token): string {
  switch (token.kind) {
    case 'end':
      return 'the end of the text';
    case 'string':
      return `the string '${token.text.length > 30 ? `${token.text.slice(0, 30)}...` : token.text}'`;
    case 'placeholder':
      return `'\${${token.text}}'`;
    case 'quoted':
      return `\`${token.text}\``;
    case 'number':
      return `the number ${token.text}`;
    default:
      return `'${token.text}'`;
  }
}
