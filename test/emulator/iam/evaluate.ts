/**
 * Judges a request by a role's statements as IAM does for one account and identity policies:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 * An operator or an element that is not implemented is an error, never a silent allow.
 */
import type { Statement } from '../../../pipelines/targets';

export interface AwsRequest {
  readonly action: string;
  readonly resource: string;
  /** Values of condition keys; a key that the request does not have is absent. */
  readonly context: Readonly<Record<string, readonly string[]>>;
}

export type Verdict = 'allowed' | 'denied explicitly' | 'not allowed';

export function evaluate(statements: readonly Statement[], request: AwsRequest): Verdict {
  const applying = statements.filter((statement) => applies(statement, request));
  if (applying.some((statement) => statement.effect === 'Deny')) return 'denied explicitly';
  return applying.length > 0 ? 'allowed' : 'not allowed';
}

function applies(statement: Statement, request: AwsRequest): boolean {
  return (
    statement.actions.some((pattern) => like(pattern.toLowerCase(), request.action.toLowerCase())) &&
    covers(statement, request.resource) &&
    Object.entries(statement.conditions ?? {}).every(([operator, keys]) =>
      Object.entries(keys).every(([key, values]) => holds(operator, key, many(values), request)),
    )
  );
}

function covers({ resources, notResources }: Statement, resource: string): boolean {
  const among = (patterns: readonly string[]): boolean => patterns.some((pattern) => like(pattern, resource));
  return notResources === undefined ? among(resources) : !among(notResources);
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
function holds(operator: string, key: string, wanted: readonly string[], request: AwsRequest): boolean {
  const found = request.context[key];
  if (operator === 'Null') return wanted.some((value) => (value === 'true') === (found === undefined));
  if (operator.startsWith('ForAllValues:')) {
    const compare = comparison(operator.slice('ForAllValues:'.length));
    return (found ?? []).every((value) => wanted.some((pattern) => compare(pattern, value)));
  }
  const compare = comparison(operator);
  return found !== undefined && found.some((value) => wanted.some((pattern) => compare(pattern, value)));
}

function comparison(operator: string): (pattern: string, value: string) => boolean {
  switch (operator) {
    case 'StringEquals':
      return (pattern, value) => pattern === value;
    case 'StringLike':
    case 'ArnLike':
      return like;
    case 'Bool':
      return (pattern, value) => pattern.toLowerCase() === value.toLowerCase();
    default:
      throw new Error(`condition operator '${operator}' is not implemented`);
  }
}

/** `*` is any text, `?` any character. */
function like(pattern: string, value: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, 's').test(value);
}

const many = (value: string | readonly string[]): readonly string[] => (typeof value === 'string' ? [value] : value);
