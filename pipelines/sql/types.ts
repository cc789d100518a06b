/** Spark SQL's types: their text in Spark and in DuckDB, and which of them widens to which. */

export interface StructField {
  readonly name: string;
  readonly type: DataType;
  readonly nullable: boolean;
}

export type DataType =
  | {
      readonly kind:
        | 'string'
        | 'boolean'
        | 'tinyint'
        | 'smallint'
        | 'int'
        | 'bigint'
        | 'float'
        | 'double'
        | 'date'
        | 'timestamp'
        | 'timestamp_ntz'
        | 'binary'
        | 'void';
    }
  | { readonly kind: 'decimal'; readonly precision: number; readonly scale: number }
  | { readonly kind: 'array'; readonly element: DataType }
  | { readonly kind: 'map'; readonly key: DataType; readonly value: DataType }
  | { readonly kind: 'struct'; readonly fields: readonly StructField[] };

export type SimpleKind = Exclude<DataType['kind'], 'decimal' | 'array' | 'map' | 'struct'>;

const simple: ReadonlyMap<string, DataType> = new Map(
  (
    [
      ['string', 'string'],
      ['boolean', 'boolean'],
      ['tinyint', 'tinyint'],
      ['byte', 'tinyint'],
      ['smallint', 'smallint'],
      ['short', 'smallint'],
      ['int', 'int'],
      ['integer', 'int'],
      ['bigint', 'bigint'],
      ['long', 'bigint'],
      ['float', 'float'],
      ['real', 'float'],
      ['double', 'double'],
      ['date', 'date'],
      ['timestamp', 'timestamp'],
      ['timestamp_ltz', 'timestamp'],
      ['timestamp_ntz', 'timestamp_ntz'],
      ['binary', 'binary'],
      ['void', 'void'],
    ] as const
  ).map(([word, kind]) => [word, { kind }]),
);

export const typeNames: readonly string[] = [...simple.keys(), 'decimal', 'array', 'map', 'struct'];

/** `decimal(12,2)`, `array<string>`, `struct<a: int not null>`; spaces and case are free. Undefined when it is no type. */
export function parseType(text: string): DataType | undefined {
  const words = text.match(/[A-Za-z_][A-Za-z0-9_]*|`(?:[^`]|``)+`|\d+|\S/g) ?? [];
  const reader = new TypeReader(words);
  const type = reader.type();
  return type !== undefined && reader.finished() ? type : undefined;
}

class TypeReader {
  private at = 0;
  constructor(private readonly words: readonly string[]) {}

  finished(): boolean {
    return this.at === this.words.length;
  }

  type(): DataType | undefined {
    const word = this.next()?.toLowerCase();
    if (word === undefined) return undefined;
    switch (word) {
      case 'decimal':
      case 'numeric':
      case 'dec':
        return this.decimal();
      case 'array': {
        const element = this.accept('<') ? this.type() : undefined;
        return element !== undefined && this.accept('>') ? { kind: 'array', element } : undefined;
      }
      case 'map': {
        const key = this.accept('<') ? this.type() : undefined;
        const value = key !== undefined && this.accept(',') ? this.type() : undefined;
        return key !== undefined && value !== undefined && this.accept('>') ? { kind: 'map', key, value } : undefined;
      }
      case 'struct':
        return this.struct();
      default:
        return simple.get(word);
    }
  }

  private decimal(): DataType | undefined {
    if (!this.accept('(')) return { kind: 'decimal', precision: 10, scale: 0 };
    const precision = Number(this.next());
    const scale = this.accept(',') ? Number(this.next()) : 0;
    const valid = precision >= 1 && precision <= 38 && scale >= 0 && scale <= precision;
    return this.accept(')') && valid ? { kind: 'decimal', precision, scale } : undefined;
  }

  private struct(): DataType | undefined {
    if (!this.accept('<')) return undefined;
    const fields: StructField[] = [];
    if (this.accept('>')) return { kind: 'struct', fields };
    do {
      const word = this.next();
      if (word === undefined) return undefined;
      const name = word.startsWith('`') ? word.slice(1, -1).replaceAll('``', '`') : word;
      this.accept(':');
      const type = this.type();
      if (type === undefined) return undefined;
      const required = this.accept('not') && this.accept('null');
      fields.push({ name, type, nullable: !required });
    } while (this.accept(','));
    return this.accept('>') ? { kind: 'struct', fields } : undefined;
  }

  private next(): string | undefined {
    return this.words[this.at++];
  }

  private accept(word: string): boolean {
    if (this.words[this.at]?.toLowerCase() !== word) return false;
    this.at++;
    return true;
  }
}

/** Canonical Spark text, no spaces but in `not null`: what `parseType` reads back to the same value. */
export function formatType(type: DataType): string {
  switch (type.kind) {
    case 'decimal':
      return `decimal(${type.precision},${type.scale})`;
    case 'array':
      return `array<${formatType(type.element)}>`;
    case 'map':
      return `map<${formatType(type.key)},${formatType(type.value)}>`;
    case 'struct': {
      const fields = type.fields.map(
        (f) => `${fieldName(f.name)}:${formatType(f.type)}${f.nullable ? '' : ' not null'}`,
      );
      return `struct<${fields.join(',')}>`;
    }
    default:
      return type.kind;
  }
}

function fieldName(name: string): string {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) ? name : `\`${name.replaceAll('`', '``')}\``;
}

