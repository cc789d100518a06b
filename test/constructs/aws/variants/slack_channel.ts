import { SlackChannel, type SlackChannelProps } from '../../../../constructs/aws';
import type { Naming } from '../../../../constructs/core';
import type { Variant } from '../variant';

const least = (naming: Naming, topicArn: string): SlackChannelProps => ({
  ...naming,
  slackTeamId: 'T0123ABCD',
  slackChannelId: 'C0123ABCD',
  snsTopicArns: [topicArn],
});
const alerts = 'arn:aws:sns:eu-central-1:111122223333:alerts';

export const slackChannel: Variant = {
  construct: SlackChannel,
  family: 'foundation',
  least: (scope, id, given, name) =>
    new SlackChannel(scope, id, {
      ...least(given.naming, given.topicArn()),
      ...(name === undefined ? {} : { name }),
    }),
  all: (scope, id, given) =>
    new SlackChannel(scope, id, {
      ...least(given.naming, given.topicArn()),
      name: 'all',
      rolePath: '/data-platform/',
    }),
  existing: { none: 'a channel is told, not granted on' },
  refused: [
    {
      wrong: 'the name of a workspace',
      build: (scope, { naming }) => new SlackChannel(scope, 'it', { ...least(naming, alerts), slackTeamId: 'acme' }),
      message: 'slackTeamId: found "acme"; expected a workspace\'s id',
    },
    {
      wrong: 'the name of a channel',
      build: (scope, { naming }) =>
        new SlackChannel(scope, 'it', { ...least(naming, alerts), slackChannelId: '#oncall' }),
      message: 'slackChannelId: found "#oncall"; expected a channel\'s id',
    },
    {
      wrong: 'no topic',
      build: (scope, { naming }) => new SlackChannel(scope, 'it', { ...least(naming, alerts), snsTopicArns: [] }),
      message: 'expected at least one topic',
    },
  ],
};
