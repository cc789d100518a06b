/** The check at a construct's boundary. Unresolved tokens pass: their values are known at the deployment only. */
import type * as z from 'zod';
import { Token } from './framework';
import { shown } from './shown';

/** @throws listing every wrong property of the construct at `path`, with the value found */
export function checkProps(schema: z.ZodType, props: unknown, path: string): void {
  const result = schema.safeParse(props);
  const wrong = (result.error?.issues ?? []).flatMap((issue) => {
    const value = valueAt(props, issue.path);
    if (Token.isUnresolved(value)) return [];
    return [`  ${issue.path.map(String).join('.')}: found ${shown(value)}; ${issue.message}`];
  });
  if (wrong.length > 0) throw new Error(`${path}: wrong properties\n${wrong.join('\n')}`);
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let node = value;
  for (const key of path) {
    if (node === null || typeof node !== 'object') return undefined;
    node = Reflect.get(node, key);
  }
  return node;
}
