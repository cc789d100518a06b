/** Secrets in texts that anybody may write: environment variables, arguments, configurations, definitions. */

const secretName =
  /(?:^|[^a-z])(?:password|passwd|passphrase|secret|token|api[._-]?key|access[._-]?key|secret[._-]?key|private[._-]?key|credentials?)$/i;
const spaced = (name: string): string => name.replaceAll(/(?<=[a-z0-9])(?=[A-Z])/g, '_');
const isSecretName = (name: string): boolean => secretName.test(spaced(name));

/** What names a secret in place of being one: a reference, an ARN, an address, a JSON path, a number, a yes or no. */
const names = /^(?:\$|arn:|s3:|\{\{|<|\/|-?\d+(?:\.\d+)?$|(?:true|false|none|null)$)/i;
const isValue = (value: unknown): boolean => typeof value === 'string' && value !== '' && !names.test(value);

/** Forms that are secrets whatever they are called, by what they are. */
const forms: readonly (readonly [what: string, form: RegExp])[] = [
  ['an access key of AWS', /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/],
  ['a private key', /-----BEGIN [A-Z ]*PRIVATE KEY-----/],
  ["the address of a Slack channel's hook", /hooks\.slack\.com\/(?:services|workflows)\//],
  ['a token of Slack', /\bxox[a-z]-[\w-]{10,}/],
  ['a token of Grafana', /\bglsa_\w{20,}/],
  ['a token of GitHub', /\bgh[pousr]_\w{30,}/],
  ['an address with a password', /\w:\/\/[^\s/:@"']+:[^\s/@"'$]+@/],
  [
    'a setting that is called like a secret',
    /\b[\w.-]*(?:password|passwd|passphrase|secret[._]key|api[._]key)=(?![$"'{\s]|arn:)\S+/i,
  ],
];

/**
 * @param at where the text is, for messages: `environment.variables`
 * @returns where secrets are and what they are; never what they say
 */
export function secretTexts(value: unknown, at: string): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((each, i) => secretTexts(each, `${at}[${i}]`));
  if (typeof value === 'string') return inText(value, at);
  if (typeof value !== 'object' || value === null) return [];
  const entries = Object.entries(value);
  // ECS writes variables as { name, value }.
  const named = entries.find(([key]) => /^name$/i.test(key))?.[1] as unknown;
  const said = entries.find(([key]) => /^value$/i.test(key))?.[1] as unknown;
  if (typeof named === 'string' && isSecretName(named) && isValue(said)) return [`${at}.${named}`];
  return entries.flatMap(([key, inner]) =>
    isSecretName(key) && isValue(inner) ? [`${at}.${key}`] : secretTexts(inner, `${at}.${key}`),
  );
}

function inText(text: string, at: string): readonly string[] {
  const parsed = /^\s*[[{]/.test(text) ? json(text) : undefined;
  if (parsed !== undefined) return secretTexts(parsed, at);
  return forms.flatMap(([what, form]) => (form.test(text) ? [`${at} (${what})`] : []));
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
