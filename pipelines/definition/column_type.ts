import { sqlTypes } from './lazy';

/** What `'decimal(12, 2)?'` says: the type in Spark's canonical text, and whether the column may be null. */
export interface ColumnType {
  readonly type: string;
  readonly nullable: boolean;
}

/** Longer or deeper types are no one's. */
const longest = 10_000;
const deepest = 50;

/** Columns share types. */
const known = new Map<string, ColumnType>();

export function columnType(text: string): ColumnType | undefined {
  const before = known.get(text);
  if (before) return before;
  if (text.length > longest || (text.match(/</g) ?? []).length > deepest) return undefined;
  const { formatType, parseType } = sqlTypes();
  const trimmed = text.trim();
  const nullable = trimmed.endsWith('?');
  const type = parseType(nullable ? trimmed.slice(0, -1) : trimmed);
  if (type === undefined || type.kind === 'void') return undefined;
  const found: ColumnType = { type: formatType(type), nullable };
  if (known.size < 1000) known.set(text, found);
  return found;
}
