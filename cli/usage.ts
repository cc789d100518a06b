/** What the caller did wrong: exit code 2, a message and no stack. */
export class WrongUsage extends Error {
  override readonly name = 'WrongUsage';

  /** @param hint the nearest fix */
  constructor(
    message: string,
    readonly hint?: string,
  ) {
    super(message);
  }
}

/** A failure that is explained in full by its message: exit code 1, no stack. */
export class Failure extends Error {
  override readonly name = 'Failure';
}
