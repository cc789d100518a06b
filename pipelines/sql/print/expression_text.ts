/** Expressions of the syntax tree as Spark SQL on one line: the canonical form, and what Spark runs. */
import { precedence, quoteName } from '../parse';
import { formatType } from '../types';
import type {
  CallExpression,
  ColumnExpression,
  Expression,
  FrameBound,
  Query,
  Select,
  SortItem,
  StarExpression,
  WindowSpecification,
} from '../syntax';

export interface TextOptions {
  readonly table: (id: string) => string;
  readonly parameter: (name: string) => string;
  /** The columns of a star that Spark could not expand itself. */
  readonly star: (star: StarExpression) => string | undefined;
  /** What stands for a column where the column's name would mean another thing. */
  readonly column: (column: ColumnExpression) => Expression | string | undefined;
  /** What stands for a call: `current_date()` is the interval's end. */
  readonly call: (call: CallExpression) => string | undefined;
  readonly query: (query: Query, options: TextOptions) => string;
  /** What stands for a SELECT that Spark does not take as written. */
  readonly select?: (select: Select, options: TextOptions) => string | undefined;
}

export function expressionText(e: Expression, options: TextOptions, minimum = 0): string {
  const [text, binds] = bare(e, options);
  return binds < minimum ? `(${text})` : text;
}

const level = (name: string): number => precedence[name] ?? 0;
const tight = 100;

function bare(e: Expression, o: TextOptions): readonly [string, number] {
  const text = (x: Expression, minimum = 0): string => expressionText(x, o, minimum);
  const not = (negated: boolean): string => (negated ? 'not ' : '');
  const predicate = level('predicate');
  switch (e.kind) {
    case 'null':
      return ['null', tight];
    case 'boolean':
      return [String(e.value), tight];
    case 'number':
      return [numberText(e.digits, e.type.kind), e.digits.startsWith('-') ? level('unary') : tight];
    case 'string':
      return [stringText(e.value), tight];
    case 'datetime':
      return [`${e.type} '${e.value}'`, tight];
    case 'interval':
      return [`interval ${e.parts.map((p) => `'${p.amount}' ${p.unit}`).join(' ')}`, tight];
    case 'parameter':
      return [o.parameter(e.name), tight];
    case 'column': {
      const other = o.column(e);
      if (typeof other === 'string') return [other, tight];
      if (other !== undefined) return [`(${text(other)})`, tight];
      return [e.parts.map((p) => quoteName(p.name)).join('.'), tight];
    }
    case 'star':
      return [o.star(e) ?? starText(e), tight];
    case 'unary': {
      if (e.operator === 'not') return [`not ${text(e.operand, level('not'))}`, level('not')];
      const operand = text(e.operand, level('unary'));
      // A sign before digits would be read as theirs.
      const apart = /^[-+]/.test(operand)
        ? ` ${operand}`
        : e.operator === '-' && /^[\d.]/.test(operand)
          ? `(${operand})`
          : operand;
      return [`${e.operator}${apart}`, level('unary')];
    }
    case 'binary': {
      const binds = level(e.operator);
      return [`${text(e.left, binds)} ${e.operator} ${text(e.right, binds + 1)}`, binds];
    }
    case 'is':
      return [`${text(e.operand, predicate + 1)} is ${not(e.not)}${e.what}`, predicate];
    case 'distinct_from':
      return [
        `${text(e.left, predicate + 1)} is ${not(e.not)}distinct from ${text(e.right, predicate + 1)}`,
        predicate,
      ];
    case 'between': {
      const bounds = `${text(e.low, predicate + 1)} and ${text(e.high, predicate + 1)}`;
      return [`${text(e.operand, predicate + 1)} ${not(e.not)}between ${bounds}`, predicate];
    }
    case 'in':
      return [
        `${text(e.operand, predicate + 1)} ${not(e.not)}in (${e.list.map((x) => text(x)).join(', ')})`,
        predicate,
      ];
    case 'in_query':
      return [`${text(e.operand, predicate + 1)} ${not(e.not)}in (${o.query(e.query, o)})`, predicate];
    case 'like': {
      const escape = e.escape === undefined ? '' : ` escape ${stringText(e.escape)}`;
      return [
        `${text(e.operand, predicate + 1)} ${not(e.not)}${e.operator} ${text(e.pattern, predicate + 1)}${escape}`,
        predicate,
      ];
    }
    case 'exists':
      return [`exists (${o.query(e.query, o)})`, tight];
    case 'subquery':
      return [`(${o.query(e.query, o)})`, tight];
    case 'case': {
      const operand = e.operand === undefined ? '' : ` ${text(e.operand)}`;
      const branches = e.branches.map((b) => ` when ${text(b.when)} then ${text(b.then)}`).join('');
      const otherwise = e.otherwise === undefined ? '' : ` else ${text(e.otherwise)}`;
      return [`case${operand}${branches}${otherwise} end`, tight];
    }
    case 'cast':
      return [`${e.try ? 'try_cast' : 'cast'}(${text(e.operand)} as ${formatType(e.type)})`, tight];
    case 'call':
      return [o.call(e) ?? callText(e, o), tight];
    case 'index':
      return [`${text(e.operand, level('postfix'))}[${text(e.index)}]`, level('postfix')];
    case 'field':
      return [`${text(e.operand, level('postfix'))}.${quoteName(e.name.name)}`, level('postfix')];
    case 'lambda': {
      const names = e.parameters.map((p) => quoteName(p.name));
      return [`${names.length === 1 ? names.join('') : `(${names.join(', ')})`} -> ${text(e.body)}`, 0];
    }
  }
}

