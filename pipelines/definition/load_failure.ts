/** Why a file of definitions could not be loaded, in words that its author can use. */
import { readFileSync } from 'node:fs';
import { type Diagnostic, didYouMean, type Position } from '../plan';
import { positionIn } from './site';

type Told = Pick<Diagnostic, 'message' | 'hint'> & { readonly at: Position };

/** @param words what `lakewright` exports: asked for only where a name of it is wrong */
export function loadFailure(error: unknown, file: string, words: () => readonly string[]): Told {
  const { message: text, stack, code } = partsOf(error);
  const start = { file, line: 1, column: 1 };
  const at = positionIn(stack.split('\n').find((frame) => frame.includes(file)) ?? '') ?? start;
  const of = (message: string, hint?: string, place: Position = at): Told => ({ message, hint, at: place });

  if (code === 'ENOENT') return of('there is no such file');
  if (code === 'EISDIR') return of('it is a folder');
  if (code === 'MODULE_NOT_FOUND') return notFound(text, start);

  const syntax = /^(.+):(\d+):(\d+): ERROR: (.+)$/m.exec(text);
  if (syntax !== null) {
    const [, found = file, line, column, message = ''] = syntax;
    const place = { file: found, line: Number(line), column: Number(column) + 1 };
    if (/^Top-level await/.test(message)) return of('a definition cannot await', 'read what you need at once', place);
    return of(`syntax: ${message}`, undefined, place);
  }
  const circle = /^Cannot access '(.+)' before initialization$/.exec(text);
  if (circle !== null)
    return of(text, 'files that import each other in a circle do this: put what they share in a file of its own');
  const called = /^\(0 , (?:import_)?(\w+)\.(\w+)\) is not a function$/.exec(text);
  if (called !== null) {
    const [, from = '', name = ''] = called;
    return of(`'${name}' is no function of '${from}'`, from === 'lakewright' ? didYouMean(name, words()) : undefined);
  }
  const value = /^(.+):(\d+): (value \d+ of sql`.*)$/.exec(text);
  if (value !== null) {
    const [, found = file, line, message = ''] = value;
    return of(message, undefined, { file: found, line: Number(line), column: 1 });
  }
  return of(firstLine(text));
}

/** Not by its class: a file may have been loaded in another realm. */
function partsOf(error: unknown): { readonly message: string; readonly stack: string; readonly code?: unknown } {
  if (typeof error !== 'object' || error === null || !('message' in error))
    return { message: String(error), stack: '' };
  return {
    message: String(error.message),
    stack: 'stack' in error ? String(error.stack) : '',
    ...('code' in error ? { code: error.code } : {}),
  };
}

function notFound(text: string, start: Position): Told {
  const name = /^Cannot find module '(.+)'/.exec(text)?.[1] ?? '';
  const asking = /^Require stack:\n- (.+)$/m.exec(text)?.[1] ?? start.file;
  const local = /^[./]/.test(name);
  return {
    message: local ? `there is no file '${firstLine(name)}'` : `there is no package '${name}'`,
    hint: local ? 'the path is from the file that names it' : `npm install ${name}`,
    at: placeOfText(asking, name) ?? start,
  };
}

/** Where a quoted text stands in a file. */
function placeOfText(file: string, text: string): Position | undefined {
  try {
    const lines = readFileSync(file, 'utf8').split('\n');
    const line = lines.findIndex((each) => each.includes(`'${text}'`) || each.includes(`"${text}"`));
    return line < 0 ? undefined : { file, line: line + 1, column: (lines[line] ?? '').indexOf(text) + 1 };
  } catch {
    return undefined;
  }
}

/** Without the paths of this machine. */
function firstLine(text: string): string {
  return (text.split('\n').find((line) => line.trim() !== '') ?? text).replace(/(?:\/[^\s:'"]+)+\/([^\s:'"/]+)/g, '$1');
}
