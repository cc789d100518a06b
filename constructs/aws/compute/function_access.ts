import { arn, give, type Grant, type Grantee, type Naming } from '../../core';

/** What can be granted on a function, ours or an existing one. */
export class FunctionAccess {
  readonly arn: string;

  constructor(
    naming: Naming,
    readonly functionName: string,
  ) {
    this.arn = arn(naming, 'lambda', `function:${functionName}`);
  }

  /**
   * Lets `grantee` call it, in any version:
   * https://docs.aws.amazon.com/step-functions/latest/dg/lambda-iam.html
   */
  grantInvoke(grantee: Grantee): Grant {
    return give(grantee, [{ actions: ['lambda:InvokeFunction'], resources: [this.arn, `${this.arn}:*`] }]);
  }
}