const suffixes: Readonly<Record<string, string>> = { tinyint: 'Y', smallint: 'S', float: 'F', double: 'D' };

function numberText(digits: string, kind: string): string {
  if (kind === 'bigint') return `${digits}L`;
  if (kind === 'decimal') return digits.includes('.') ? digits : `${digits}BD`;
  return digits + (suffixes[kind] ?? '');
}

const escaped: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  "'": "\\'",
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\0': '\\0',
};

export function stringText(value: string): string {
  return `'${value.replace(/[\\'\n\r\t\0]/g, (c) => escaped[c] ?? c)}'`;
}

function starText(star: StarExpression): string {
  const except = star.except.length === 0 ? '' : ` except (${star.except.map((c) => quoteName(c.name)).join(', ')})`;
  return `${star.qualifier === undefined ? '' : `${quoteName(star.qualifier.name)}.`}*${except}`;
}

function callText(e: CallExpression, o: TextOptions): string {
  const list = e.arguments.map((a) => expressionText(a, o)).join(', ');
  const filter = e.filter === undefined ? '' : ` filter (where ${expressionText(e.filter, o)})`;
  const over = e.over === undefined ? '' : ` over (${windowText(e.over, o)})`;
  const nulls = e.ignoreNulls ? ' ignore nulls' : '';
  return `${e.name}(${e.distinct ? 'distinct ' : ''}${list})${nulls}${filter}${over}`;
}

function windowText(w: WindowSpecification, o: TextOptions): string {
  const parts: string[] = [];
  if (w.partition.length > 0) parts.push(`partition by ${w.partition.map((e) => expressionText(e, o)).join(', ')}`);
  if (w.order.length > 0) parts.push(`order by ${w.order.map((s) => sortText(s, o)).join(', ')}`);
  if (w.frame !== undefined)
    parts.push(`${w.frame.unit} between ${boundText(w.frame.from, o)} and ${boundText(w.frame.to, o)}`);
  return parts.join(' ');
}

function boundText(bound: FrameBound, o: TextOptions): string {
  return 'offset' in bound
    ? `${expressionText(bound.offset, o, level('predicate') + 1)} ${bound.kind}`
    : bound.kind.replace('_', ' ');
}

/** The default order of nulls is left out, so that writing it does not change the text. */
export function sortText(item: SortItem, o: TextOptions): string {
  const usual = item.descending ? 'last' : 'first';
  const nulls = item.nulls === undefined || item.nulls === usual ? '' : ` nulls ${item.nulls}`;
  return `${expressionText(item.expression, o)}${item.descending ? ' desc' : ''}${nulls}`;
}
