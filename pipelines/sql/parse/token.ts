/** The words of a query, with their places. */
import { errorAt, type SqlIssue, type Span } from '../issue';

export type TokenKind = 'word' | 'quoted' | 'string' | 'number' | 'operator' | 'placeholder' | 'end';

export interface Token extends Span {
  readonly kind: TokenKind;
  /** As written for words and numbers; the content for strings, quoted names and placeholders. */
  readonly text: string;
  /** The word in lower case, the operator itself, else ''. */
  readonly key: string;
}

/** Thrown inside the parser and caught at its entry: a text that is no query. */
export class SyntaxFailure extends Error {
  constructor(readonly issue: SqlIssue) {
    super(issue.message);
  }
}

export function fail(span: Span, message: string, hint?: string): never {
  throw new SyntaxFailure(errorAt(span, 'syntax', message, hint));
}

const operators3 = new Set(['<=>']);
const operators2 = new Set(['<>', '!=', '<=', '>=', '==', '||', '::', '->', '=>']);
const operators1 = new Set('()[],.;+-*/%=<>&|^~:?@!{}'.split(''));

const isSpace = (c: number): boolean => c === 32 || (c >= 9 && c <= 13) || c === 0xa0 || c === 0xfeff;
const isDigit = (c: number): boolean => c >= 48 && c <= 57;
const isWordStart = (c: number): boolean => (c >= 97 && c <= 122) || (c >= 65 && c <= 90) || c === 95;
const isWord = (c: number): boolean => isWordStart(c) || isDigit(c);

export function tokenize(text: string): readonly Token[] {
  const tokens: Token[] = [];
  const length = text.length;
  let at = 0;
  for (;;) {
    at = skipBlank(text, at);
    if (at >= length) {
      tokens.push({ kind: 'end', text: '', key: '', start: length, end: length });
      return tokens;
    }
    const token = readToken(text, at);
    const previous = tokens[tokens.length - 1];
    if (token.kind === 'string' && previous?.kind === 'string' && previous.end === token.start) {
      fail(
        { start: previous.end - 1, end: token.start + 1 },
        `two quotes in a row do not stand for a quote in Spark, they join two strings`,
        `write \\${text.charAt(token.start)} for a quote within a string`,
      );
    }
    tokens.push(token);
    at = token.end;
  }
}

function skipBlank(text: string, from: number): number {
  let at = from;
  while (at < text.length) {
    const c = text.charCodeAt(at);
    if (isSpace(c)) at++;
    else if (c === 45 && text.charCodeAt(at + 1) === 45) {
      const end = text.indexOf('\n', at);
      at = end < 0 ? text.length : end + 1;
    } else if (c === 47 && text.charCodeAt(at + 1) === 42) at = endOfComment(text, at);
    else return at;
  }
  return at;
}

/** Block comments nest in Spark. */
function endOfComment(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    if (text.startsWith('/*', at)) {
      depth++;
      at++;
    } else if (text.startsWith('*/', at)) {
      depth--;
      at++;
      if (depth === 0) return at + 1;
    }
  }
  return fail({ start, end: start + 2 }, `this comment is not closed`, `close it with '*/'`);
}

function readToken(text: string, start: number): Token {
  const c = text.charCodeAt(start);
  if (isWordStart(c)) {
    if ((c === 114 || c === 82) && isQuote(text.charAt(start + 1))) return readRawString(text, start);
    let end = start + 1;
    while (isWord(text.charCodeAt(end))) end++;
    const word = text.slice(start, end);
    return { kind: 'word', text: word, key: word.toLowerCase(), start, end };
  }
  if (isDigit(c) || (c === 46 && isDigit(text.charCodeAt(start + 1)))) return readNumber(text, start);
  const char = text.charAt(start);
  if (isQuote(char)) return readString(text, start, char);
  if (char === '`') return readQuoted(text, start);
  if (char === '$' && text.charAt(start + 1) === '{') return readPlaceholder(text, start);
  const three = text.slice(start, start + 3);
  if (operators3.has(three)) return { kind: 'operator', text: three, key: three, start, end: start + 3 };
  const two = three.slice(0, 2);
  if (operators2.has(two)) return { kind: 'operator', text: two, key: two, start, end: start + 2 };
  if (operators1.has(char)) return { kind: 'operator', text: char, key: char, start, end: start + 1 };
  const shown = String.fromCodePoint(text.codePointAt(start) ?? 0);
  return fail(
    { start, end: start + shown.length },
    `unexpected character '${shown}'`,
    /[\p{L}]/u.test(shown) ? 'put names with such letters in back-quotes' : undefined,
  );
}

