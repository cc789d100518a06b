/** Functions that take a lambda: https://spark.apache.org/docs/3.5.3/api/sql/index.html#transform */
import { bindOnce } from './decimals';
import { sameType, type DataType } from '../types';
import type { FunctionFact, RenderCall } from './fact';

/** `x -> ...` or `(x, i) -> ...` over the first argument. */
function overElements(index: number, before: readonly DataType[], parameters: number): readonly DataType[] | undefined {
  if (index !== 1 || before[0]?.kind !== 'array' || parameters > 2) return undefined;
  return [before[0].element, { kind: 'int' }];
}

function singleOverElements(
  index: number,
  before: readonly DataType[],
  parameters: number,
): readonly DataType[] | undefined {
  return parameters === 1 ? overElements(index, before, parameters) : undefined;
}

/** `(sum, x) -> ...`, then `sum -> ...`. */
function folding(index: number, before: readonly DataType[], parameters: number): readonly DataType[] | undefined {
  const [list, start] = before;
  if (list?.kind !== 'array' || start === undefined) return undefined;
  if (index === 2 && parameters === 2) return [start, list.element];
  return index === 3 && parameters === 1 ? [start] : undefined;
}

/** True when one is; unknown when none is true and one unknown. */
function quantified(whole: 'true' | 'false') {
  const other = whole === 'true' ? 'false' : 'true';
  return (c: RenderCall): string => {
    const judged = `list_transform(${c.arguments[0] ?? ''}, ${c.arguments[1] ?? ''})`;
    return bindOnce([judged], ([list = '']) => {
      const unknown = `len(list_filter(${list}, lambda lw_e: lw_e IS NULL)) > 0`;
      return `(CASE WHEN ${list} IS NULL THEN NULL WHEN list_contains(${list}, ${whole}) THEN ${whole} WHEN ${unknown} THEN NULL ELSE ${other} END)`;
    });
  };
}

function fold(c: RenderCall): string {
  const [list = '', start = '', merge = '', finish] = c.arguments;
  const folded = `list_reduce(${list}, ${merge}, ${start})`;
  return finish === undefined ? folded : `list_transform([${folded}], ${finish})[1]`;
}

const boolean = (types: readonly DataType[]): DataType =>
  types[1]?.kind === 'boolean' || types[1]?.kind === 'void' ? { kind: 'boolean' } : { kind: 'void' };

export const lambdas: readonly FunctionFact[] = [
  {
    name: 'transform',
    kind: 'scalar',
    nulls: (args) => args[0]?.nullable ?? true,
    lambda: overElements,
    lambdaIndex: true,
    signatures: [
      { takes: ['array<any>', 'lambda'], gives: ([, body]) => ({ kind: 'array', element: body ?? { kind: 'void' } }) },
    ],
    duckdb: 'list_transform({0}, {1})',
    examples: [
      'transform(array(1, 2), x -> x + 1)',
      'transform(array(1, null), x -> coalesce(x, 0))',
      'transform(array(5, 6), (x, i) -> x * i)',
      'transform(cast(null as array<int>), x -> x + 1)',
      "transform(array('a'), s -> upper(s))",
      'transform(array(array(1, 2), array(3)), l -> size(l))',
      'transform(array(1, 2), x -> transform(array(10, 20), y -> x + y))',
    ],
  },
  {
    name: 'filter',
    kind: 'scalar',
    nulls: (args) => args[0]?.nullable ?? true,
    lambda: overElements,
    lambdaIndex: true,
    signatures: [{ takes: ['array<any>', 'boolean'], gives: ([list]) => list ?? { kind: 'void' } }],
    duckdb: 'list_filter({0}, {1})',
    examples: [
      'filter(array(1, 2, 3), x -> x > 1)',
      'filter(array(1, null), x -> x > 0)',
      'filter(array(5, 6, 7), (x, i) -> i > 0)',
      'filter(array(1), x -> x is null)',
    ],
  },
  {
    name: 'exists',
    kind: 'scalar',
    nulls: 'always',
    lambda: singleOverElements,
    signatures: [{ takes: ['array<any>', 'boolean'], gives: boolean }],
    duckdb: quantified('true'),
    examples: [
      'exists(array(1, 2), x -> x > 1)',
      'exists(array(1, null), x -> x > 1)',
      'exists(array(1), x -> x > 1)',
      'exists(cast(null as array<int>), x -> x > 1)',
    ],
  },
  {
    name: 'forall',
    kind: 'scalar',
    nulls: 'always',
    lambda: singleOverElements,
    signatures: [{ takes: ['array<any>', 'boolean'], gives: boolean }],
    duckdb: quantified('false'),
    examples: [
      'forall(array(1, 2), x -> x > 0)',
      'forall(array(1, null), x -> x > 0)',
      'forall(array(0, null), x -> x > 0)',
      'forall(cast(null as array<int>), x -> x > 0)',
    ],
  },
  {
    name: 'aggregate',
    aliases: ['reduce'],
    kind: 'scalar',
    nulls: 'always',
    lambda: folding,
    signatures: [
      {
        takes: ['array<any>', 'any', 'lambda', 'lambda?'],
        gives: ([, start, , finish]) => finish ?? start ?? { kind: 'void' },
      },
    ],
    refuse: (args) =>
      args[1] !== undefined && args[2] !== undefined && sameType(args[1].type, args[2].type)
        ? undefined
        : 'the start and what the lambda gives must have one type: cast the start',
    duckdb: fold,
    examples: [
      'aggregate(array(1, 2, 3), 0, (s, x) -> s + x)',
      'aggregate(array(1, 2, 3), 10, (s, x) -> s + x, s -> s * 2)',
      'aggregate(cast(null as array<int>), 0, (s, x) -> s + x)',
      'reduce(array(1, null), 0, (s, x) -> s + x)',
      "aggregate(array('a', 'b'), '', (s, x) -> s || x)",
    ],
  },
];
