/** The words that a project may write: ours, and those that its own definitions make. */

export interface Listing {
  readonly header: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
  readonly items: readonly object[];
}

export const vocabularies = ['functions', 'transformers', 'connectors'] as const;

export const vocabulary: Record<(typeof vocabularies)[number], () => Listing> = {
  functions: () => {
    const { portableFunctions } = require('../pipelines/sql') as typeof import('../pipelines/sql');
    const items = portableFunctions();
    return {
      header: ['function', 'family', 'kind', 'example'],
      rows: items.map((f) => [[f.name, ...f.aliases].join(', '), f.family, f.kind, f.example]),
      items,
    };
  },
  transformers: () => words('step', 'transformer'),
  connectors: () => words('connector', 'connector'),
};

function words(category: 'step' | 'connector', called: string): Listing {
  const { defined } = require('../pipelines/definition') as typeof import('../pipelines/definition');
  const items = defined(category).map(({ name }) => ({ name }));
  return { header: [called], rows: items.map(({ name }) => [name]), items };
}
