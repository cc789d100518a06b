import { sqlTypes } from './lazy';

/** What `'decimal(12, 2)?'` says: the type in Spark's canonical text, and whether the column may be null. */
export interface ColumnType {
  readonly type: string;
  readonly nullable: boolean;
}

/** Longer or deeper types are no one's. */
const longest = 10_000;
const deepest = 50;

export function columnType(text: string): ColumnType | undefined {
  if (text.length > longest || (text.match(/</g) ?? []).length > deepest) return undefined;
  const { formatType, parseType } = sqlTypes();
  const trimmed = text.trim();
  const nullable = trimmed.endsWith('?');
  const type = parseType(nullable ? trimmed.slice(0, -1) : trimmed);
  return type === undefined || type.kind === 'void' ? undefined : { type: formatType(type), nullable };
}
