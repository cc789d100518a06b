/** How long objects stay. By age is for files; under a table it would freeze and then delete live data. */
import { archivedAfterDays, type StorageClass, transitionProblems } from '../facts';
import type { S3BucketLifecycleConfigurationRule } from '@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration';

export interface LifecycleRule {
  readonly id: string;
  /** Below this prefix only; the whole bucket unless given. */
  readonly prefix?: string;
  readonly transitions?: readonly { readonly days: number; readonly storageClass: StorageClass }[];
  readonly expireDays?: number;
  readonly nonCurrentDays?: number;
  readonly abortUploadDays?: number;
}

/** Landing, logs and exports: cheaper after 30 days, archived after 90, gone after `expireDays` (seven years by default). */
export const fileRules = (expireDays = 2555, nonCurrentDays = 7): readonly LifecycleRule[] => [
  {
    id: 'age',
    transitions: [
      { days: 30, storageClass: 'STANDARD_IA' },
      { days: archivedAfterDays, storageClass: 'GLACIER' },
    ],
    expireDays,
  },
  ...tableRules(nonCurrentDays),
];

/** Tables, and whatever is replaced in place: only what nobody can read any more. */
export const tableRules = (nonCurrentDays = 7): readonly LifecycleRule[] => [
  { id: 'non-current-versions', nonCurrentDays },
  { id: 'unfinished-uploads', abortUploadDays: 7 },
];

/**
 * The rules that would harm a table: each acts on an object's age, and a table's files are as old as its oldest row.
 * @returns one sentence per rule; none when all is well
 */
export function tableRuleProblems(bucket: string, rules: readonly LifecycleRule[]): readonly string[] {
  return rules.flatMap((rule) => {
    const acts = [
      ...(rule.transitions ?? []).map((t) => `moves objects to ${t.storageClass} after ${t.days} days`),
      ...(rule.expireDays === undefined ? [] : [`deletes objects after ${rule.expireDays} days`]),
    ];
    return acts.map(
      (act) =>
        `bucket '${bucket}', rule '${rule.id}': ${act}, but the bucket holds tables, whose live files may be older; ` +
        `expected rules on non-current versions and unfinished uploads only (docs/aws.md#constructs); a table's retention is its contract's`,
    );
  });
}

/** The rules that S3 would refuse: one sentence per rule and reason; none when all is well. */
export const ruleProblems = (bucket: string, rules: readonly LifecycleRule[]): readonly string[] =>
  rules.flatMap((rule) =>
    transitionProblems(rule.transitions ?? [], rule.expireDays).map(
      (problem) => `bucket '${bucket}', rule '${rule.id}': ${problem}`,
    ),
  );

export function terraformRule(rule: LifecycleRule): S3BucketLifecycleConfigurationRule {
  return {
    id: rule.id,
    status: 'Enabled',
    filter: [{ prefix: rule.prefix ?? '' }],
    ...(rule.transitions === undefined ? {} : { transition: rule.transitions.map((t) => ({ ...t })) }),
    ...(rule.expireDays === undefined ? {} : { expiration: [{ days: rule.expireDays }] }),
    ...(rule.nonCurrentDays === undefined
      ? {}
      : { noncurrentVersionExpiration: [{ noncurrentDays: rule.nonCurrentDays }] }),
    ...(rule.abortUploadDays === undefined
      ? {}
      : { abortIncompleteMultipartUpload: [{ daysAfterInitiation: rule.abortUploadDays }] }),
  };
}
