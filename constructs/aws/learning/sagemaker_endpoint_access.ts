import { arn, give, type Grant, type Grantee, type Naming } from '../../core';

/** What can be granted on an endpoint of SageMaker, ours or an existing one. */
export class SagemakerEndpointAccess {
  readonly arn: string;

  constructor(
    naming: Naming,
    readonly endpointName: string,
  ) {
    // In lower case, whatever the name is: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateEndpoint.html
    this.arn = arn(naming, 'sagemaker', `endpoint/${endpointName.toLowerCase()}`);
  }

  /** Lets `grantee` ask it. */
  grantInvoke(grantee: Grantee): Grant {
    return give(grantee, [
      {
        actions: ['sagemaker:InvokeEndpoint', 'sagemaker:InvokeEndpointWithResponseStream'],
        resources: [this.arn],
      },
    ]);
  }
}
