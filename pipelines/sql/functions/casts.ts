/** Casts as Spark does them in ANSI mode, in DuckDB's words. */
import { isFloating, isIntegral, isNumeric } from '../coercion';
import { duckdbType, formatType, sameType, widens, type DataType } from '../types';

/** Why no cast is allowed, or undefined when it is. */
export function refuseCast(from: DataType, to: DataType): string | undefined {
  if (from.kind === 'void' || sameType(from, to)) return undefined;
  const shown = `${formatType(from)} to ${formatType(to)}`;
  if (to.kind === 'string' && from.kind === 'decimal' && from.scale === 38)
    return 'decimal(38,38) has no portable text';
  if (to.kind === 'string' && isFloating(from)) {
    return `the text of a ${from.kind} differs between engines: cast it to a decimal first`;
  }
  if (from.kind === 'array' && to.kind === 'array') {
    return nestedRefusal(from.element, to.element, shown);
  }
  if (from.kind === 'map' && to.kind === 'map') {
    return nestedRefusal(from.key, to.key, shown) ?? nestedRefusal(from.value, to.value, shown);
  }
  if (from.kind === 'struct' && to.kind === 'struct' && from.fields.length === to.fields.length) {
    const refused = from.fields.map((f, i) => nestedRefusal(f.type, to.fields[i]?.type ?? f.type, shown));
    return refused.find((r) => r !== undefined);
  }
  const allowed =
    targets[isIntegral(from) ? 'integral' : isFloating(from) ? 'floating' : from.kind]?.includes(
      isIntegral(to) ? 'integral' : isFloating(to) ? 'floating' : to.kind,
    ) ?? false;
  return allowed ? undefined : `there is no portable cast from ${shown}`;
}

const targets: Readonly<Record<string, readonly string[]>> = {
  integral: ['integral', 'floating', 'decimal', 'string', 'boolean', 'timestamp'],
  floating: ['integral', 'floating', 'decimal'],
  decimal: ['integral', 'floating', 'decimal', 'string'],
  boolean: ['integral', 'string'],
  string: ['integral', 'floating', 'decimal', 'boolean', 'date', 'timestamp', 'timestamp_ntz', 'binary'],
  date: ['timestamp', 'timestamp_ntz', 'string'],
  timestamp: ['date', 'timestamp_ntz', 'string', 'integral'],
  timestamp_ntz: ['date', 'timestamp', 'string'],
  binary: ['string'],
};

/** Inside arrays, maps and structs only casts that lose nothing: DuckDB casts elements by its own rules. */
function nestedRefusal(from: DataType, to: DataType, shown: string): string | undefined {
  return widens(from, to) ? undefined : `there is no portable cast from ${shown}: its elements would be narrowed`;
}

/** DuckDB text of the cast of `text`. */
export function renderCast(text: string, from: DataType, to: DataType, tolerant: boolean): string {
  if (sameType(from, to)) return text;
  const cast = tolerant ? 'TRY_CAST' : 'CAST';
  const target = duckdbType(to);
  if (to.kind === 'void') return text;
  if (from.kind === 'string' && to.kind.startsWith('timestamp'))
    return `CAST(${cast}(${readable(text, to)} AS TIMESTAMPTZ) AS TIMESTAMP)`;
  if (to.kind === 'string' && from.kind === 'decimal' && from.precision === from.scale) {
    // DuckDB leaves out the zero before the point where the type has no place for it.
    return `${cast}(CAST(${text} AS DECIMAL(${from.precision + 1},${from.scale})) AS VARCHAR)`;
  }
  if (to.kind === 'decimal' && from.kind === 'string') return decimalText(readable(text, to), to, cast);
  if (from.kind === 'string') return `${cast}(${readable(text, to)} AS ${target})`;
  if (isIntegral(to) && isNumeric(from) && !isIntegral(from)) return `${cast}(trunc(${text}) AS ${target})`;
  if (isIntegral(to) && from.kind === 'timestamp') {
    return `${cast}(floor(epoch_us(${text}) / 1000000) AS ${target})`;
  }
  if (to.kind === 'decimal' && isFloating(from)) return decimalText(`CAST(${text} AS VARCHAR)`, to, cast);
  if (to.kind === 'timestamp' && isIntegral(from)) return `make_timestamp(CAST(${text} AS BIGINT) * 1000000)`;
  if (to.kind === 'string' && from.kind === 'binary') return `decode(${text})`;
  return `${cast}(${text} AS ${target})`;
}

/** DuckDB reads more texts than Spark does; what Spark refuses is broken here so that DuckDB refuses it too. */
function readable(text: string, to: DataType): string {
  if (isIntegral(to)) return `regexp_replace(${text}, '[^-+0-9\\s]', '?', 'g')`;
  if (isFloating(to)) {
    const unsuffixed = `regexp_replace(${text}, '^(\\s*[-+]?[0-9.]+(?:[eE][-+]?[0-9]+)?)[dDfF](\\s*)$', '\\1\\2')`;
    return `regexp_replace(${unsuffixed}, '[_xX]', '?', 'g')`;
  }
  switch (to.kind) {
    case 'decimal':
      return `regexp_replace(${text}, '[^-+.0-9eE\\s]', '?', 'g')`;
    case 'boolean': {
      const yes = `regexp_replace(lower(trim(${text}, e' \\t\\n\\r')), '^(?:t|true|y|yes|1)$', 'true')`;
      return `regexp_replace(regexp_replace(${yes}, '^(?:f|false|n|no|0)$', 'false'), '^(?:on|off)$', '?')`;
    }
    case 'date': {
      const day = `regexp_replace(${fullDate(text)}, '^\\s*(\\d{4}-\\d{1,2}-\\d{1,2})(?:[ T].*)?$', '\\1')`;
      return `regexp_replace(${day}, '[^-0-9]', '?', 'g')`;
    }
    case 'timestamp':
    case 'timestamp_ntz':
      return `regexp_replace(${fullDate(text)}, '^\\s*(?:[A-Za-z]|\\d+/).*$', '?')`;
    default:
      return text;
  }
}

/** `2024` and `2024-03` are read as their first day. */
function fullDate(text: string): string {
  const year = `regexp_replace(${text}, '^\\s*(\\d{4})\\s*$', '\\1-01-01')`;
  return `regexp_replace(${year}, '^\\s*(\\d{4}-\\d{1,2})\\s*$', '\\1-01')`;
}

/** By way of 38 digits: DuckDB counts the digits of a text before it heeds the exponent. */
function decimalText(text: string, to: DataType & { kind: 'decimal' }, cast: string): string {
  const wide = `${cast}(${text} AS DECIMAL(38,${to.scale}))`;
  return to.precision === 38 ? wide : `${cast}(${wide} AS ${duckdbType(to)})`;
}
