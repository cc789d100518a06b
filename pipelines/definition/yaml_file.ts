/** Definitions in YAML, a document each; a path, or a place in a text, is found again in the file. */
import type { Document, Node, Pair } from 'yaml';
import type { Diagnostic, Position } from '../plan';
import { yaml } from './lazy';
import { seal } from './sealed';
import { textPosition } from './text_position';
import type { Path, Written } from './written';

/** No one writes more by hand; more is a mistake or an attack. */
const longest = 4_000_000;
/** After a slip, a parser finds many that follow from it. */
const mostProblems = 5;
const tooDeep = 'it nests too deeply';

/** @param first the line of the file that the text begins on */
export function readYaml(text: string, file: string, first = 1): readonly Written[] {
  const place = (line: number, column: number): Position => ({ file, line: line + first - 1, column });
  const problem = (code: string, message: string, at: Position): Diagnostic => ({
    code,
    severity: 'error',
    message,
    path: '',
    at,
    hint: undefined,
  });
  const failed = (message: string): readonly Written[] => [
    unread(file, [problem('invalid-yaml', message, place(1, 1))]),
  ];
  if (text.length > longest)
    return failed(`the text has ${String(text.length)} characters, at most ${String(longest)} are read`);
  const { LineCounter, parseAllDocuments } = yaml();
  const lines = new LineCounter();
  let documents: readonly Document.Parsed[];
  try {
    const parsed = parseAllDocuments(text, { lineCounter: lines, stringKeys: true, prettyErrors: false });
    documents = Array.isArray(parsed) ? parsed : [];
  } catch (error) {
    return failed(`the text is no YAML that can be read: ${reason(error)}`);
  }
  return documents.flatMap((document): readonly Written[] => {
    const at = (offset: number): Position => {
      const { line, col } = lines.linePos(offset);
      return place(Math.max(1, line), Math.max(1, col));
    };
    const errors = [...document.errors, ...document.warnings];
    const deep = errors.find((e) => e.message.startsWith('Maximum call stack'));
    const told = deep === undefined ? errors.slice(0, mostProblems) : [deep];
    if (told.length > 0) {
      return [
        unread(
          file,
          told.map((e) => problem('invalid-yaml', e === deep ? tooDeep : e.message, at(e.pos[0]))),
        ),
      ];
    }
    if (document.contents === null) return [];
    const start = document.contents.range[0];
    let data: unknown;
    try {
      data = document.toJS({ maxAliasCount: 1000 });
    } catch (error) {
      return [unread(file, [problem('invalid-yaml', reason(error), at(start))])];
    }
    if (data === null) return [];
    return [
      {
        data: seal(data),
        locate: (path) => at(find(document, path)?.offset ?? start),
        locateText: (path, offset) => {
          const found = find(document, path);
          const scalar = found && resolved(document, found.node);
          if (!yaml().isScalar(scalar)) return at(found?.offset ?? start);
          return at(textPosition(text, scalar, offset));
        },
        fileOf: () => file,
        problems: [],
      },
    ];
  });
}

function unread(file: string, problems: readonly Diagnostic[]): Written {
  const at = problems[0]?.at;
  return { data: undefined, locate: () => at, locateText: () => at, fileOf: () => file, problems };
}

function reason(error: unknown): string {
  return error instanceof RangeError ? tooDeep : error instanceof Error ? error.message : String(error);
}

interface Found {
  readonly node: unknown;
  readonly offset: number;
}

/** The node at a path, or the last one on the way there. What spans lines is placed at its key. */
function find(document: Document.Parsed, path: Path): Found | undefined {
  const { isMap, isPair, isScalar, isSeq } = yaml();
  let found: Found | undefined = entry(document.contents, undefined);
  for (const key of path) {
    const node = resolved(document, found?.node);
    let next: Found | undefined;
    if (isMap(node)) {
      const pair = node.items.find((p: Pair) => isPair(p) && isScalar(p.key) && String(p.key.value) === String(key));
      next = pair && entry(pair.value, pair.key);
    } else if (isSeq(node) && typeof key === 'number') {
      next = entry(node.items[key], undefined);
    } else if (isScalar(node) && node.value === key) {
      // A word alone, `drop_exact_duplicates`, is the node { drop_exact_duplicates: {} }.
      next = found;
    }
    if (next === undefined) return found;
    found = next;
  }
  return found;
}

function entry(value: unknown, key: unknown): Found | undefined {
  const { isCollection, isNode } = yaml();
  const spans = isCollection(value) && value.flow !== true;
  const own = isNode(value) ? startOf(value) : undefined;
  const atKey = isNode(key) ? startOf(key) : undefined;
  const offset = spans ? (atKey ?? own) : (own ?? atKey);
  return offset === undefined ? undefined : { node: value, offset };
}

function startOf(node: Node): number | undefined {
  return node.range?.[0];
}

function resolved(document: Document.Parsed, node: unknown): unknown {
  return yaml().isAlias(node) ? node.resolve(document) : node;
}
