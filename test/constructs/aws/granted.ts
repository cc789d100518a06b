import { ServiceRole } from '../../../constructs/aws';
import type { Construct, Grantee } from '../../../constructs/core';
import type { Statement } from '../../../pipelines/targets';
import { type AwsRequest, evaluate } from '../../emulator/iam/evaluate';
import { naming, resourcesOf } from '../app';

interface Policy {
  readonly Statement: readonly {
    readonly Action: string | readonly string[];
    readonly Resource: string | readonly string[];
    readonly Condition?: Statement['conditions'];
  }[];
}

/** The statements of a role's policy after `grant`, and what else was made. */
export function granted(grant: (scope: Construct, grantee: Grantee) => unknown) {
  const {
    aws_iam_role_policy: policies = [],
    aws_iam_role: _,
    ...others
  } = resourcesOf((stack) => {
    const role = new ServiceRole(stack, 'role', {
      ...naming,
      roleName: 'acme-dev-x',
      service: 'states.amazonaws.com',
      description: 'Runs',
    });
    grant(stack, role);
  });
  const { Statement: written } = JSON.parse(String(policies[0]?.['policy'])) as Policy;
  const statements = written.map(({ Action, Resource, Condition }): Statement => ({
    actions: [Action].flat(),
    resources: [Resource].flat(),
    ...(Condition === undefined ? {} : { conditions: Condition }),
  }));
  const may = (action: string, resource: string, context: Readonly<Record<string, string>> = {}): boolean => {
    const request: AwsRequest = {
      action,
      resource,
      context: Object.fromEntries(Object.entries(context).map(([key, value]) => [key, [value]])),
    };
    return evaluate(statements, request) === 'allowed';
  };
  return { may, made: Object.keys(others) };
}
