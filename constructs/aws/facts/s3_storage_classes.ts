/** Storage classes of S3, and what its lifecycle rules take. */

const transitions =
  'https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-transition-general-considerations.html';
const classes = 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/storage-class-intro.html';

export interface StorageClassFact {
  /** Days that are charged at least, however early an object goes. */
  readonly minimumDays: number;
  /** Days after an object's creation before which S3 takes no transition into the class. */
  readonly notBefore: number;
  /** Where it is in the waterfall: a transition leads to a higher rank only, so none between two of one rank. */
  readonly rank: number;
  /** Whether an object has to be restored before it can be read. */
  readonly restored: boolean;
  readonly source: string;
}

export const storageClasses = {
  STANDARD_IA: { minimumDays: 30, notBefore: 30, rank: 1, restored: false, source: classes },
  INTELLIGENT_TIERING: { minimumDays: 0, notBefore: 0, rank: 2, restored: false, source: classes },
  ONEZONE_IA: { minimumDays: 30, notBefore: 30, rank: 3, restored: false, source: classes },
  GLACIER_IR: { minimumDays: 90, notBefore: 0, rank: 3, restored: false, source: classes },
  GLACIER: { minimumDays: 90, notBefore: 0, rank: 5, restored: true, source: classes },
  DEEP_ARCHIVE: { minimumDays: 180, notBefore: 0, rank: 6, restored: true, source: classes },
} as const satisfies Readonly<Record<string, StorageClassFact>>;

export type StorageClass = keyof typeof storageClasses;

interface Transition {
  readonly days: number;
  readonly storageClass: StorageClass;
}

/** What S3 refuses of a rule's transitions, one sentence each; none when all is well. */
export function transitionProblems(steps: readonly Transition[], expireDays?: number): readonly string[] {
  const problems = steps.flatMap(({ days, storageClass }, i) => {
    const { notBefore } = storageClasses[storageClass];
    const before = steps[i - 1];
    return [
      ...(days < notBefore
        ? [`moves objects to ${storageClass} after ${days} days; expected at least ${notBefore} (${transitions})`]
        : []),
      ...(before === undefined ? [] : orderProblems(before, { days, storageClass })),
    ];
  });
  const last = steps.at(-1);
  return last === undefined || expireDays === undefined || expireDays > last.days
    ? problems
    : [
        ...problems,
        `deletes objects after ${expireDays} days; expected more than ${last.days}, when they move to ${last.storageClass} (${transitions})`,
      ];
}

function orderProblems(before: Transition, step: Transition): readonly string[] {
  const from = storageClasses[before.storageClass];
  const to = storageClasses[step.storageClass];
  if (to.rank <= from.rank) {
    return [
      `moves objects from ${before.storageClass} to ${step.storageClass}; expected a class further down the waterfall (${transitions})`,
    ];
  }
  // Out of an infrequent-access class only after 30 days in it; elsewhere S3 wants no more than the order.
  const least = before.days + Math.max(1, from.notBefore);
  return step.days >= least
    ? []
    : [
        `moves objects to ${step.storageClass} after ${step.days} days; expected at least ${least}, ` +
          `${least - before.days} after they move to ${before.storageClass} (${transitions})`,
      ];
}
