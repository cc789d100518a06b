/** What the schema has to say of an environment's file, as diagnostics. */
import type * as z from 'zod';
import { type Diagnostic, nearest, type Position } from '../pipelines/plan';
import { profileKeys, servicesWith } from './compute';
import { dotted, messageOf, type Path, problem } from './problem';
import { allowedKeys, valueAt } from './schema_keys';
import { shortened, shown } from './shown';

const kinds: Readonly<Record<string, string>> = {
  string: 'text, in quotes where it is a number or true or false',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a mapping of keys',
  record: 'a mapping of keys',
};

const amounts: Readonly<Record<string, string>> = { string: 'characters', array: 'items' };

/** What was expected, where the schema does not say it itself. */
export function expectedText(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `expected ${kinds[issue.expected] ?? 'another kind of value'}`;
    case 'too_small':
      return `expected at least ${String(issue.minimum)} ${amounts[issue.origin] ?? ''}`.trimEnd();
    case 'too_big':
      return `expected at most ${String(issue.maximum)} ${amounts[issue.origin] ?? ''}`.trimEnd();
    case 'invalid_format':
      return 'expected text of another form';
    default:
      return 'expected another value';
  }
}

export function issueDiagnostics(
  issue: z.core.$ZodIssue,
  value: unknown,
  file: string,
  place: (path: Path) => Position,
): readonly Diagnostic[] {
  if (issue.code === 'unrecognized_keys') {
    const shape = allowedKeys(issue.path, value);
    return issue.keys.map((key) => {
      const path = [...issue.path, key];
      const others = otherServices(issue.path, key, value);
      const near = nearest(key, shape);
      const found = `unknown key '${shortened(key)}'${others}${shape.length === 0 ? '' : `; expected one of ${shape.join(', ')}`}`;
      const hint = near === undefined ? undefined : `did you mean '${near}'?`;
      return problem('unknown-key', messageOf(file, path, found), dotted(path), place(path), hint);
    });
  }
  if (issue.code === 'invalid_key') {
    const why = issue.issues.map(({ message }) => message).join(', ');
    const found = `found the key '${shortened(String(issue.path.at(-1)))}'; ${why}`;
    const message = messageOf(file, issue.path.slice(0, -1), found);
    return [problem('wrong-key', message, dotted(issue.path), place(issue.path))];
  }
  const found = valueAt(value, issue.path);
  const near = typeof found === 'string' ? nearest(found, knownOf(issue)) : undefined;
  const what = found === undefined ? 'is missing' : `found ${shown(found)}`;
  return [
    problem(
      found === undefined ? 'missing-value' : 'wrong-value',
      messageOf(file, issue.path, `${what}; ${expectedOf(issue, value)}`),
      dotted(issue.path),
      place(issue.path),
      near === undefined ? undefined : `did you mean '${near}'?`,
    ),
  ];
}

/** Of what there is a list, the words in it. */
function knownOf(issue: z.core.$ZodIssue): readonly string[] {
  if (issue.code === 'invalid_value') return issue.values.map(String);
  const known: unknown = issue.code === 'custom' ? issue.params?.['known'] : undefined;
  return Array.isArray(known) ? known.map(String) : [];
}

function expectedOf(issue: z.core.$ZodIssue, value: unknown): string {
  if (issue.code === 'invalid_value') {
    const list = Array.isArray(valueAt(value, issue.path)) ? ', not a list' : '';
    return `expected one of ${issue.values.join(', ')}${list}`;
  }
  if (issue.code !== 'invalid_type' || issue.expected !== 'object') return issue.message;
  const keys = allowedKeys(issue.path, value);
  return keys.length === 0 ? issue.message : `${issue.message}: ${keys.join(', ')}`;
}

/** ` of service glue, but of emr-cluster`: a key of a compute profile that another service has. */
function otherServices(path: Path, key: string, value: unknown): string {
  if (path.length !== 2 || path[0] !== 'compute') return '';
  const found: unknown = Reflect.get(Object(valueAt(value, path)), 'service') ?? 'emr-serverless';
  const others = servicesWith(key);
  return profileKeys(found) === undefined || others.length === 0
    ? ''
    : ` of service ${String(found)}, but of ${others.join(', ')}`;
}
