/** Quotas that a synthesized stack can exceed, with their source. */

export interface Quota {
  readonly what: string;
  readonly most: number;
  readonly source: string;
}

export const quotas = {
  inlinePolicyCharacters: {
    what: "characters of a role's inline policies",
    most: 10_240,
    source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html',
  },
  managedPolicyCharacters: {
    what: 'characters of a managed policy',
    most: 6144,
    source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html',
  },
  attachedPolicies: {
    what: 'managed policies on a role',
    most: 10,
    source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html',
  },
  stackResources: {
    what: 'resources in one stack (our own limit: a plan of more is slow to read)',
    most: 500,
    source: 'docs/aws.md',
  },
  topicPolicyBytes: {
    what: 'bytes of a topic policy',
    most: 30_720,
    source: 'https://docs.aws.amazon.com/sns/latest/api/API_SetTopicAttributes.html',
  },
} as const satisfies Readonly<Record<string, Quota>>;

/** @throws naming the thing, what was found and the quota */
export function checkQuota(name: keyof typeof quotas, found: number, thing: string): void {
  const { what, most, source } = quotas[name];
  if (found > most) throw new Error(`${thing}: ${found} ${what}; expected at most ${most} (${source})`);
}
