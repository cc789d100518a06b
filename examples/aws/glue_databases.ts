/** The catalogue of a domain: a database per layer. */
import { GlueDatabases } from '../../constructs/aws';
import type { Construct } from '../../constructs/core';

export function glueDatabases(scope: Construct): void {
  const naming = { project: 'acme', environment: 'dev', account: '111122223333', region: 'eu-central-1' };
  new GlueDatabases(scope, 'catalogue', {
    ...naming,
    databases: ['bronze', 'silver', 'gold'].map((layer) => ({
      name: `acme_dev_books_${layer}`,
      description: `Tables of layer ${layer} of the books`,
      location: `s3://acme-dev-${layer}/books/`,
    })),
  });
}
