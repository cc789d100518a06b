/** What Step Functions and EMR Serverless accept. https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html */

interface Limit {
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
const startJobRun = 'https://docs.aws.amazon.com/emr-serverless/latest/APIReference/API_StartJobRun.html';

const limits: readonly Limit[] = [
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
  {
    what: "characters of a job's entry point",
    most: 256,
    source: startJobRun,
    measure: (definition) =>
      statesOf(definition).map(([name, state]) => ({
        at: name,
        size: textAt(state, sparkSubmit, 'EntryPoint').length,
      })),
  },
  {
    what: "characters of a job's spark-submit parameters",
    most: 102_400,
    source: startJobRun,
    measure: (definition) =>
      statesOf(definition).map(([name, state]) => ({
        at: name,
        size: textAt(state, sparkSubmit, 'SparkSubmitParameters').length,
      })),
  },
];

const sparkSubmit = ['Parameters', 'JobDriver', 'SparkSubmit'];

/** @throws naming the pipeline, the state, what was found, the limit and where it is stated */
export function checkLimits(pipeline: string, definition: Definition): void {
  for (const limit of limits) {
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

function textAt(state: unknown, path: readonly string[], key: string): string {
  let node = state;
  for (const step of [...path, key]) {
    if (node === null || typeof node !== 'object') return '';
    node = Reflect.get(node, step);
  }
  return typeof node === 'string' ? node : '';
}
