/** A task as a .sql file: its options are YAML in the comment that it opens with, its query is the rest. */
import type { Diagnostic, Position } from '../plan';
import { seal } from './sealed';
import { shown } from './vocabulary';
import type { Written } from './written';
import { readYaml } from './yaml_file';
import { isPlain } from './plain';

const header = /^\uFEFF?\s*\/\*\s*---[ \t]*\r?\n([\s\S]*?)\r?\n?[ \t]*---\s*\*\/[ \t]*\r?\n?/;

export function readSqlFile(text: string, file: string): Written {
  const match = header.exec(text);
  const [all = '', options = ''] = match ?? [];
  if (!match) return broken(file, 'missing-header', 'the file does not begin with its options: /* --- ... --- */', 1);
  const first = lineOf(text, all.indexOf('---')) + 1;
  const read = readYaml(options, file, first);
  const [document] = read;
  if (!document)
    return broken(file, 'missing-header', 'the options are empty: they name the pipeline and the verb', first);
  if (document.problems.length > 0) return document;
  if (read.length > 1) return broken(file, 'invalid-yaml', 'the options are more than one document', first);
  if (!isPlain(document.data)) {
    return broken(
      file,
      'invalid-yaml',
      `expected options like 'pipeline: sales', found ${shown(document.data)}`,
      first,
    );
  }
  if ('from' in document.data)
    return broken(file, 'unknown-option', "'from' is the query below: it is no option here", first);
  const blank = /^(?:[ \t]*\r?\n)*/.exec(text.slice(all.length))?.[0].length ?? 0;
  const begins = lineOf(text, all.length + blank);
  const query = text
    .slice(all.length + blank)
    .replaceAll('\r\n', '\n')
    .replace(/[\s;]+$/, '');
  const at = (offset: number): Position => {
    const before = query.slice(0, offset).split('\n');
    return { file, line: begins + before.length - 1, column: (before.at(-1)?.length ?? 0) + 1 };
  };
  return {
    ...document,
    data: seal({ ...document.data, from: query }),
    locate: (path) => (path[0] === 'from' ? at(0) : document.locate(path)),
    locateText: (path, offset) => (path[0] === 'from' ? at(offset) : document.locateText(path, offset)),
  };
}

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}

function broken(file: string, code: string, message: string, line: number): Written {
  const at: Position = { file, line, column: 1 };
  const problem: Diagnostic = { code, severity: 'error', message, path: '', at, hint: example };
  return { data: undefined, locate: () => at, locateText: () => at, fileOf: () => file, problems: [problem] };
}
const example = 'begin with: /* ---, then lines like pipeline: sales and overwrite: gold.revenue, then --- */';
