/** Which signature of a function takes the arguments, and what they are cast to for it. */
import { castsImplicitly, commonType, isFloating, isIntegral, isNumeric } from '../coercion';
import { formatType, parseType, sameType, type DataType } from '../types';
import type { Typed } from '../bound';
import type { Argument, FunctionFact, Signature } from './fact';

export interface Resolution {
  /** What each argument is cast to. */
  readonly casts: readonly DataType[];
  readonly type: DataType;
}

type Variables = Map<string, DataType>;

export function resolve(fact: FunctionFact, args: readonly Argument[]): Resolution | undefined {
  let best: Resolution | undefined;
  let bestCost = Infinity;
  for (const candidate of fact.signatures) {
    const found = match(candidate, args);
    if (found === undefined) continue;
    const cost = found.casts.filter((t, i) => !sameType(t, args[i]?.type ?? t)).length;
    if (cost < bestCost) {
      best = found;
      bestCost = cost;
    }
  }
  return best;
}

/** `substring(string, int, int?)`, one per signature. */
export function describeSignatures(fact: FunctionFact): string {
  return fact.signatures.map((s) => `${fact.name}(${s.takes.join(', ')})`).join(' or ');
}

/** The least and greatest number of arguments. */
export function arity(fact: FunctionFact): readonly [number, number] {
  const counts = fact.signatures.map((s) => {
    const open = s.takes.some((t) => t.endsWith('...'));
    return [
      s.takes.filter((t) => !t.endsWith('?') && !t.endsWith('...')).length,
      open ? Infinity : s.takes.length,
    ] as const;
  });
  return [Math.min(...counts.map((c) => c[0])), Math.max(...counts.map((c) => c[1]))];
}

function match(candidate: Signature, args: readonly Argument[]): Resolution | undefined {
  const patterns = expand(candidate.takes, args.length);
  if (patterns === undefined) return undefined;
  const variables: Variables = new Map();
  for (const [i, pattern] of patterns.entries()) {
    const arg = args[i];
    if (arg === undefined || !accepts(pattern, arg.type, variables)) return undefined;
  }
  const casts = patterns.map((pattern, i) => target(pattern, args[i]?.type ?? { kind: 'void' }, variables));
  const type =
    typeof candidate.gives === 'string' ? substitute(candidate.gives, variables) : candidate.gives(casts, args);
  return { casts, type };
}

/** One pattern per argument: optional ones left out from the end, the repeated one repeated. */
function expand(takes: readonly string[], count: number): readonly string[] | undefined {
  const last = takes[takes.length - 1];
  if (last?.endsWith('...') === true) {
    const fixed = takes.slice(0, -1);
    if (count < fixed.length) return undefined;
    return [...fixed, ...Array.from({ length: count - fixed.length }, () => last.slice(0, -3))];
  }
  const required = takes.filter((t) => !t.endsWith('?')).length;
  if (count < required || count > takes.length) return undefined;
  return takes.slice(0, count).map((t) => (t.endsWith('?') ? t.slice(0, -1) : t));
}

const classes: Readonly<Record<string, (type: DataType) => boolean>> = {
  any: () => true,
  lambda: () => true,
  numeric: isNumeric,
  integral: isIntegral,
  floating: isFloating,
  decimal: (t) => t.kind === 'decimal',
  orderable: (t) => t.kind !== 'map',
  struct: (t) => t.kind === 'struct',
};

const variablePattern = /^[A-Z]$/;
const nestedPattern = /^(array|map)<(.*)>$/;

function accepts(pattern: string, type: DataType, variables: Variables): boolean {
  const known = classes[pattern];
  if (known !== undefined) return type.kind === 'void' || known(type);
  if (variablePattern.test(pattern)) return unify(pattern, type, variables);
  const nested = nestedPattern.exec(pattern);
  if (nested !== null) {
    if (type.kind === 'void') return true;
    const inner = (nested[2] ?? '').split(',');
    if (nested[1] === 'array') return type.kind === 'array' && accepts(inner[0] ?? '', type.element, variables);
    return (
      type.kind === 'map' &&
      accepts(inner[0] ?? '', type.key, variables) &&
      accepts(inner[1] ?? '', type.value, variables)
    );
  }
  return castsImplicitly(type, concrete(pattern));
}

/** W takes what Spark's coalesce takes, strings with others; the other variables do not mix strings with others. */
function unify(name: string, type: DataType, variables: Variables): boolean {
  const before = variables.get(name);
  if (before === undefined) {
    variables.set(name, type);
    return true;
  }
  const mixes =
    (before.kind === 'string') !== (type.kind === 'string') && before.kind !== 'void' && type.kind !== 'void';
  const shared = mixes && name !== 'W' ? undefined : commonType(before, type);
  if (shared !== undefined) variables.set(name, shared);
  return shared !== undefined;
}

function target(pattern: string, type: DataType, variables: Variables): DataType {
  if (classes[pattern] !== undefined) {
    return type.kind === 'void' && ['numeric', 'floating'].includes(pattern) ? { kind: 'double' } : type;
  }
  const nested = nestedPattern.exec(pattern);
  if (nested?.[2]?.split(',').some((p) => classes[p] !== undefined) === true) return type;
  return substitute(pattern, variables);
}

function substitute(pattern: string, variables: Variables): DataType {
  if (variablePattern.test(pattern)) return variables.get(pattern) ?? { kind: 'void' };
  const nested = nestedPattern.exec(pattern);
  if (nested !== null) {
    const [first = '', second = ''] = (nested[2] ?? '').split(',');
    if (nested[1] === 'array') return { kind: 'array', element: substitute(first, variables) };
    return { kind: 'map', key: substitute(first, variables), value: substitute(second, variables) };
  }
  return concrete(pattern);
}

const concreteTypes = new Map<string, DataType>();

function concrete(text: string): DataType {
  const known = concreteTypes.get(text) ?? parseType(text);
  if (known === undefined) throw new Error(`'${text}' in a signature is no type`);
  concreteTypes.set(text, known);
  return known;
}

export function describeTypes(args: readonly Typed[]): string {
  return args.map((a) => formatType(a.type)).join(', ');
}
