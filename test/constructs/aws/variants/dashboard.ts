import { Dashboard, type DashboardProps } from '../../../../constructs/aws';
import type { Metric, Naming } from '../../../../constructs/core';
import type { Variant } from '../variant';

const metric: Metric = {
  namespace: 'AWS/States',
  name: 'ExecutionsFailed',
  dimensions: { StateMachineArn: 'arn:aws:states:eu-central-1:111122223333:stateMachine:x' },
  statistic: 'Sum',
  label: 'failed',
};
const least = (naming: Naming, name: string): DashboardProps => ({
  dashboardName: `acme-${naming.environment}-${name}`,
  region: naming.region,
  charts: [],
});

export const dashboard: Variant = {
  construct: Dashboard,
  family: 'foundation',
  least: (scope, id, { naming }, name = 'least') =>
    new Dashboard(scope, id, { ...least(naming, name), charts: [{ title: 'Runs', metrics: [metric] }] }),
  all: (scope, id, { naming }) =>
    new Dashboard(scope, id, {
      ...least(naming, 'all'),
      charts: [
        { title: 'Runs', metrics: [metric] },
        { title: 'More runs', metrics: [metric, { ...metric, name: 'ExecutionsSucceeded', label: 'succeeded' }] },
      ],
      sections: [
        {
          text: '## Alarms',
          alarms: ['arn:aws:cloudwatch:eu-central-1:111122223333:alarm:acme-dev-x'],
          charts: [{ title: 'Again', metrics: [metric] }],
          perRow: 4,
        },
      ],
    }),
  existing: { none: 'a dashboard is looked at, not granted on' },
  refused: [
    {
      wrong: 'a name with a space',
      build: (scope, { naming }) => new Dashboard(scope, 'it', { ...least(naming, 'x'), dashboardName: 'a b' }),
      message: "dashboard 'a b': expected letters, digits, _ and -",
    },
    {
      wrong: 'more charts than a dashboard takes',
      build: (scope, { naming }) =>
        new Dashboard(scope, 'it', {
          ...least(naming, 'x'),
          charts: Array.from({ length: 501 }, () => ({ title: 'x', metrics: [] })),
        }),
      message: 'expected at most 500 charts',
    },
    {
      wrong: 'more metrics than a dashboard takes',
      build: (scope, { naming }) =>
        new Dashboard(scope, 'it', {
          ...least(naming, 'x'),
          sections: Array.from({ length: 6 }, () => ({
            charts: [{ title: 'x', metrics: Array.from({ length: 500 }, () => metric) }],
          })),
        }),
      message: 'found 3000 metrics; expected at most 2500 in a dashboard',
    },
  ],
};
