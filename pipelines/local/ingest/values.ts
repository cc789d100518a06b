/**
 * The forms in which a text or a JSON value is of a declared type (docs/ingest.md). What comes out is text that DuckDB casts to
 * the type without loss; undefined means ill-typed.
 */
import type { DataType } from '../../sql';
import { jsonText } from './rescued';
import type { JsonNode } from './json_text';

const ranges: Readonly<Record<string, bigint>> = {
  tinyint: 1n << 7n,
  smallint: 1n << 15n,
  int: 1n << 31n,
  bigint: 1n << 63n,
};

export const forms = {
  integer: '-?[0-9]+',
  floating: '-?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?',
  date: '[0-9]{4}-[0-9]{2}-[0-9]{2}',
  clock: '[T ]([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\.[0-9]{1,6})?',
  offset: '(Z|[+-](0[0-9]|1[0-7]):[0-5][0-9]|[+-]18:00)',
} as const;

/** At most p-s digits before the point after leading zeros, at most s after it before trailing ones. */
export function decimalForm(precision: number, scale: number): string {
  const whole = precision === scale ? '0+' : `0*[0-9]{1,${precision - scale}}`;
  const fraction = scale === 0 ? '(\\.0+)?' : `(\\.[0-9]{1,${scale}}0*)?`;
  return `-?${whole}${fraction}`;
}

/** A CSV field, or a JSON string. */
export function textValue(type: DataType, text: string): string | undefined {
  switch (type.kind) {
    case 'string':
      return text.includes('\0') || /\p{Surrogate}/u.test(text) ? undefined : text;
    case 'boolean':
      return text === 'true' || text === 'false' ? text : undefined;
    case 'tinyint':
    case 'smallint':
    case 'int':
    case 'bigint':
      return inRange(type.kind, text) ? text : undefined;
    case 'decimal':
      return whole(decimalForm(type.precision, type.scale), text) ? text : undefined;
    case 'float':
      return whole(forms.floating, text) && Number.isFinite(Math.fround(Number(text))) ? text : undefined;
    case 'double':
      return whole(forms.floating, text) && Number.isFinite(Number(text)) ? text : undefined;
    case 'date':
      return whole(forms.date, text) && isDay(text) ? text : undefined;
    case 'timestamp':
    case 'timestamp_ntz':
      return instantText(type.kind, text);
    case 'binary':
      return base64(text);
    case 'void':
    case 'array':
    case 'map':
    case 'struct':
      return undefined;
  }
}

/** A JSON value that is not null. Of nested types the text is JSON whose scalars are strings that DuckDB casts. */
export function jsonValue(type: DataType, node: JsonNode): string | undefined {
  switch (type.kind) {
    case 'array':
    case 'map':
    case 'struct': {
      const nested = castable(type, node);
      return nested && jsonText(nested);
    }
    default: {
      const text = scalarText(type, node);
      return text === undefined ? undefined : textValue(type, text);
    }
  }
}

/** The text that a scalar's form is matched against; undefined when the JSON type is not the form's. */
function scalarText(type: DataType, node: JsonNode): string | undefined {
  switch (type.kind) {
    case 'boolean':
      return node.kind === 'boolean' ? String(node.value) : undefined;
    case 'tinyint':
    case 'smallint':
    case 'int':
    case 'bigint':
    case 'float':
    case 'double':
      return node.kind === 'number' ? node.text : undefined;
    case 'decimal':
      return node.kind === 'number' ? node.text : node.kind === 'string' ? node.value : undefined;
    default:
      return node.kind === 'string' ? node.value : undefined;
  }
}

function castable(type: DataType, node: JsonNode): JsonNode | undefined {
  switch (type.kind) {
    case 'array': {
      const elements = node.kind === 'array' ? node.elements.map((e) => part(type.element, e)) : [undefined];
      return elements.every((e) => e !== undefined) ? { kind: 'array', elements } : undefined;
    }
    case 'map': {
      if (node.kind !== 'object' || type.key.kind !== 'string') return undefined;
      const members = new Map<string, JsonNode>();
      for (const [key, value] of node.members) {
        const kept = textValue(type.key, key) === undefined ? undefined : part(type.value, value);
        if (kept === undefined) return undefined;
        members.set(key, kept);
      }
      return { kind: 'object', members };
    }
    case 'struct': {
      if (node.kind !== 'object') return undefined;
      const declared = new Set(type.fields.map((f) => f.name));
      if ([...node.members.keys()].some((name) => !declared.has(name))) return undefined;
      const members = new Map<string, JsonNode>();
      for (const field of type.fields) {
        const value = node.members.get(field.name) ?? { kind: 'null' };
        const kept = value.kind === 'null' && !field.nullable ? undefined : part(field.type, value);
        if (kept === undefined) return undefined;
        members.set(field.name, kept);
      }
      return { kind: 'object', members };
    }
    default: {
      const value = jsonValue(type, node);
      return value === undefined ? undefined : { kind: 'string', value };
    }
  }
}

function part(type: DataType, node: JsonNode): JsonNode | undefined {
  return node.kind === 'null' ? node : castable(type, node);
}

const compiled = new Map<string, RegExp>();

function whole(form: string, text: string): boolean {
  const known = compiled.get(form) ?? new RegExp(`^(?:${form})$`);
  compiled.set(form, known);
  return known.test(text);
}

function inRange(kind: string, text: string): boolean {
  const limit = ranges[kind] ?? 0n;
  if (!whole(forms.integer, text)) return false;
  const value = BigInt(text.replace(/^(-?)0+(?=[0-9])/, '$1'));
  return value >= -limit && value < limit;
}

function isDay(text: string): boolean {
  const day = new Date(`${text.slice(0, 10)}T00:00:00Z`);
  return text >= '0001' && !Number.isNaN(day.getTime()) && day.toISOString().slice(0, 10) === text.slice(0, 10);
}

/** `2026-03-01 12:00:00.500000`, in UTC. */
function instantText(kind: 'timestamp' | 'timestamp_ntz', text: string): string | undefined {
  const form = `${forms.date}${forms.clock}${kind === 'timestamp' ? `${forms.offset}?` : ''}`;
  if (!whole(form, text) || !isDay(text)) return undefined;
  const [, fraction = '', offset = 'Z'] = /^.{19}(?:\.([0-9]+))?(.*)$/.exec(text) ?? [];
  const [sign, hours = '0', minutes = '0'] =
    offset === '' || offset === 'Z' ? [''] : [offset[0], offset.slice(1, 3), offset.slice(4)];
  const shift = (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? 60_000 : -60_000);
  const utc = new Date(Date.parse(`${text.slice(0, 10)}T${text.slice(11, 19)}Z`) + shift);
  if (utc.getUTCFullYear() < 1 || utc.getUTCFullYear() > 9999) return undefined;
  return `${utc.toISOString().slice(0, 19).replace('T', ' ')}.${fraction.padEnd(6, '0')}`;
}

/** Bytes as DuckDB writes them: `\x00\xFF`. */
function base64(text: string): string | undefined {
  const bytes = Buffer.from(text, 'base64');
  if (bytes.toString('base64') !== text) return undefined;
  return [...bytes].map((b) => `\\x${b.toString(16).toUpperCase().padStart(2, '0')}`).join('');
}
