/** Expressions: every name resolved, every type worked out, every implicit cast put in. */
import { bindCall } from './call';
import { bindBinary, bindUnary, operator } from './operator';
import { castTo, common, poison } from './convert';
import { givesOneRow, isCorrelated } from './correlation';
import { columnNames, lookUp } from './scope';
import { errorAt } from '../issue';
import { didYouMean, hintFor } from '../../plan';
import { formatType, type DataType } from '../types';
import { refuseCast } from '../functions/casts';
import type { Binding } from './checker';
import type { BoundExpression } from '../bound';
import type { ColumnExpression, Expression, Identifier } from '../syntax';

export function bind(e: Expression, b: Binding): BoundExpression {
  switch (e.kind) {
    case 'null':
      return poison;
    case 'boolean':
      return { kind: 'literal', value: e.value, type: { kind: 'boolean' }, nullable: false };
    case 'number':
      return { kind: 'literal', value: e.digits, type: e.type, nullable: false };
    case 'string':
      return { kind: 'literal', value: e.value, type: { kind: 'string' }, nullable: false };
    case 'datetime':
      return { kind: 'literal', value: e.value, type: { kind: e.type }, nullable: false };
    case 'interval':
      return refused(
        b,
        e,
        'misplaced-interval',
        'an interval can only be added to a date or timestamp, or taken from one',
      );
    case 'parameter':
      return bindParameter(e, b);
    case 'column':
      return bindColumn(e, b);
    case 'star':
      return refused(b, e, 'misplaced-star', "'*' can only stand in the select list or in count(*)");
    case 'unary':
      return bindUnary(e, b);
    case 'binary':
      return bindBinary(e, b);
    case 'is':
      return negate(operator(b, e, `is ${e.what}`, [bind(e.operand, b)]), e.not, b, e);
    case 'distinct_from':
      return negate(compare(b, e, '<=>', bind(e.left, b), bind(e.right, b)), !e.not, b, e);
    case 'between': {
      const value = bind(e.operand, b);
      const low = compare(b, e, '>=', value, bind(e.low, b));
      const high = compare(b, e, '<=', value, bind(e.high, b));
      return negate(operator(b, e, 'between', [low, high]), e.not, b, e);
    }
    case 'like':
      return bindLike(e, b);
    case 'in':
      return bindIn(e, b);
    case 'in_query':
      return bindInQuery(e, b);
    case 'exists': {
      const query = b.bindQuery(b.checker, e.query, { common: b.common, outer: b.scope });
      return { kind: 'exists', query, type: { kind: 'boolean' }, nullable: false };
    }
    case 'subquery':
      return bindScalar(e, b);
    case 'case':
      return bindCase(e, b);
    case 'cast': {
      const operand = bind(e.operand, b);
      const why = refuseCast(operand.type, e.type);
      if (why !== undefined) return refused(b, e, 'no-cast', why, e.type);
      const nullable = operand.nullable || e.try || operand.type.kind === 'string';
      return { kind: 'cast', operand, mode: e.try ? 'try' : 'explicit', type: e.type, nullable };
    }
    case 'call':
      return bindCall(e, b);
    case 'index':
      return bindIndex(e, b);
    case 'field':
      return field(bind(e.operand, b), e.name, b);
    case 'lambda':
      return refused(b, e, 'misplaced-lambda', 'a lambda can only be an argument of a function that takes one');
  }
}

/** Reports it and goes on with a null, typed where the type is clear, so that nothing is reported twice. */
export function refused(
  b: Binding,
  at: { start: number; end: number },
  code: string,
  message: string,
  type?: DataType,
  hint?: string,
): BoundExpression {
  b.checker.issues.push(errorAt(at, code, message, hint));
  return type === undefined ? poison : { kind: 'literal', value: null, type, nullable: true };
}

/** An expression that must be true or false. */
export function bindBoolean(e: Expression, b: Binding, what: string): BoundExpression {
  const bound = bind(e, b);
  const type: DataType = { kind: 'boolean' };
  if (bound.type.kind === 'boolean' || bound.type.kind === 'void') return castTo(bound, type);
  return refused(b, e, 'not-boolean', `${what} must be true or false, this is ${formatType(bound.type)}`, type);
}

function negate(e: BoundExpression, not: boolean, b: Binding, at: Expression): BoundExpression {
  return not ? operator(b, at, 'not', [e]) : e;
}

export function compare(
  b: Binding,
  at: Expression,
  name: string,
  left: BoundExpression,
  right: BoundExpression,
): BoundExpression {
  const shared = common([left, right], true);
  if (shared === undefined || shared.kind === 'map') {
    const types = `${formatType(left.type)} with ${formatType(right.type)}`;
    return refused(b, at, 'wrong-type', `cannot compare ${types}`, { kind: 'boolean' });
  }
  return operator(b, at, name, [castTo(left, shared), castTo(right, shared)]);
}

