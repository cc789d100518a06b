/** What is wrong with a definition, as a value: collected, never thrown one at a time. */

/** A place in a file that an author wrote; line and column count from 1. */
export interface Position {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

export interface Diagnostic {
  /** Kebab-case and stable: `unknown-column`, `narrowing-cast`. */
  readonly code: string;
  readonly severity: 'error' | 'warning';
  /** Names the thing, the value found and what was expected. */
  readonly message: string;
  /** Where in the definition: `pipelines.sales.tasks.2.from`. */
  readonly path: string;
  readonly at: Position | undefined;
  /** The nearest fix, when one is known: `did you mean 'customer_id'?` */
  readonly hint: string | undefined;
}

/** For an error's message: what is wrong, with the nearest fix. */
export const inWords = ({ message, hint }: Diagnostic): string =>
  hint === undefined ? message : `${message} (${hint})`;

/** The diagnostics in the order of their places, so that two runs print the same. */
export function sortDiagnostics(all: readonly Diagnostic[]): readonly Diagnostic[] {
  const key = (d: Diagnostic): readonly (string | number)[] => [
    d.at?.file ?? '',
    d.at?.line ?? 0,
    d.at?.column ?? 0,
    d.path,
    d.code,
    d.message,
  ];
  return [...all].sort((a, b) => {
    const left = key(a);
    const right = key(b);
    for (let i = 0; i < left.length; i++) {
      const x = left[i] ?? '';
      const y = right[i] ?? '';
      if (x < y) return -1;
      if (x > y) return 1;
    }
    return 0;
  });
}
