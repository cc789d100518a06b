/** The YAML of an environment's file: its value, and where each key of it is written. */
import { type Alias, type Document, isAlias, isMap, isNode, isPair, LineCounter, parseDocument, visit } from 'yaml';
import type { Diagnostic, Position } from '../pipelines/plan';
import { type Path, problem } from './problem';
import { shortened } from './shown';

export interface ReadDocument {
  readonly value: unknown;
  /** Where the key at a path is written, or the nearest part of the path that is. */
  readonly place: (path: Path) => Position;
}

/** More errors come of the first ones. */
const mostErrors = 5;

export function readDocument(text: string, file: string): ReadDocument | readonly Diagnostic[] {
  const lines = new LineCounter();
  // Errors with a piece of the text in them would show what a file that is none of ours holds.
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const at = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { file, line, column: col };
  };
  const wrong = (message: string, offset: number): Diagnostic =>
    problem('environment-syntax', `${file}: ${message}`, '', at(offset));
  const exhausted = document.errors.find(({ code }) => code === 'RESOURCE_EXHAUSTION');
  if (exhausted !== undefined) {
    return [wrong('found lists or mappings too deep within each other; expected a few levels', exhausted.pos[0])];
  }
  const errors = [...document.errors].sort((a, b) => a.pos[0] - b.pos[0]).slice(0, mostErrors);
  if (errors.length > 0) {
    return errors.map(({ code, message, pos }) =>
      code === 'MULTIPLE_DOCS'
        ? wrong("found a second document; expected one, without '---' after its beginning", pos[0])
        : wrong(shortened(message, 200), pos[0]),
    );
  }
  const aliases = aliasProblems(document);
  if (aliases.length > 0) return aliases.map(({ message, offset }) => wrong(message, offset));
  try {
    return { value: document.toJS() as unknown, place: (path) => at(offsetOf(document, path)) };
  } catch {
    // What is left of what can go wrong: the aliases of aliases come to too much.
    const [first] = aliasesOf(document);
    return [wrong('found aliases that repeat each other too often; expected a few', rangeStart(first?.alias) ?? 0)];
  }
}

interface PlacedAlias {
  readonly alias: Alias;
  readonly within: readonly unknown[];
}

function aliasesOf(document: Document): readonly PlacedAlias[] {
  const found: PlacedAlias[] = [];
  visit(document, {
    Alias: (_, alias, within) => {
      found.push({ alias, within });
    },
  });
  return found;
}

/** Aliases of nothing, and of what they are a part of. Anchors that are not yet there count as none. */
function aliasProblems(document: Document): readonly { readonly message: string; readonly offset: number }[] {
  const anchors = new Map<string, unknown>();
  const problems: { message: string; offset: number }[] = [];
  visit(document, (_, node, within) => {
    if (isAlias(node)) {
      const offset = rangeStart(node) ?? 0;
      const name = shortened(node.source);
      if (!anchors.has(node.source)) {
        problems.push({ message: `found *${name}; expected an alias of an anchor &${name} before it`, offset });
      } else if (within.some((each) => each === anchors.get(node.source))) {
        problems.push({ message: `found *${name} within &${name}; expected an alias of something else`, offset });
      }
    } else if (isNode(node) && 'anchor' in node && typeof node.anchor === 'string') anchors.set(node.anchor, node);
  });
  return problems;
}

function offsetOf(document: Document, path: Path): number {
  let node: unknown = document.contents;
  let offset = 0;
  for (const [i, key] of path.entries()) {
    if (isMap(node)) {
      const pair: unknown = node.items.find((item) => isPair(item) && String(item.key) === String(key));
      if (!isPair(pair)) return offset;
      offset = rangeStart(pair.key) ?? offset;
      node = pair.value;
    } else {
      const item = document.getIn(path.slice(0, i + 1), true);
      offset = rangeStart(item) ?? offset;
      node = item;
    }
  }
  return offset;
}

function rangeStart(node: unknown): number | undefined {
  if (node === null || typeof node !== 'object' || !('range' in node) || !Array.isArray(node.range)) return undefined;
  const start: unknown = node.range[0];
  return typeof start === 'number' ? start : undefined;
}