function isQuote(char: string): boolean {
  return char === "'" || char === '"';
}

function readNumber(text: string, start: number): Token {
  const match = /(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?(?:BD|bd|Bd|bD|[LlSsYyFfDd])?/y;
  match.lastIndex = start;
  const found = match.exec(text);
  const word = found?.[0] ?? text.charAt(start);
  const end = start + word.length;
  if (isWord(text.charCodeAt(end))) {
    let last = end;
    while (isWord(text.charCodeAt(last))) last++;
    fail(
      { start, end: last },
      `'${text.slice(start, last)}' is neither a number nor a name`,
      'put names that begin with a digit in back-quotes',
    );
  }
  return { kind: 'number', text: word, key: '', start, end };
}

function readQuoted(text: string, start: number): Token {
  let value = '';
  for (let at = start + 1; at < text.length; at++) {
    const char = text.charAt(at);
    if (char !== '`') value += char;
    else if (text.charAt(at + 1) === '`') {
      value += '`';
      at++;
    } else {
      const end = at + 1;
      if (value === '') fail({ start, end }, 'a name between back-quotes must not be empty');
      return { kind: 'quoted', text: value, key: '', start, end };
    }
  }
  return fail({ start, end: start + 1 }, 'this back-quote is not closed');
}

function readPlaceholder(text: string, start: number): Token {
  const close = text.indexOf('}', start);
  if (close < 0) return fail({ start, end: start + 2 }, "this '${' is not closed", "close it with '}'");
  return { kind: 'placeholder', text: text.slice(start + 2, close).trim(), key: '', start, end: close + 1 };
}

function readRawString(text: string, start: number): Token {
  const quote = text.charAt(start + 1);
  const close = text.indexOf(quote, start + 2);
  if (close < 0) return fail({ start, end: start + 2 }, 'this string is not closed');
  return { kind: 'string', text: text.slice(start + 2, close), key: '', start, end: close + 1 };
}

const escapes: Readonly<Record<string, string>> = {
  '0': '\0',
  b: '\b',
  n: '\n',
  r: '\r',
  t: '\t',
  Z: '\x1a',
  '%': '\\%',
  _: '\\_',
};

function readString(text: string, start: number, quote: string): Token {
  let value = '';
  let at = start + 1;
  while (at < text.length) {
    const char = text.charAt(at);
    if (char === quote) return { kind: 'string', text: value, key: '', start, end: at + 1 };
    if (char !== '\\') {
      value += char;
      at++;
      continue;
    }
    const rest = /^\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-3][0-7][0-7]))/.exec(text.slice(at, at + 10));
    if (rest !== null) {
      const [all, short, long, octal] = rest;
      const code = octal === undefined ? parseInt(short ?? long ?? '0', 16) : parseInt(octal, 8);
      if (code > 0x10ffff) fail({ start: at, end: at + all.length }, `'${all}' is beyond the last Unicode character`);
      value += String.fromCodePoint(code);
      at += all.length;
      continue;
    }
    const next = text.charAt(at + 1);
    value += escapes[next] ?? next;
    at += 2;
  }
  return fail({ start, end: start + 1 }, 'this string is not closed', `close it with ${quote}`);
}