function bindParameter(e: Expression & { kind: 'parameter' }, b: Binding): BoundExpression {
  const { name } = e;
  if (name === 'interval.start' || name === 'interval.end') {
    const parameter = name.replace('.', '_');
    b.checker.parameters.add(parameter);
    return { kind: 'parameter', name: parameter, type: { kind: 'timestamp' }, nullable: false };
  }
  if (/^[A-Z][A-Z0-9_]*$/.test(name)) {
    b.checker.parameters.add(name);
    return { kind: 'parameter', name, type: { kind: 'string' }, nullable: false };
  }
  const table = name.includes('.') && !name.startsWith('interval.');
  const hint = table
    ? 'a table stands after from or join'
    : 'there are ${interval.start}, ${interval.end} and parameters in capitals';
  return refused(b, e, 'unknown-parameter', `'\${${name}}' is no value`, undefined, hint);
}

function bindColumn(e: ColumnExpression, b: Binding): BoundExpression {
  const parts = e.parts.map((p) => p.name);
  const [first = ''] = parts;
  const variable = b.variables.findLast((v) => v.name.toLowerCase() === first.toLowerCase());
  if (variable !== undefined) {
    b.checker.notes.variables.add(e);
    return fields(variable.expression, e.parts.slice(1), b);
  }
  const alias = b.aliases.get(first.toLowerCase());
  if (alias !== undefined && b.aliasesFirst) return useAlias(e, alias, b);
  const found = lookUp(parts, b.scope);
  if (found.kind === 'found') {
    const expression = found.expression.kind === 'column' ? { ...found.expression, at: e } : found.expression;
    return fields(expression, e.parts.slice(found.used), b);
  }
  if (found.kind === 'ambiguous') {
    return refused(
      b,
      e,
      'ambiguous-column',
      `'${parts.join('.')}' may be ${found.among.join(' or ')}`,
      undefined,
      `write ${found.among[0] ?? ''}`,
    );
  }
  if (alias !== undefined) return useAlias(e, alias, b);
  return unknownColumn(e, parts, found.relation, b);
}

function useAlias(
  e: ColumnExpression,
  alias: { bound: BoundExpression; written: Expression },
  b: Binding,
): BoundExpression {
  b.checker.notes.substitutes.set(e, alias.written);
  if (b.aliasesBarred !== undefined) {
    const name = e.parts[0]?.name ?? '';
    const hint = 'write the expression itself, or name it in a WITH query';
    return refused(
      b,
      e,
      'not-portable',
      `Spark cannot use the alias '${name}' within ${b.aliasesBarred}`,
      alias.bound.type,
      hint,
    );
  }
  return fields(alias.bound, e.parts.slice(1), b);
}

function unknownColumn(
  e: ColumnExpression,
  parts: readonly string[],
  relation: { alias: string; columns: readonly { name: string }[] } | undefined,
  b: Binding,
): BoundExpression {
  const [first = '', second = ''] = parts;
  if (relation !== undefined) {
    const names = relation.columns.map((c) => c.name);
    return refused(
      b,
      e,
      'unknown-column',
      `'${relation.alias}' has no column '${second}'`,
      undefined,
      didYouMean(second, names),
    );
  }
  if (parts.length > 1) {
    const aliases: string[] = [];
    for (let s = b.scope, more = true; more;) {
      aliases.push(...s.relations.map((r) => r.alias));
      if (s.outer === undefined) more = false;
      else s = s.outer;
    }
    return refused(
      b,
      e,
      'unknown-column',
      `there is no relation and no column '${first}' here`,
      undefined,
      didYouMean(first, [...aliases, ...columnNames(b.scope)]),
    );
  }
  const names = [...columnNames(b.scope), ...b.aliases.keys()];
  const hint =
    didYouMean(first, names) ??
    (first.includes(' ')
      ? "strings are in single quotes: '...'"
      : hintFor(
          first,
          names.filter((name) => !name.startsWith('_')),
        ));
  return refused(b, e, 'unknown-column', `there is no column '${first}' here`, undefined, hint);
}

function fields(e: BoundExpression, names: readonly Identifier[], b: Binding): BoundExpression {
  return names.reduce((value, name) => field(value, name, b), e);
}

function field(operand: BoundExpression, name: Identifier, b: Binding): BoundExpression {
  const { type } = operand;
  if (type.kind === 'void') return poison;
  if (type.kind !== 'struct') {
    return refused(b, name, 'unknown-field', `${formatType(type)} has no field '${name.name}'`);
  }
  const found = type.fields.find((f) => f.name.toLowerCase() === name.name.toLowerCase());
  if (found === undefined) {
    return refused(
      b,
      name,
      'unknown-field',
      `${formatType(type)} has no field '${name.name}'`,
      undefined,
      didYouMean(
        name.name,
        type.fields.map((f) => f.name),
      ),
    );
  }
  return { kind: 'field', operand, name: found.name, type: found.type, nullable: operand.nullable || found.nullable };
}

