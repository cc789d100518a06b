/** JSON text as docs/ingest.md has it in `_rescued`: compact, keys in the order of their code points. */
import type { JsonNode } from './json_text';

export function rescuedText(values: ReadonlyMap<string, JsonNode>): string | null {
  return values.size === 0 ? null : jsonText({ kind: 'object', members: values });
}

export function jsonText(node: JsonNode): string {
  switch (node.kind) {
    case 'null':
      return 'null';
    case 'boolean':
      return String(node.value);
    case 'number':
      return node.text;
    case 'string':
      return JSON.stringify(node.value);
    case 'array':
      return `[${node.elements.map(jsonText).join(',')}]`;
    case 'object': {
      const keys = [...node.members.keys()].sort(compareText);
      const member = (key: string): string =>
        `${JSON.stringify(key)}:${jsonText(node.members.get(key) ?? { kind: 'null' })}`;
      return `{${keys.map(member).join(',')}}`;
    }
  }
}

/** By code points; JavaScript's own order is by UTF-16 units. */
export function compareText(a: string, b: string): number {
  const left = Array.from(a);
  const right = Array.from(b);
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const difference = (left[i]?.codePointAt(0) ?? 0) - (right[i]?.codePointAt(0) ?? 0);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}
