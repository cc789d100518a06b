/** Ids that only the service knows cross stacks through SSM: a stack writes one, later stacks read it. */
import { DataAwsSsmParameter } from '@cdktf/provider-aws/lib/data-aws-ssm-parameter';
import { SsmParameter } from '@cdktf/provider-aws/lib/ssm-parameter';
import { checkName, type Construct, type Naming, parameterName, suppress } from '../../core';

/** @param what `keys/data`; the same text reads it back */
export function writeParameter(scope: Construct, naming: Naming, what: string, value: string): void {
  const name = checkName('ssm parameter', parameterName(naming, what), scope.node.path);
  const parameter = new SsmParameter(scope, idOf('parameter', what), { name, type: 'String', value });
  suppress(parameter, {
    rules: ['CKV2_AWS_34'],
    reason: 'It holds an id or an ARN that a service gave, which is no secret and which later stacks read.',
  });
}

/** A token with the value that another stack wrote; the stack must be deployed after that one. */
export function readParameter(scope: Construct, naming: Naming, what: string): string {
  const id = idOf('parameter', what);
  const existing = scope.node.tryFindChild(id);
  if (existing instanceof DataAwsSsmParameter) return existing.insecureValue;
  return new DataAwsSsmParameter(scope, id, {
    name: checkName('ssm parameter', parameterName(naming, what), scope.node.path),
    // Should somebody make it a SecureString, the state gets what is encrypted.
    withDecryption: false,
  }).insecureValue;
}

const idOf = (prefix: string, what: string): string => `${prefix}-${what.replaceAll('/', '-')}`;
