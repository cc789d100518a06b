/** What an EMR Serverless application may have besides its workers: some that are there before a job, and an image. */
import type { Naming } from '../../../environments';
import type { Capacity } from './emr_serverless';

const guide = 'https://docs.aws.amazon.com/emr/latest/EMR-Serverless-UserGuide';

/** Workers that are started with the application, and cost from then on, used or not. */
export interface InitialCapacity {
  readonly drivers: number;
  readonly executors: number;
}

/** What is wrong with them, by key: the service refuses more than the maximum. */
export function initialCapacityProblems(
  initial: InitialCapacity,
  { driver, executor, maximum }: Capacity,
): readonly string[] {
  const source = `${guide}/pre-init-capacity.html`;
  const counts = (['drivers', 'executors'] as const).flatMap((key) =>
    Number.isInteger(initial[key]) && initial[key] > 0
      ? []
      : [`initialCapacity.${key}: found ${initial[key]}; expected at least 1: a job takes both kinds (${source})`],
  );
  const sums = (['vcpu', 'memoryGb'] as const).flatMap((key) => {
    const sum = initial.drivers * driver[key] + initial.executors * executor[key];
    return sum <= maximum[key]
      ? []
      : [`initialCapacity: found ${sum} ${key} in all; expected at most the maximum, ${maximum[key]} (${source})`];
  });
  return [...counts, ...sums];
}

/** What is wrong with a custom image, in one sentence. */
export function imageProblem(uri: string, naming: Naming, accounts: readonly string[]): string | undefined {
  const source = `${guide}/application-custom-image.html`;
  const registry = /^(\d{12})\.dkr\.ecr\.([a-z0-9-]+)\.amazonaws\.com(?:\.cn)?\/[a-z0-9._/-]+@sha256:[0-9a-f]{64}$/;
  const [, account = '', region = ''] = registry.exec(uri) ?? [];
  if (account === '') {
    return `expected an image of ECR with its digest, '{account}.dkr.ecr.{region}.amazonaws.com/{repository}@sha256:...', because a tag can be moved (${source})`;
  }
  if (region !== naming.region) return `expected an image in ${naming.region} (${source})`;
  return account === naming.account || accounts.includes(account)
    ? undefined
    : `expected an image of account ${naming.account}, or ${account} among imageAccounts (${source})`;
}
