import { jobQueries, SavedQueries, type SavedQueriesProps, stateMachineQueries } from '../../../../constructs/aws';
import type { Naming } from '../../../../constructs/core';
import type { Variant } from '../variant';

const queries = jobQueries('/aws/emr-serverless/acme-dev-shop');
const wrong = (naming: Naming, change: object): SavedQueriesProps => ({
  ...naming,
  queries: queries.slice(0, 1).map((query) => ({ ...query, ...change })),
});

export const savedQueries: Variant = {
  construct: SavedQueries,
  family: 'foundation',
  least: (scope, id, { naming }, name) =>
    new SavedQueries(scope, id, { ...naming, queries, ...(name === undefined ? {} : { name }) }),
  all: (scope, id, { naming }) =>
    new SavedQueries(scope, id, {
      ...naming,
      name: 'all',
      queries: [...queries, ...stateMachineQueries(Array.from({ length: 51 }, (_, i) => `/acme/states/${i}`))],
    }),
  existing: { none: 'queries are looked at, not granted on' },
  refused: [
    {
      wrong: 'a name that the folder would be taken from',
      build: (scope, { naming }) => new SavedQueries(scope, 'it', wrong(naming, { name: 'failed/tasks' })),
      message: "queries.0.name: found \"failed/tasks\"; expected a name without ':', '*' and '/'",
    },
    {
      wrong: 'more log groups than a query asks',
      build: (scope, { naming }) =>
        new SavedQueries(
          scope,
          'it',
          wrong(naming, { logGroupNames: Array.from({ length: 51 }, (_, i) => `/acme/${i}`) }),
        ),
      message: 'expected at most 50 log groups',
    },
    {
      wrong: 'two of a name',
      build: (scope, { naming }) => new SavedQueries(scope, 'it', { ...naming, queries: [...queries, ...queries] }),
      message: 'expected a name of its own for each query',
    },
  ],
};
