/** Function calls: the function, its signature, and where aggregates and windows may stand. */
import { bind, bindBoolean, refused } from './expression';
import { castTo, describe, poison } from './convert';
import { bindBinary } from './operator';
import { errorAt, warningAt } from '../issue';
import { arity, describeSignatures, describeTypes, resolve } from '../functions/resolve';
import { findFunction, functionNames, refusedFunction } from '../functions';
import { didYouMean } from '../../plan';
import { isAggregate, isWindowed, some } from './tree';
import type { DataType } from '../types';
import { bindWindow } from './window';
import type { Binding } from './checker';
import type { BoundExpression } from '../bound';
import type { CallExpression, Expression } from '../syntax';
import type { FunctionFact } from '../functions/fact';

export function bindCall(e: CallExpression, b: Binding): BoundExpression {
  if ((e.name === 'current_date' || e.name === 'current_timestamp') && e.arguments.length === 0) return clock(e, b);
  const [left, right, ...more] = e.arguments;
  if (e.name === 'mod' && left !== undefined && right !== undefined && more.length === 0) {
    return bindBinary({ kind: 'binary', operator: '%', left, right, start: e.start, end: e.end }, b);
  }
  const fact = findFunction(e.name);
  if (fact === undefined || !/^[a-z]/.test(fact.name)) return unknownFunction(e, b);
  if (!misplaced(e, fact, b)) return poison;
  const inside: Binding = {
    ...b,
    orderless: fact.orderless === true,
    aliasesBarred: barred(e, fact, b),
    clause: fact.kind === 'aggregate' && e.over === undefined ? 'aggregate' : b.clause,
  };
  const args = bindArguments(e, fact, inside);
  if (args === undefined) return poison;
  const found = resolve(fact, args.map(describe));
  if (found === undefined) return wrongArguments(e, fact, args, b);
  const why = fact.refuse?.(args.map(describe));
  if (why !== undefined) return refused(b, e, 'not-portable', why, found.type);
  const converted = args.map((a, i) => castTo(a, found.casts[i] ?? a.type));
  const filter = e.filter === undefined ? undefined : bindBoolean(e.filter, inside, "the condition of 'filter'");
  const over = e.over === undefined ? undefined : bindWindow(e.over, { ...b, aliasesBarred: barred(e, fact, b) });
  orderedCheck(e, fact, b);
  const nullable =
    typeof fact.nulls === 'function'
      ? fact.nulls(converted)
      : fact.nulls === 'always' || (fact.nulls === 'any' && converted.some((a) => a.nullable));
  return {
    kind: 'apply',
    fact,
    arguments: converted,
    type: found.type,
    nullable,
    distinct: e.distinct,
    ignoreNulls: e.ignoreNulls,
    filter,
    over,
  };
}

function barred(e: CallExpression, fact: FunctionFact, b: Binding): Binding['aliasesBarred'] {
  if (b.clause !== 'select') return b.aliasesBarred;
  if (e.over !== undefined) return 'a window';
  return fact.kind === 'aggregate' ? 'an aggregate' : b.aliasesBarred;
}

/** The run has one clock: `current_timestamp()` is the interval's end. */
function clock(e: CallExpression, b: Binding): BoundExpression {
  b.checker.parameters.add('interval_end');
  const end: BoundExpression = {
    kind: 'parameter',
    name: 'interval_end',
    type: { kind: 'timestamp' },
    nullable: false,
  };
  if (e.name === 'current_timestamp') return end;
  return { kind: 'cast', operand: end, mode: 'explicit', type: { kind: 'date' }, nullable: false };
}

function unknownFunction(e: CallExpression, b: Binding): BoundExpression {
  const why = refusedFunction(e.name);
  if (why !== undefined) return refused(b, e.at, why.code, `'${e.name}' ${why.message}`, undefined, why.hint);
  return refused(
    b,
    e.at,
    'unknown-function',
    `there is no portable function '${e.name}'`,
    undefined,
    didYouMean(e.name, functionNames()),
  );
}

/** Reports a function that cannot stand where it does; false when the call makes no sense there. */
function misplaced(e: CallExpression, fact: FunctionFact, b: Binding): boolean {
  const { issues } = b.checker;
  if (fact.kind === 'window' && e.over === undefined) {
    issues.push(
      errorAt(e, 'missing-window', `'${e.name}' needs a window`, `${e.name}(...) over (partition by ... order by ...)`),
    );
    return false;
  }
  if (e.over !== undefined && fact.kind !== 'window' && fact.kind !== 'aggregate') {
    issues.push(errorAt(e, 'misplaced-window', `'${e.name}' takes no window`));
    return false;
  }
  if (e.over !== undefined && !['select', 'qualify', 'order by'].includes(b.clause)) {
    const hint = b.clause === 'where' || b.clause === 'having' ? "write the condition in 'qualify'" : undefined;
    issues.push(errorAt(e, 'misplaced-window', `a window function cannot stand in ${place(b)}`, hint));
    return false;
  }
  if (
    fact.kind === 'aggregate' &&
    e.over === undefined &&
    !['select', 'having', 'qualify', 'order by'].includes(b.clause)
  ) {
    const hint = b.clause === 'where' ? "write the condition in 'having'" : undefined;
    issues.push(errorAt(e, 'misplaced-aggregate', `the aggregate '${e.name}' cannot stand in ${place(b)}`, hint));
    return false;
  }
  if (fact.kind !== 'aggregate' && e.distinct)
    issues.push(errorAt(e, 'misplaced-distinct', `'${e.name}' is no aggregate, it takes no 'distinct'`));
  if (fact.kind !== 'aggregate' && e.filter !== undefined)
    issues.push(errorAt(e, 'misplaced-filter', `'${e.name}' is no aggregate, it takes no 'filter'`));
  if (fact.kind === 'aggregate' && e.over !== undefined && e.distinct)
    issues.push(errorAt(e, 'misplaced-distinct', `Spark has no distinct aggregates over a window`));
  if (
    e.ignoreNulls &&
    !['first_value', 'last_value', 'first', 'last', 'lag', 'lead', 'nth_value', 'any_value'].includes(fact.name)
  ) {
    issues.push(errorAt(e, 'misplaced-nulls', `'${e.name}' takes no 'ignore nulls'`));
  }
  if (fact.kind === 'generator' && b.clause !== 'lateral view' && b.clause !== 'select') {
    issues.push(
      errorAt(e, 'misplaced-generator', `'${e.name}' makes rows: it cannot stand in ${place(b)}`, "use 'lateral view'"),
    );
    return false;
  }
  return true;
}