const duckdbNames: Readonly<Record<SimpleKind, string>> = {
  string: 'VARCHAR',
  boolean: 'BOOLEAN',
  tinyint: 'TINYINT',
  smallint: 'SMALLINT',
  int: 'INTEGER',
  bigint: 'BIGINT',
  float: 'FLOAT',
  double: 'DOUBLE',
  date: 'DATE',
  timestamp: 'TIMESTAMP',
  timestamp_ntz: 'TIMESTAMP',
  binary: 'BLOB',
  void: '"NULL"',
};

/** DuckDB's type for it. Both timestamps are TIMESTAMP: the session is in UTC. */
export function duckdbType(type: DataType): string {
  switch (type.kind) {
    case 'decimal':
      return `DECIMAL(${type.precision},${type.scale})`;
    case 'array':
      return `${duckdbType(type.element)}[]`;
    case 'map':
      return `MAP(${duckdbType(type.key)}, ${duckdbType(type.value)})`;
    case 'struct':
      return `STRUCT(${type.fields.map((f) => `"${f.name.replaceAll('"', '""')}" ${duckdbType(f.type)}`).join(', ')})`;
    default:
      return duckdbNames[type.kind];
  }
}

/** The same type, nullability of fields and elements aside. */
export function sameType(a: DataType, b: DataType): boolean {
  if (a === b) return true;
  if (a.kind !== b.kind) return false;
  switch (a.kind) {
    case 'decimal':
      return b.kind === 'decimal' && a.precision === b.precision && a.scale === b.scale;
    case 'array':
      return b.kind === 'array' && sameType(a.element, b.element);
    case 'map':
      return b.kind === 'map' && sameType(a.key, b.key) && sameType(a.value, b.value);
    case 'struct':
      return (
        b.kind === 'struct' &&
        a.fields.length === b.fields.length &&
        a.fields.every((f, i) => {
          const other = b.fields[i];
          return (
            other !== undefined && f.name.toLowerCase() === other.name.toLowerCase() && sameType(f.type, other.type)
          );
        })
      );
    default:
      return true;
  }
}

export const integralDigits: Readonly<Record<string, number>> = { tinyint: 3, smallint: 5, int: 10, bigint: 20 };
const integralOrder: readonly string[] = ['tinyint', 'smallint', 'int', 'bigint'];

/** Whether every value of `from` is one of `to`, so that a cast loses nothing and cannot fail. */
export function widens(from: DataType, to: DataType): boolean {
  if (sameType(from, to) || from.kind === 'void') return true;
  const rank = integralOrder.indexOf(from.kind);
  if (rank >= 0) {
    if (integralOrder.includes(to.kind)) return rank <= integralOrder.indexOf(to.kind);
    if (to.kind === 'decimal') return to.precision - to.scale >= (integralDigits[from.kind] ?? 0);
    if (to.kind === 'double') return from.kind !== 'bigint';
    return to.kind === 'float' && rank < 2;
  }
  if (from.kind === 'decimal' && to.kind === 'decimal') {
    return to.scale >= from.scale && to.precision - to.scale >= from.precision - from.scale;
  }
  if (from.kind === 'float') return to.kind === 'double';
  if (from.kind === 'date') return to.kind === 'timestamp' || to.kind === 'timestamp_ntz';
  if (from.kind === 'timestamp' || from.kind === 'timestamp_ntz') {
    return to.kind === 'timestamp' || to.kind === 'timestamp_ntz';
  }
  if (from.kind === 'array' && to.kind === 'array') return widens(from.element, to.element);
  if (from.kind === 'map' && to.kind === 'map') return widens(from.key, to.key) && widens(from.value, to.value);
  if (from.kind === 'struct' && to.kind === 'struct') {
    return (
      from.fields.length === to.fields.length &&
      from.fields.every((f, i) => {
        const other = to.fields[i];
        return other !== undefined && f.name.toLowerCase() === other.name.toLowerCase() && widens(f.type, other.type);
      })
    );
  }
  return false;
}
