/** From a place in a YAML text's value to the place in the file: block, plain and quoted texts each differ. */
import type { Scalar } from 'yaml';

/** The offset in `source` of character `offset` of the scalar's value. */
export function textPosition(source: string, scalar: Scalar, offset: number): number {
  const [start, end] = scalar.range ?? [0, 0];
  const value = String(scalar.value);
  if (scalar.type === 'BLOCK_LITERAL') return inBlock(source, start, value, offset);
  return aligned(source, start, end, value, offset);
}

/** The lines of a literal block are the file's lines from the one after its header on, less the indentation. */
function inBlock(source: string, start: number, value: string, offset: number): number {
  const before = value.slice(0, offset).split('\n');
  const body = source.indexOf('\n', start) + 1;
  const first = value.split('\n').findIndex((line) => line.trim() !== '');
  const lines = linesFrom(source, body);
  const shown = lines[first];
  const wanted = value.split('\n')[first] ?? '';
  const indent = shown === undefined ? 0 : Math.max(0, shown.text.replace(/\r$/, '').length - wanted.length);
  const line = lines[before.length - 1];
  return line === undefined ? start : line.at + indent + (before.at(-1)?.length ?? 0);
}

function linesFrom(source: string, body: number): readonly { readonly at: number; readonly text: string }[] {
  let at = body;
  return source
    .slice(body)
    .split('\n')
    .map((text) => {
      const line = { at, text };
      at += text.length + 1;
      return line;
    });
}

/** Walks value and source side by side: white space folds, quotes double, the rest is itself. */
function aligned(source: string, start: number, end: number, value: string, offset: number): number {
  let at = start;
  if (source[at] === '"' || source[at] === "'") at++;
  for (let i = 0; i < offset && at < end; i++) {
    const blank = /\s/.test(value[i] ?? '');
    if (blank && /\s/.test(source[at] ?? '')) {
      while (at < end && /\s/.test(source[at] ?? '') && !/\s/.test(value[i + 1] ?? '')) at++;
      if (/\s/.test(value[i + 1] ?? '')) at++;
    } else if (source[at] === "'" && source[at + 1] === "'" && value[i] === "'") at += 2;
    else if (source[at] === '\\' && value[i] !== '\\') at += 2;
    else if (source[at] === '\\' && source[at + 1] === '\\') at += 2;
    else at++;
  }
  return at;
}
