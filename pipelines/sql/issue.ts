/** What is wrong with a query, as a value; offsets count UTF-16 code units from the start of its text. */
export interface SqlIssue {
  /** Kebab-case and stable: `unknown-column`, `wrong-argument`. */
  readonly code: string;
  /** Names the thing, the value found and what was expected. */
  readonly message: string;
  readonly start: number;
  readonly end: number;
  /** The nearest fix, when one is known: `did you mean 'customer_id'?` */
  readonly hint?: string;
  readonly severity: 'error' | 'warning';
}

export interface Span {
  readonly start: number;
  readonly end: number;
}

export function errorAt(span: Span, code: string, message: string, hint?: string): SqlIssue {
  const issue = { code, message, start: span.start, end: span.end, severity: 'error' } as const;
  return hint === undefined ? issue : { ...issue, hint };
}

export function warningAt(span: Span, code: string, message: string, hint?: string): SqlIssue {
  return { ...errorAt(span, code, message, hint), severity: 'warning' };
}
