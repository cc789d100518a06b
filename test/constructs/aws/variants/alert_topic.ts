import { AlertTopic } from '../../../../constructs/aws';
import type { Variant } from '../variant';

export const alertTopic: Variant = {
  construct: AlertTopic,
  family: 'foundation',
  least: (scope, id, given, name) =>
    new AlertTopic(scope, id, {
      ...given.naming,
      keyArn: given.keyArn('notifications'),
      ...(name === undefined ? {} : { name }),
    }),
  all: (scope, id, given) =>
    new AlertTopic(scope, id, {
      ...given.naming,
      name: 'all',
      keyArn: given.keyArn('spending'),
      recipients: ['oncall@example.com'],
      https: ['https://alerts.acme.example/sns'],
      takesSpending: true,
    }),
  existing: (scope, id, given) =>
    AlertTopic.fromExisting(scope, id, {
      ...given.naming,
      topicName: 'acme-pager',
      keyArn: given.keyArn('notifications'),
    }),
  refused: [
    {
      wrong: 'a recipient that is no address',
      build: (scope, { naming }) =>
        new AlertTopic(scope, 'it', {
          ...naming,
          keyArn: 'arn:aws:kms:eu-central-1:111122223333:key/1',
          recipients: ['ann'],
        }),
      message: 'recipients.0: found "ann"; expected an e-mail address',
    },
    {
      wrong: 'an endpoint whose address holds a key',
      build: (scope, { naming }) =>
        new AlertTopic(scope, 'it', {
          ...naming,
          keyArn: 'arn:aws:kms:eu-central-1:111122223333:key/1',
          https: ['https://events.pagerduty.com/integration/x/enqueue'],
        }),
      message: 'expected an address without a key',
    },
    {
      wrong: 'spending and Prometheus on one key',
      build: (scope, { naming }) =>
        new AlertTopic(scope, 'it', {
          ...naming,
          keyArn: 'arn:aws:kms:eu-central-1:111122223333:key/1',
          takesSpending: true,
          takesPrometheus: true,
        }),
      message: 'takesPrometheus: found true with takesSpending; expected a topic for each',
    },
  ],
};
