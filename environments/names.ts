/** The names of what an environment is made of: computed, so that one stack can name what another made. */
import { createHash } from 'node:crypto';

/** What a name is made from. An `Environment` gives it through `namesOf`. */
export interface Naming {
  readonly project: string;
  /** The environment's name. */
  readonly environment: string;
  /** The account, 12 digits. */
  readonly account: string;
  readonly region: string;
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
const partitions: readonly (readonly [prefix: string, partition: string, dnsSuffix: string])[] = [
  ['cn-', 'aws-cn', 'amazonaws.com.cn'],
  ['us-gov-', 'aws-us-gov', 'amazonaws.com'],
  ['us-iso-', 'aws-iso', 'c2s.ic.gov'],
  ['us-isob-', 'aws-iso-b', 'sc2s.sgov.gov'],
];

export function partitionOf(region: string): string {
  return partitions.find(([prefix]) => region.startsWith(prefix))?.[1] ?? 'aws';
}

/** `{project}-{environment}-{what}`, for names that are unique within an account and region. */
export function resourceName(naming: Naming, what: string): string {
  return `${naming.project}-${naming.environment}-${what}`;
}

/** `name` as far as `most` characters; where it is too long, a digest of all of it takes the place of its end. */
export const fittedName = (name: string, most: number): string =>
  name.length <= most ? name : digestedName(name, name, most);

/** The beginning of `text`, and a digest of `whole` that keeps two apart: at most `most` characters. */
export function digestedName(text: string, whole: string, most: number): string {
  const digest = `-${createHash('sha256').update(whole).digest('hex').slice(0, 8)}`;
  return `${text.slice(0, most - digest.length)}${digest}`;
}

/** `{project}-{environment}-{what}-{suffix}`, for names that are unique in the world; the suffix is the account's and region's. */
export function globalName(naming: Naming, what: string): string {
  const suffix = createHash('sha256').update(`${naming.account}/${naming.region}`).digest('hex').slice(0, 6);
  return `${resourceName(naming, what)}-${suffix}`;
}

/** `/{project}/{environment}/{what}`: where a stack leaves an id that only the service knows. */
export function parameterName(naming: Naming, what: string): string {
  return `/${naming.project}/${naming.environment}/${what}`;
}

/** @param resource what follows the account: `role/x`, `table/y` */
export function arn(naming: Naming, service: string, resource: string, regional = true): string {
  return `arn:${partitionOf(naming.region)}:${service}:${regional ? naming.region : ''}:${naming.account}:${resource}`;
}

export function bucketArn(naming: Naming, bucket: string): string {
  return `arn:${partitionOf(naming.region)}:s3:::${bucket}`;
}

export function namesOf(environment: {
  readonly project: string;
  readonly name: string;
  readonly region: string;
  readonly accounts: { readonly data: string };
}): Naming {
  return {
    project: environment.project,
    environment: environment.name,
    account: environment.accounts.data,
    region: environment.region,
  };
}
