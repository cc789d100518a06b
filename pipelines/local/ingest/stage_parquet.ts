/** Reads Parquet files into `lw_candidates`: columns of the declared type or of one that widens to it, the rest to `_rescued`. */
import { DuckDBListType, DuckDBMapType, DuckDBStructType, type DuckDBType, DuckDBTypeId } from '@duckdb/node-api';
import { type DataType, duckdbType, formatType, parseType } from '../../sql';
import { type Database, literal, quoted } from '../database';
import type { DeclaredColumn } from './records';
import { compareText } from './rescued';
import { jsonStringSql, rescuedSql } from './value_sql';

/** @throws by the file's name when it is no Parquet, or has a type that `_rescued` cannot hold */
export async function stageParquet(
  database: Database,
  absolute: string,
  path: string,
  columns: readonly DeclaredColumn[],
): Promise<number> {
  const scan = `read_parquet(${literal(absolute)}, hive_partitioning = false)`;
  const present = await database.columns(`SELECT * FROM ${scan}`).catch((error: unknown) => {
    throw new Error(`${path} cannot be read as Parquet: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  });
  const taken = new Set<string>();
  const values = columns.map(({ name, type }) => {
    const found = present.find((c) => c.name === name);
    const from = found && declaredType(found.type);
    if (!from || !fits(from, type)) return `CAST(NULL AS ${duckdbType(type)})`;
    taken.add(name);
    return `CAST(${quoted(name)} AS ${duckdbType(type)})`;
  });
  const members = present
    .filter((c) => !taken.has(c.name))
    .sort((a, b) => compareText(a.name, b.name))
    .map(({ name, type }) => ({ key: name, json: jsonSql(type, quoted(name), `${path}, column '${name}'`) }));
  const select = [...values, rescuedSql(members), 'NULL', literal(path)].join(', ');
  await database.run(`INSERT INTO temp.lw_candidates SELECT ${select} FROM ${scan}`);
  const { n } = await database.numbers(`SELECT count(*) AS n FROM ${scan}`);
  return n ?? NaN;
}

/** Digits that the values of an integer type need. */
const digits: Readonly<Partial<Record<DataType['kind'], number>>> = { tinyint: 3, smallint: 5, int: 10, bigint: 19 };

/** The declared type, or one that widens to it without loss (docs/ingest.md). */
function fits(found: DataType, declared: DataType): boolean {
  const needed = digits[found.kind];
  const given = digits[declared.kind];
  if (needed !== undefined && given !== undefined) return needed <= given;
  if (needed !== undefined && declared.kind === 'decimal') return needed <= declared.precision - declared.scale;
  if (found.kind === 'decimal' && declared.kind === 'decimal') {
    return found.scale <= declared.scale && found.precision - found.scale <= declared.precision - declared.scale;
  }
  if (found.kind === 'float' && declared.kind === 'double') return true;
  return nullabilityAside(found) === nullabilityAside(declared);
}

function nullabilityAside(type: DataType): string {
  return formatType(type).replaceAll(/ not null/gi, '');
}

const kinds: Readonly<Partial<Record<DuckDBTypeId, string>>> = {
  [DuckDBTypeId.TINYINT]: 'tinyint',
  [DuckDBTypeId.SMALLINT]: 'smallint',
  [DuckDBTypeId.INTEGER]: 'int',
  [DuckDBTypeId.BIGINT]: 'bigint',
  [DuckDBTypeId.FLOAT]: 'float',
  [DuckDBTypeId.DOUBLE]: 'double',
  [DuckDBTypeId.BOOLEAN]: 'boolean',
  [DuckDBTypeId.VARCHAR]: 'string',
  [DuckDBTypeId.BLOB]: 'binary',
  [DuckDBTypeId.DATE]: 'date',
  [DuckDBTypeId.TIMESTAMP]: 'timestamp_ntz',
  [DuckDBTypeId.TIMESTAMP_TZ]: 'timestamp',
};

/** The declared type that a column of a file has; undefined for those that no contract can name. */
function declaredType(type: DuckDBType): DataType | undefined {
  if (type instanceof DuckDBListType) {
    const element = declaredType(type.valueType);
    return element && { kind: 'array', element };
  }
  if (type instanceof DuckDBMapType) {
    const key = declaredType(type.keyType);
    const value = declaredType(type.valueType);
    return key && value && { kind: 'map', key, value };
  }
  if (type instanceof DuckDBStructType) {
    const fields = type.entryNames.map((name, i) => ({
      name,
      type: declaredType(type.entryTypes[i] ?? type),
      nullable: true,
    }));
    return fields.every((f): f is typeof f & { type: DataType } => f.type !== undefined)
      ? { kind: 'struct', fields }
      : undefined;
  }
  if (type.typeId === DuckDBTypeId.DECIMAL) return parseType(String(type).toLowerCase());
  const kind = kinds[type.typeId];
  return kind === undefined ? undefined : parseType(kind);
}

/** The fewest digits that give the value back, then zeros to sixteen decimals: as Java prints `%.16e`. */
function scientificSql(value: string): string {
  const number = `CAST(${value} AS DOUBLE)`;
  const tries = Array.from({ length: 17 }, (_, digits) => `format('{:.${String(digits)}e}', ${number})`);
  const shortest = `list_filter([${tries.join(', ')}], lambda try: CAST(try AS DOUBLE) = ${number})[1]`;
  const mantissa = `regexp_replace(string_split(${shortest}, 'e')[1], '^(-?[0-9])$', '\\1.')`;
  const width = `CASE WHEN starts_with(${shortest}, '-') THEN 19 ELSE 18 END`;
  return `(rpad(${mantissa}, ${width}, '0') || 'e' || string_split(${shortest}, 'e')[2])`;
}

/** A value as JSON text, null where it is null. */
function jsonSql(type: DuckDBType, value: string, where: string): string {
  const part = (of: DuckDBType, name: string): string => `coalesce(${jsonSql(of, name, where)}, 'null')`;
  if (type instanceof DuckDBListType) {
    return `('[' || array_to_string(list_transform(${value}, lambda e: ${part(type.valueType, 'e')}), ',') || ']')`;
  }
  if (type instanceof DuckDBStructType) {
    const entries = type.entryNames.map((name, i) => ({ name, type: type.entryTypes[i] ?? type }));
    const members = entries
      .sort((a, b) => compareText(a.name, b.name))
      .map(
        (e) =>
          `${literal(`${JSON.stringify(e.name)}:`)} || ${part(e.type, `struct_extract(${value}, ${literal(e.name)})`)}`,
      );
    return `CASE WHEN ${value} IS NOT NULL THEN '{' || ${members.join(` || ',' || `)} || '}' END`;
  }
  if (type instanceof DuckDBMapType && type.keyType.typeId === DuckDBTypeId.VARCHAR) {
    const entry = `${jsonStringSql('e.key')} || ':' || ${part(type.valueType, 'e.value')}`;
    return `('{' || array_to_string(list_transform(list_sort(map_entries(${value})), lambda e: ${entry}), ',') || '}')`;
  }
  switch (type.typeId) {
    case DuckDBTypeId.BOOLEAN:
    case DuckDBTypeId.TINYINT:
    case DuckDBTypeId.SMALLINT:
    case DuckDBTypeId.INTEGER:
    case DuckDBTypeId.BIGINT:
    case DuckDBTypeId.DECIMAL:
      return `CAST(${value} AS VARCHAR)`;
    case DuckDBTypeId.FLOAT:
    case DuckDBTypeId.DOUBLE: {
      const special = `CASE WHEN isnan(${value}) THEN '"NaN"' WHEN ${value} > 0 THEN '"Infinity"' ELSE '"-Infinity"' END`;
      return `CASE WHEN isfinite(${value}) THEN ${scientificSql(value)} WHEN ${value} IS NOT NULL THEN ${special} END`;
    }
    case DuckDBTypeId.VARCHAR:
      return jsonStringSql(value);
    case DuckDBTypeId.BLOB:
      return `('"' || to_base64(${value}) || '"')`;
    case DuckDBTypeId.DATE:
      return `strftime(${value}, '"%Y-%m-%d"')`;
    case DuckDBTypeId.TIMESTAMP:
      return `strftime(${value}, '"%Y-%m-%dT%H:%M:%S.%f"')`;
    case DuckDBTypeId.TIMESTAMP_TZ:
      return `strftime(CAST(${value} AS TIMESTAMP), '"%Y-%m-%dT%H:%M:%S.%fZ"')`;
    default:
      throw new Error(
        `${where}: a value of type ${String(type)} cannot be kept in _rescued; declare the column, or leave it out of the file`,
      );
  }
}
