import type { Transformer } from './transformer';

const parameters = {};

/** Of rows that are alike in every column, keeps one. */
export const drop_exact_duplicates: Transformer<typeof parameters> = {
  name: 'drop_exact_duplicates',
  parameters,
  query: (_, input) => `select distinct * from ${input}`,
};
