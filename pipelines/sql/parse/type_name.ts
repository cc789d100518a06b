import { fail } from './token';
import { didYouMean } from '../../plan';
import { parseType, typeNames, type DataType } from '../types';
import type { Cursor } from './cursor';

/** A type in a cast: its words up to where the angle brackets and parentheses close. */
export function typeName(cursor: Cursor): DataType {
  const first = cursor.token;
  if (first.kind !== 'word') cursor.unexpected('the name of a type');
  const words = [cursor.next().text];
  let depth = 0;
  while (cursor.is('<') || cursor.is('(') || depth > 0) {
    const token = cursor.next();
    if (token.kind === 'end') fail(first, `the type '${first.text}' is not closed`);
    if (token.key === '<' || token.key === '(') depth++;
    if (token.key === '>' || token.key === ')') depth--;
    words.push(token.kind === 'quoted' ? `\`${token.text.replaceAll('`', '``')}\`` : token.text);
  }
  const text = words.join(' ');
  const type = parseType(text);
  if (type !== undefined && type.kind !== 'void') return type;
  const shown = text.replace(/ ?([<>(),:]) ?/g, '$1');
  return fail({ start: first.start, end: cursor.behind }, `'${shown}' is no type`, hint(first.key));
}

function hint(word: string): string | undefined {
  if (word === 'varchar' || word === 'char' || word === 'text') return "write 'string'";
  if (word === 'decimal') return 'a decimal has 1 to 38 digits: decimal(12,2)';
  return didYouMean(word, typeNames);
}
