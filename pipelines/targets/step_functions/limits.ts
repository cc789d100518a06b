/** What Step Functions accepts, and how what the services accept is measured. */

export interface Limit {
  readonly what: string;
  readonly most: number;
  readonly source: string;
  readonly measure: (definition: Definition) => readonly { readonly at: string; readonly size: number }[];
}

export interface Definition {
  readonly States: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly TimeoutSeconds?: number;
}

const quotas = 'https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html';

const stepFunctionsLimits: readonly Limit[] = [
  {
    what: 'bytes of a definition',
    most: 1_048_576,
    source: quotas,
    measure: (definition) => [{ at: 'definition', size: Buffer.byteLength(JSON.stringify(definition)) }],
  },
  {
    what: "characters of a state's name",
    most: 80,
    source: 'https://docs.aws.amazon.com/step-functions/latest/dg/statemachine-structure.html',
    measure: (definition) => statesOf(definition).map(([name]) => ({ at: name, size: name.length })),
  },
  {
    what: 'seconds of a timeout',
    most: 99_999_999,
    source: 'https://docs.aws.amazon.com/step-functions/latest/dg/state-task.html',
    measure: (definition) => [
      { at: 'definition', size: definition.TimeoutSeconds ?? 0 },
      ...statesOf(definition).map(([name, state]) => ({ at: name, size: numberOf(state['TimeoutSeconds']) })),
    ],
  },
];

/** How long the text is that each state has at `path`. */
export const sizeAt =
  (path: readonly string[]): Limit['measure'] =>
  (definition) =>
    statesOf(definition).map(([name, state]) => ({ at: name, size: textAt(state, path).length }));

/**
 * @param further what the services take that the definition uses
 * @throws naming the pipeline, the state, what was found, the limit and where it is stated
 */
export function checkLimits(pipeline: string, definition: Definition, further: readonly Limit[] = []): void {
  for (const limit of [...stepFunctionsLimits, ...further]) {
    for (const { at, size } of limit.measure(definition)) {
      if (size > limit.most) {
        throw new Error(
          `pipeline '${pipeline}', ${at}: ${size} ${limit.what}; expected at most ${limit.most} (${limit.source})`,
        );
      }
    }
  }
}

/** All states, also those of parallel branches. */
function statesOf(definition: Definition): readonly (readonly [string, Readonly<Record<string, unknown>>])[] {
  return Object.entries(definition.States).flatMap(([name, state]) => {
    const branches = state['Branches'];
    const inner = Array.isArray(branches) ? branches.filter(isDefinition).flatMap(statesOf) : [];
    return [[name, state] as const, ...inner];
  });
}

const isDefinition = (value: unknown): value is Definition =>
  value !== null && typeof value === 'object' && 'States' in value;
const numberOf = (value: unknown): number => (typeof value === 'number' ? value : 0);

function textAt(state: unknown, path: readonly string[]): string {
  let node = state;
  for (const step of path) {
    if (node === null || typeof node !== 'object') return '';
    node = Reflect.get(node, step);
  }
  return typeof node === 'string' ? node : '';
}