function bindIndex(e: Expression & { kind: 'index' }, b: Binding): BoundExpression {
  const operand = bind(e.operand, b);
  const index = bind(e.index, b);
  if (operand.type.kind === 'array') return operator(b, e, 'array[]', [operand, index]);
  if (operand.type.kind === 'map') return operator(b, e, 'map[]', [operand, index]);
  if (operand.type.kind === 'void') return poison;
  return refused(b, e, 'wrong-type', `only arrays and maps have elements, this is ${formatType(operand.type)}`);
}

function bindLike(e: Expression & { kind: 'like' }, b: Binding): BoundExpression {
  const args = [bind(e.operand, b), bind(e.pattern, b)];
  if (e.escape !== undefined && e.escape !== '\\') {
    return refused(b, e, 'not-portable', `only '\\' escapes in a portable pattern, not '${e.escape}'`, {
      kind: 'boolean',
    });
  }
  return negate(operator(b, e, e.operator, args), e.not, b, e);
}

function bindIn(e: Expression & { kind: 'in' }, b: Binding): BoundExpression {
  const operand = bind(e.operand, b);
  const list = e.list.map((item) => bind(item, b));
  const shared = common([operand, ...list], true);
  if (shared === undefined) {
    const types = [...new Set(list.map((item) => formatType(item.type)))].join(', ');
    return refused(b, e, 'wrong-type', `cannot look for ${formatType(operand.type)} in a list of ${types}`, {
      kind: 'boolean',
    });
  }
  const nullable =
    operand.nullable ||
    list.some((item) => item.nullable) ||
    [operand, ...list].some((x) => x.type.kind === 'string' && shared.kind !== 'string');
  const bound: BoundExpression = {
    kind: 'in',
    operand: castTo(operand, shared),
    list: list.map((item) => castTo(item, shared)),
    type: { kind: 'boolean' },
    nullable,
  };
  return negate(bound, e.not, b, e);
}

function bindInQuery(e: Expression & { kind: 'in_query' }, b: Binding): BoundExpression {
  const operand = bind(e.operand, b);
  const query = b.bindQuery(b.checker, e.query, { common: b.common, outer: b.scope });
  const [column, ...more] = query.columns;
  if (column === undefined || more.length > 0) {
    return refused(
      b,
      e.query,
      'wrong-width',
      `the query of 'in' must have one column, it has ${query.columns.length}`,
      { kind: 'boolean' },
    );
  }
  const shared = common([operand, column], true);
  if (shared === undefined || (column.type.kind !== 'void' && formatType(shared) !== formatType(column.type))) {
    return refused(
      b,
      e,
      'wrong-type',
      `cannot look for ${formatType(operand.type)} among ${formatType(column.type)}`,
      { kind: 'boolean' },
      `cast one of them`,
    );
  }
  const bound: BoundExpression = {
    kind: 'in_query',
    operand: castTo(operand, shared),
    query,
    type: { kind: 'boolean' },
    nullable: operand.nullable || column.nullable,
  };
  return negate(bound, e.not, b, e);
}

function bindScalar(e: Expression & { kind: 'subquery' }, b: Binding): BoundExpression {
  const query = b.bindQuery(b.checker, e.query, { common: b.common, outer: b.scope });
  const [column, ...more] = query.columns;
  if (column === undefined || more.length > 0) {
    return refused(b, e, 'wrong-width', `a query used as a value must have one column, it has ${query.columns.length}`);
  }
  if (isCorrelated(query) && !givesOneRow(query)) {
    return refused(
      b,
      e,
      'not-portable',
      'a query that uses columns from around it and is used as a value must aggregate',
      column.type,
      'max(...) of it, or a join',
    );
  }
  return { kind: 'subquery', query, type: column.type, nullable: true };
}

function bindCase(e: Expression & { kind: 'case' }, b: Binding): BoundExpression {
  const operand = e.operand === undefined ? undefined : bind(e.operand, b);
  const branches = e.branches.map((branch) => ({
    when:
      operand === undefined
        ? bindBoolean(branch.when, b, "the condition of 'when'")
        : compare(b, branch.when, '=', operand, bind(branch.when, b)),
    then: bind(branch.then, b),
  }));
  const otherwise = e.otherwise === undefined ? undefined : bind(e.otherwise, b);
  const values = [...branches.map((branch) => branch.then), ...(otherwise === undefined ? [] : [otherwise])];
  const shared = common(values, true);
  if (shared === undefined) {
    const types = [...new Set(values.map((v) => formatType(v.type)))].join(', ');
    return refused(b, e, 'wrong-type', `the branches of this case have no common type: ${types}`);
  }
  return {
    kind: 'case',
    branches: branches.map(({ when, then }) => ({ when, then: castTo(then, shared) })),
    otherwise: otherwise === undefined ? undefined : castTo(otherwise, shared),
    type: shared,
    nullable:
      otherwise === undefined ||
      values.some((v) => v.nullable || (v.type.kind === 'string' && shared.kind !== 'string')),
  };
}
