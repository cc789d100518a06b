/** From a value and a path, or a place in a query, back to the line that an author wrote. Runs for diagnostics alone. */
import { readFileSync } from 'node:fs';
import type * as ts from 'typescript';
import type { Position } from '../plan';
import { typescript } from './lazy';
import type { Query } from './query';
import { siteOf } from './site';
import { isTable } from './table';

const parsed = new Map<string, ts.SourceFile | undefined>();

/** The file's syntax tree; undefined where there is no such file, or no TypeScript to read it with. */
function sourceOf(file: string): ts.SourceFile | undefined {
  if (!parsed.has(file)) {
    try {
      const { createSourceFile, ScriptTarget } = typescript();
      parsed.set(file, createSourceFile(file, readFileSync(file, 'utf8'), ScriptTarget.Latest, true));
    } catch {
      parsed.set(file, undefined);
    }
  }
  return parsed.get(file);
}

function at(source: ts.SourceFile, offset: number): Position {
  const { line, character } = source.getLineAndCharacterOfPosition(offset);
  return { file: source.fileName, line: line + 1, column: character + 1 };
}

/** The innermost node of a kind whose callee or tag is at a position; else the first such on its line. */
function find<N extends ts.Node>(
  source: ts.SourceFile,
  where: Position,
  is: (node: ts.Node) => node is N,
  head: (node: N) => ts.Node,
): N | undefined {
  const starts = source.getLineStarts();
  const start = starts[where.line - 1];
  if (start === undefined) return undefined;
  const offset = start + where.column - 1;
  const end = starts[where.line] ?? source.getEnd();
  let exact: N | undefined;
  let onLine: N | undefined;
  const visit = (node: ts.Node): void => {
    if (node.getEnd() < start || node.getStart(source) >= end) return;
    if (is(node)) {
      const from = head(node).getStart(source);
      if (offset >= from && offset <= head(node).getEnd()) exact = node;
      if (from >= start && from < end) onLine ??= node;
    }
    node.forEachChild(visit);
  };
  visit(source);
  return exact ?? onLine;
}

/** Where character `offset` of the query's text was written. */
export function locateInQuery(query: Query, offset: number): Position | undefined {
  const piece = [...query.pieces]
    .sort((a, b) => a.at - b.at)
    .filter((p) => p.at <= offset)
    .at(-1);
  const site = piece?.template.site();
  const source = site && sourceOf(site.file);
  if (!piece || !site || !source) return site;
  const { isTaggedTemplateExpression, isNoSubstitutionTemplateLiteral } = typescript();
  const tagged = find(source, site, isTaggedTemplateExpression, (node) => node.tag);
  if (!tagged) return site;
  const { template } = tagged;
  const chunk = isNoSubstitutionTemplateLiteral(template)
    ? template
    : piece.chunk === 0
      ? template.head
      : template.templateSpans[piece.chunk - 1]?.literal;
  if (!chunk) return site;
  const written = chunk.getStart(source) + 1;
  return at(source, Math.min(crlfAware(source, written, piece.within + (offset - piece.at)), chunk.getEnd()));
}

/** A template's raw text has no carriage returns: `length` characters on from `start`, without counting them. */
function crlfAware(source: ts.SourceFile, start: number, length: number): number {
  let offset = start;
  for (let i = 0; i < length; i++) offset += source.text.startsWith('\r\n', offset) ? 2 : 1;
  return offset;
}

/** Where a path within a definition was written: the call `f(x, { a })` holds the keys f and a. */
export function locateInDefinition(definition: object, path: readonly PropertyKey[]): Position | undefined {
  let site = siteOf(definition);
  let rest = [...path];
  let here: unknown = definition;
  for (let i = 0; i < path.length && here !== null && typeof here === 'object' && !isTable(here); i++) {
    here = Reflect.get(here, path[i] ?? '');
    const own = here !== null && typeof here === 'object' && !isTable(here) ? siteOf(here) : undefined;
    if (own) {
      site = own;
      rest = path.slice(i + 1);
    }
  }
  const source = site && sourceOf(site.file);
  if (!site || !source) return site;
  const call = find(source, site, typescript().isCallExpression, (node) => calleeName(node.expression));
  return call ? at(source, descend(call, rest, source).getStart(source)) : site;
}

function calleeName(callee: ts.Expression): ts.Node {
  return typescript().isPropertyAccessExpression(callee) ? callee.name : callee;
}

function descend(node: ts.Node, path: readonly PropertyKey[], source: ts.SourceFile): ts.Node {
  const { isArrayLiteralExpression, isCallExpression, isObjectLiteralExpression, isPropertyAssignment } = typescript();
  const [key, ...rest] = path;
  if (key === undefined) return node;
  if (isCallExpression(node)) {
    const [subject, options] = node.arguments;
    if (!subject) return node;
    if (key === calleeName(node.expression).getText(source) || options === undefined) {
      return descend(subject, key === calleeName(node.expression).getText(source) ? rest : path, source);
    }
    const inside = descend(options, path, source);
    return inside === options ? node : inside;
  }
  if (isArrayLiteralExpression(node) && typeof key === 'number') {
    const element = node.elements[key];
    return element ? descend(element, rest, source) : node;
  }
  if (isObjectLiteralExpression(node)) {
    const property = node.properties.find((p) => p.name && nameOf(p.name) === key);
    if (!property) return node;
    if (!isPropertyAssignment(property)) return property;
    return rest.length === 0 ? property.initializer : descend(property.initializer, rest, source);
  }
  return node;
}

function nameOf(name: ts.PropertyName): string | undefined {
  const { isIdentifier, isStringLiteralLike } = typescript();
  return isIdentifier(name) || isStringLiteralLike(name) ? name.text : undefined;
}
