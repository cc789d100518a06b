/** What went wrong, in the words of whoever can mend it. */
import type { AppStack } from './app';
import { shownPath } from '../diagnostics';
import { Failure } from '../usage';
import type { Complaint } from './terraform_says';

/** A plan or an apply of a stack that failed. */
export class StackFailure extends Failure {
  /** @param general whether every other stack would fail in the same way */
  constructor(
    message: string,
    readonly general: boolean,
  ) {
    super(message);
  }
}

/** @param environment its name */
export function stackFailure(
  { name, folder }: AppStack,
  complaints: readonly Complaint[],
  environment: string,
): StackFailure {
  const all = complaints.map(({ summary, detail }) => `${summary}\n${detail}`).join('\n');
  const lock = lockIn(all);
  if (lock !== undefined) {
    return new StackFailure(
      `the state of stack '${name}' is locked by ${lock.who} since ${lock.since} (${lock.operation}): wait until that has ended. ` +
        `If it no longer runs: terraform -chdir=${shownPath(folder)} force-unlock ${lock.id}`,
      true,
    );
  }
  if (/No valid credential sources found|ExpiredToken|InvalidClientTokenId/i.test(all)) {
    return new StackFailure(
      `stack '${name}': AWS takes no credentials from here: set AWS_PROFILE, or log in (aws sso login)`,
      true,
    );
  }
  if (/S3 bucket "[^"]*" does not exist|NoSuchBucket/.test(all) && /backend|state/i.test(all)) {
    return new StackFailure(
      `stack '${name}': the bucket of the state is not there: lakewright bootstrap --env ${environment}`,
      true,
    );
  }
  const shown = complaints.map(({ summary, detail, address }) =>
    [address === undefined ? summary : `${address}: ${summary}`, ...(detail === '' ? [] : [detail.trim()])].join(
      '\n    ',
    ),
  );
  const told = `stack '${name}':\n  ${shown.join('\n  ')}`;
  if (/dependency lock file|does not match configured version constraint/.test(all)) {
    return new StackFailure(
      `${told}\n  the lock file is of another version, or has no checksums of this platform: lakewright bootstrap --env ${environment} writes it anew`,
      true,
    );
  }
  return new StackFailure(told, false);
}

interface Lock {
  readonly id: string;
  readonly who: string;
  readonly since: string;
  readonly operation: string;
}

/** Terraform tells the lock as lines of `Key: value`. */
export function lockIn(text: string): Lock | undefined {
  if (!/acquiring the state lock/i.test(text)) return undefined;
  const field = (key: string): string => new RegExp(`^\\s*${key}:\\s*(.*?)\\s*$`, 'm').exec(text)?.[1] ?? 'unknown';
  return {
    id: field('ID'),
    who: field('Who'),
    since: field('Created').replace(/\.\d+ \+0000 UTC$/, ' UTC'),
    operation: field('Operation')
      .replace(/^OperationType/, '')
      .toLowerCase(),
  };
}
