import { LogGroup, type LogGroupProps } from '../../../../constructs/aws';
import type { Naming } from '../../../../constructs/core';
import type { Variant } from '../variant';

const least = (naming: Naming, name: string, keyArn: string): LogGroupProps => ({
  ...naming,
  logGroupName: `/acme/${naming.environment}/${name}`,
  retentionDays: 30,
  keyArn,
});

export const logGroup: Variant = {
  construct: LogGroup,
  family: 'foundation',
  least: (scope, id, given, name = 'least') => new LogGroup(scope, id, least(given.base, name, given.keyArn('logs'))),
  all: (scope, id, given) => new LogGroup(scope, id, least(given.base, 'all', given.keyArn('logs'))),
  existing: (scope, id, { naming }) => LogGroup.fromExisting(scope, id, { ...naming, logGroupName: '/acme/old' }),
  refused: [
    {
      wrong: 'days that the service does not take',
      build: (scope, { naming }) =>
        new LogGroup(scope, 'it', {
          ...least(naming, 'x', 'arn:aws:kms:eu-central-1:111122223333:key/1'),
          retentionDays: 31,
        }),
      message: 'retentionDays: found 31; expected one of 1, 3, 5',
    },
  ],
};
