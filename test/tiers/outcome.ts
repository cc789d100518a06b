/** What a tier came to. */
export interface Outcome {
  readonly passed: number;
  /** One line for each test or check that failed, named. */
  readonly failures: readonly string[];
}

export function sum(outcomes: readonly Outcome[]): Outcome {
  return {
    passed: outcomes.reduce((total, each) => total + each.passed, 0),
    failures: outcomes.flatMap((each) => each.failures),
  };
}
