import { GlueDatabases } from '../../../../constructs/aws';
import type { Variant } from '../variant';

const database = (environment: string, what: string) => ({
  name: `acme_${environment}_${what}`,
  description: `Tables of ${what}`,
  location: `s3://acme-${environment}-${what}/shop/`,
});

export const glueDatabases: Variant = {
  construct: GlueDatabases,
  family: 'foundation',
  least: (scope, id, { naming }, name = 'least') =>
    new GlueDatabases(scope, id, { ...naming, databases: [database(naming.environment, name)] }),
  all: (scope, id, { naming }) =>
    new GlueDatabases(scope, id, {
      ...naming,
      databases: [database(naming.environment, 'silver'), database(naming.environment, 'gold')],
    }),
  existing: { none: 'a database is named in grants, nothing of it is needed' },
  refused: [
    {
      wrong: 'a name with a hyphen',
      build: (scope, { naming }) =>
        new GlueDatabases(scope, 'it', { ...naming, databases: [{ ...database('dev', 'x'), name: 'acme-gold' }] }),
      message: "glue database 'acme-gold': expected lower-case letters",
    },
    {
      wrong: 'a location that is none',
      build: (scope, { naming }) =>
        new GlueDatabases(scope, 'it', { ...naming, databases: [{ ...database('dev', 'x'), location: '/gold' }] }),
      message: 'databases.0.location: found "/gold"; expected s3://bucket/prefix/',
    },
  ],
};
