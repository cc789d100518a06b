/** Names under which people keep secrets in plain sight. */

const words = /(^|[^a-z])(password|passwd|pwd|secret|token|api_?key|private_?key|access_?key|credentials?)([^a-z]|$)/i;
const references = /(_|-)(arn|name|id|path|url)$/i;

/** What is wrong with a setting of this name, in one sentence; a reference to a secret is none: `DB_PASSWORD_ARN`. */
export function secretNameProblem(name: string): string | undefined {
  const separated = name.replaceAll(/(?<=[a-z0-9])(?=[A-Z])/g, '_');
  return words.test(separated) && !references.test(separated)
    ? `'${name}' looks like a secret, which anybody who sees the configuration would read; keep it in Secrets Manager and give its ARN as '${name}_ARN' (https://docs.aws.amazon.com/secretsmanager/latest/userguide/best-practices.html)`
    : undefined;
}
