import { MonthlyBudget } from '../../../../constructs/aws';
import type { Variant } from '../variant';

const mails = ['platform@example.com'];

export const monthlyBudget: Variant = {
  construct: MonthlyBudget,
  family: 'network',
  least: (scope, id, given, name) =>
    new MonthlyBudget(scope, id, { ...given.naming, amount: 500, mails, ...(name === undefined ? {} : { name }) }),
  all: (scope, id, given) =>
    new MonthlyBudget(scope, id, {
      ...given.naming,
      name: 'all',
      amount: 1250.5,
      topicArn: given.topicArn(),
      mails,
      actualThresholds: [50, 90],
      forecastThresholds: [110],
      tag: { key: 'cost-center', value: 'data' },
    }),
  existing: { none: 'nothing refers to a budget' },
  refused: [
    {
      wrong: 'nobody who is told',
      build: (scope, { naming }) => new MonthlyBudget(scope, 'it', { ...naming, amount: 500 }),
      message: 'found neither topicArn nor mails; expected at least one subscriber',
    },
    {
      wrong: 'thresholds out of order',
      build: (scope, { naming }) =>
        new MonthlyBudget(scope, 'it', { ...naming, amount: 500, mails, actualThresholds: [100, 80] }),
      message: 'actualThresholds: found [100,80]; expected rising percentages: 80 after 100',
    },
    {
      wrong: 'a budget of nothing',
      build: (scope, { naming }) => new MonthlyBudget(scope, 'it', { ...naming, amount: 0, mails }),
      message: 'amount: found 0; expected an amount above 0',
    },
    {
      wrong: 'no threshold',
      build: (scope, { naming }) =>
        new MonthlyBudget(scope, 'it', { ...naming, amount: 5, mails, actualThresholds: [], forecastThresholds: [] }),
      message: 'found 0 thresholds; expected 1 to 10',
    },
    {
      wrong: 'more mails than a notification takes',
      build: (scope, { naming }) =>
        new MonthlyBudget(scope, 'it', {
          ...naming,
          amount: 5,
          mails: Array.from({ length: 11 }, (_, i) => `a${i}@example.com`),
        }),
      message: 'expected at most 10 addresses',
    },
    {
      wrong: 'a tag with a dollar in its key',
      build: (scope, { naming }) =>
        new MonthlyBudget(scope, 'it', { ...naming, amount: 5, mails, tag: { key: 'user:a$b', value: 'c' } }),
      message: "expected 'all', or the key and the value of a tag",
    },
  ],
};
