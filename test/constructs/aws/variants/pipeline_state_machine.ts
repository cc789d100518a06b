import { PipelineStateMachine, type PipelineStateMachineProps } from '../../../../constructs/aws';
import type { Naming } from '../../../../constructs/core';
import type { Surroundings } from '../surroundings';
import type { Variant } from '../variant';

const done = { StartAt: 'Done', States: { Done: { Type: 'Succeed' } } };
const named = (naming: Naming, name: string) => ({
  ...naming,
  stateMachineName: `acme-${naming.environment}-${name}`,
  definition: done,
  logGroupName: `/aws/vendedlogs/states/acme-${naming.environment}-${name}`,
  logRetentionDays: 30,
});
const least = (given: Surroundings, name: string): PipelineStateMachineProps => ({
  ...named(given.base, name),
  roleArn: given.role('states.amazonaws.com').arn,
  logKeyArn: given.keyArn('logs'),
});
const wrong = (naming: Naming): PipelineStateMachineProps => ({
  ...named(naming, 'x'),
  roleArn: 'arn:aws:iam::111122223333:role/x',
  logKeyArn: 'arn:aws:kms:eu-central-1:111122223333:key/1',
});
const large = {
  StartAt: 'A',
  States: Object.fromEntries(Array.from({ length: 99 }, (_, i) => [`S${i}`, {}])),
};

export const pipelineStateMachine: Variant = {
  construct: PipelineStateMachine,
  family: 'compute',
  least: (scope, id, given, name = 'least') => new PipelineStateMachine(scope, id, least(given, name)),
  all: (scope, id, given) => new PipelineStateMachine(scope, id, least(given, 'all')),
  existing: (scope, id, { naming }) =>
    PipelineStateMachine.fromExisting(scope, id, { ...naming, stateMachineName: 'acme-nightly' }),
  refused: [
    {
      wrong: 'a definition that starts nowhere',
      build: (scope, { naming }) =>
        new PipelineStateMachine(scope, 'it', { ...wrong(naming), definition: { StartAt: 'A', States: {} } }),
      message: 'definition: found {"StartAt":"A","States":{}}; expected StartAt to name one of States',
    },
    {
      wrong: 'a long definition, which is shown as far as a line goes',
      build: (scope, { naming }) => new PipelineStateMachine(scope, 'it', { ...wrong(naming), definition: large }),
      message: '...; expected StartAt',
    },
    {
      wrong: 'a log group that fills the account’s log policy',
      build: (scope, { naming }) =>
        new PipelineStateMachine(scope, 'it', { ...wrong(naming), logGroupName: '/acme/x' }),
      message: 'logGroupName: found "/acme/x"; expected a name under /aws/vendedlogs/',
    },
  ],
};
