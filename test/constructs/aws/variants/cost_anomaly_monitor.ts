import { CostAnomalyMonitor } from '../../../../constructs/aws';
import type { Variant } from '../variant';

const topicArn = 'arn:aws:sns:eu-central-1:111122223333:acme';

export const costAnomalyMonitor: Variant = {
  construct: CostAnomalyMonitor,
  family: 'network',
  least: (scope, id, given) => new CostAnomalyMonitor(scope, id, { ...given.naming, topicArn: given.topicArn() }),
  all: (scope, id, given) =>
    new CostAnomalyMonitor(scope, id, {
      ...given.naming,
      name: 'all',
      mails: ['platform@example.com'],
      frequency: 'WEEKLY',
      thresholdDollars: 50,
    }),
  once: 'an account has one monitor of all services',
  existing: { none: 'nothing refers to a monitor' },
  refused: [
    {
      wrong: 'nobody who is told',
      build: (scope, { naming }) => new CostAnomalyMonitor(scope, 'it', naming),
      message: 'found neither topicArn nor mails; expected one of them',
    },
    {
      wrong: 'a topic and mails',
      build: (scope, { naming }) =>
        new CostAnomalyMonitor(scope, 'it', { ...naming, topicArn, mails: ['a@example.com'] }),
      message: 'found topicArn and mails; expected one of them',
    },
    {
      wrong: 'mails at once',
      build: (scope, { naming }) =>
        new CostAnomalyMonitor(scope, 'it', { ...naming, mails: ['a@example.com'], frequency: 'IMMEDIATE' }),
      message: 'frequency: found IMMEDIATE; expected DAILY or WEEKLY',
    },
    {
      wrong: 'a topic once a day',
      build: (scope, { naming }) => new CostAnomalyMonitor(scope, 'it', { ...naming, topicArn, frequency: 'DAILY' }),
      message: 'frequency: found DAILY; expected IMMEDIATE',
    },
    {
      wrong: 'a threshold of nothing',
      build: (scope, { naming }) => new CostAnomalyMonitor(scope, 'it', { ...naming, topicArn, thresholdDollars: 0 }),
      message: 'thresholdDollars: found 0; expected an amount above 0',
    },
    {
      wrong: 'a recipient that is no address',
      build: (scope, { naming }) => new CostAnomalyMonitor(scope, 'it', { ...naming, mails: ['ann'] }),
      message: 'mails.0: found "ann"; expected an e-mail address',
    },
  ],
};
