/** What was found, for people and for code hosts. */
import { aligned, colours, count } from '../output';
import type { Finding } from '../policy/findings';
import type { Cause, Drift } from './judge';

export interface StackDrift {
  readonly stack: string;
  readonly drift: readonly Drift[];
  /** Why it could not be looked at. */
  readonly waitsFor?: string;
}

const order: readonly Cause[] = ['unknown', 'ours', 'theirs'];
const titles: Record<Cause, string> = {
  unknown: 'unknown: nothing in the code says why',
  ours: 'ours: the code has changed, and was not deployed',
  theirs: 'theirs: others change it by right',
};

/** @param environment its name */
export function nextStep({ cause, undone, attribute }: Drift, stack: string, environment: string): string {
  const deploy = `lakewright deploy --env ${environment} ${stack}`;
  switch (cause) {
    case 'ours':
      return undone ? deploy : `nothing; the next deploy notes it`;
    case 'theirs':
      return undone ? `the next deploy takes it back: ignoreChanges: ['${attribute ?? ''}']` : 'nothing';
    case 'unknown':
      return undone
        ? `write it into the code, or take it back: ${deploy}`
        : 'write it into the code, or undo it by hand';
  }
}

export const countsOf = (all: readonly StackDrift[]): Record<Cause, number> => {
  const counts = { ours: 0, theirs: 0, unknown: 0 };
  for (const { cause } of all.flatMap(({ drift }) => drift)) counts[cause]++;
  return counts;
};

export function driftText(all: readonly StackDrift[], environment: string): string {
  const parts = order.flatMap((cause) => {
    const rows = all.flatMap(({ stack, drift }) =>
      drift
        .filter((each) => each.cause === cause)
        .map((each) => [
          `  ${stack}`,
          [each.address, each.attribute ?? ''].filter((part) => part !== '').join('  '),
          valuesText(each) ?? each.because,
          nextStep(each, stack, environment),
        ]),
    );
    if (rows.length === 0) return [];
    const title = cause === 'unknown' ? colours.red(titles[cause]) : titles[cause];
    return [`${colours.bold(title)}\n${aligned(rows, ['  stack', 'what', 'from -> to', 'next'])}`];
  });
  const waiting = all.filter(({ waitsFor }) => waitsFor !== undefined);
  const counts = countsOf(all);
  return [
    ...parts,
    ...waiting.map(({ stack, waitsFor }) => `${stack} could not be looked at: ${waitsFor ?? ''} comes first`),
    `${count(all.length, 'stack')}: ${order.map((cause) => `${String(counts[cause])} ${cause}`).join(', ')}`,
  ].join('\n\n');
}

function valuesText({ deployed, found, wanted }: Drift): string | undefined {
  if (deployed !== undefined && found !== undefined) return `${deployed} -> ${found}`;
  return found === undefined || wanted === undefined ? undefined : `${found} -> ${wanted}`;
}

/** Only what nobody can explain. */
export const driftFindings = (all: readonly StackDrift[]): readonly Finding[] =>
  all.flatMap(({ stack, drift }) =>
    drift
      .filter(({ cause }) => cause === 'unknown')
      .map(({ address, attribute, because }) => ({
        scanner: 'lakewright',
        rule: 'drift-unknown',
        title: 'What is deployed was changed past the code',
        stack,
        address,
        path: address,
        message: `${attribute ?? 'the resource'}: ${because}`,
        source: 'https://developer.hashicorp.com/terraform/tutorials/state/resource-drift',
      })),
  );