function place(b: Binding): string {
  return b.clause === 'aggregate' ? 'an aggregate' : `'${b.clause}'`;
}

function bindArguments(e: CallExpression, fact: FunctionFact, b: Binding): readonly BoundExpression[] | undefined {
  if (e.arguments.length === 1 && e.arguments[0]?.kind === 'star') {
    if (fact.name === 'count' && !e.distinct && e.arguments[0].qualifier === undefined) return [];
    b.checker.issues.push(errorAt(e.arguments[0], 'misplaced-star', "'*' can only be the argument of count"));
    return undefined;
  }
  const bound: BoundExpression[] = [];
  for (const [i, argument] of e.arguments.entries()) {
    const value = argument.kind === 'lambda' ? bindLambda(argument, i, bound, fact, b) : bind(argument, b);
    if (value === undefined) return undefined;
    bound.push(value);
  }
  if (
    fact.kind === 'aggregate' &&
    e.over === undefined &&
    bound.some((x) => some(x, (y) => isAggregate(y) || isWindowed(y)))
  ) {
    b.checker.issues.push(
      errorAt(
        e,
        'misplaced-aggregate',
        `'${e.name}' cannot aggregate an aggregate or a window`,
        'aggregate in a WITH query first',
      ),
    );
    return undefined;
  }
  return bound;
}

function bindLambda(
  e: Expression & { kind: 'lambda' },
  index: number,
  before: readonly BoundExpression[],
  fact: FunctionFact,
  b: Binding,
): BoundExpression | undefined {
  const types = fact.lambda?.(
    index,
    before.map((x) => x.type),
    e.parameters.length,
  );
  if (types === undefined) {
    if (before.some((x) => x.type.kind === 'void')) return poison;
    b.checker.issues.push(
      errorAt(
        e,
        'misplaced-lambda',
        `'${fact.name}' takes no lambda with ${e.parameters.length} parameter${e.parameters.length === 1 ? '' : 's'} here`,
      ),
    );
    return undefined;
  }
  const variables = e.parameters.map((p, i) => {
    const type: DataType = types[i] ?? { kind: 'void' };
    return {
      name: p.name,
      expression: {
        kind: 'variable',
        name: p.name.toLowerCase(),
        type,
        nullable: true,
        fromZero: i === 1 && fact.lambdaIndex === true,
      } as const,
    };
  });
  const body = bind(e.body, { ...b, variables: [...b.variables, ...variables] });
  return {
    kind: 'lambda',
    parameters: e.parameters.map((p) => p.name.toLowerCase()),
    body,
    type: body.type,
    nullable: body.nullable,
  };
}

function wrongArguments(
  e: CallExpression,
  fact: FunctionFact,
  args: readonly BoundExpression[],
  b: Binding,
): BoundExpression {
  const [least, most] = arity(fact);
  if (args.length < least || args.length > most) {
    const wanted = least === most ? String(least) : most === Infinity ? `at least ${least}` : `${least} to ${most}`;
    return refused(
      b,
      e,
      'wrong-argument-count',
      `'${e.name}' takes ${wanted} argument${wanted === '1' ? '' : 's'}, here are ${args.length}`,
      undefined,
      describeSignatures(fact),
    );
  }
  const bad = onlyBadArgument(e, fact, args);
  return refused(
    b,
    bad ?? e,
    'wrong-argument',
    `'${e.name}' does not take (${describeTypes(args)})`,
    undefined,
    `it takes ${describeSignatures(fact)}`,
  );
}

/** The argument without which the call would be right, as far as that is clear. */
function onlyBadArgument(
  e: CallExpression,
  fact: FunctionFact,
  args: readonly BoundExpression[],
): Expression | undefined {
  const facts = args.map(describe);
  const bad = args.filter(
    (_, i) =>
      resolve(
        fact,
        facts.map((a, j) => (i === j ? describe(poison) : a)),
      ) !== undefined,
  );
  const [only] = bad;
  return bad.length === 1 && only !== undefined ? e.arguments[args.indexOf(only)] : undefined;
}

function orderedCheck(e: CallExpression, fact: FunctionFact, b: Binding): void {
  if (fact.ordered !== true || b.orderless) return;
  if (e.over === undefined) {
    b.checker.issues.push(
      warningAt(
        e,
        'order-dependent',
        `'${e.name}' depends on the order of rows, which is not given`,
        'use max_by, min_by, max or min',
      ),
    );
  } else if (e.over.order.length === 0) {
    const issue = fact.kind === 'window' ? errorAt : warningAt;
    b.checker.issues.push(
      issue(
        e,
        fact.kind === 'window' ? 'missing-order' : 'order-dependent',
        `'${e.name}' needs 'order by' in its window`,
      ),
    );
  }
}
