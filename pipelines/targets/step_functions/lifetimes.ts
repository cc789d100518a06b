/** What lives as long as an execution: made before the first stage that needs it, ended after the last one or a failure. */
import type { PlanUnit } from '../../plan';
import type { JobFacts, JobService, Lifetime, State } from './job_service';

type Named = readonly [name: string, state: State];

export interface Lifetimes {
  /** The states that go before a stage. */
  readonly before: (stage: number) => readonly Named[];
  readonly after: (stage: number) => readonly Named[];
  /** Where every failure goes. */
  readonly onFailure: string;
  /** From there on: each thing that is there is ended, then comes the alert. */
  readonly failureStates: Readonly<Record<string, State>>;
  /** Seconds that all of it takes, at most. */
  readonly seconds: number;
}

interface Use {
  readonly lifetime: Lifetime;
  readonly first: number;
  readonly last: number;
  /** Most units that run at once. */
  readonly together: number;
}

/**
 * @param alert the state that tells of a failure
 * @param tell what tells that a thing is left over, whose error is at `$.not_ended`
 */
export function lifetimesOf(
  stages: readonly (readonly PlanUnit[])[],
  services: ReadonlyMap<string, JobService>,
  facts: JobFacts,
  alert: string,
  tell: (what: string) => State,
): Lifetimes {
  const uses = [...services].flatMap(([profile, { lifetime }]): readonly Use[] => {
    if (lifetime === undefined) return [];
    const counts = stages.map((stage) => stage.filter((unit) => unit.compute === profile).length);
    const used = counts.flatMap((count, i) => (count > 0 ? [i] : []));
    return [{ lifetime, first: Math.min(...used), last: Math.max(...used), together: Math.max(...counts) }];
  });
  const asked = (use: Use): string => `Is there a ${use.lifetime.what}`;
  const failureStates = uses.flatMap((use, i): readonly Named[] => {
    const next = uses[i + 1];
    const after = next === undefined ? alert : asked(next);
    const end = `End ${use.lifetime.what} after failure`;
    const left = `Tell that ${use.lifetime.what} is left`;
    return [
      [
        asked(use),
        { Type: 'Choice', Choices: [{ Variable: use.lifetime.id, IsPresent: true, Next: end }], Default: after },
      ],
      [
        end,
        {
          ...use.lifetime.end(facts),
          Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: '$.not_ended', Next: left }],
          Next: after,
        },
      ],
      [
        left,
        {
          ...tell(use.lifetime.what),
          Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: '$.not_told', Next: after }],
          Next: after,
        },
      ],
    ];
  });
  const [first] = uses;
  return {
    before: (stage) =>
      uses
        .filter((use) => use.first === stage)
        .map(({ lifetime, together }) => [`Make ${lifetime.what}`, lifetime.make(facts, together)]),
    after: (stage) =>
      uses.filter((use) => use.last === stage).map(({ lifetime }) => [`End ${lifetime.what}`, lifetime.end(facts)]),
    onFailure: first === undefined ? alert : asked(first),
    failureStates: Object.fromEntries(failureStates),
    seconds: uses.reduce((sum, { lifetime }) => sum + lifetime.seconds, 0),
  };
}
