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
  all: (scope, id, given) =>
    new GlueDatabases(scope, id, {
      ...given.naming,
      databases: [database(given.naming.environment, 'silver'), database(given.naming.environment, 'gold')],
      catalogueKeyArn: given.keyArn(),
    }),
  existing: (scope, id, given) =>
    GlueDatabases.fromExisting(scope, id, {
      ...given.naming,
      names: ['acme_old'],
      catalogueKeyArn: given.keyArn(),
    }),
  refused: [
    {
      wrong: 'a name with a hyphen',
      build: (scope, { naming }) =>
        new GlueDatabases(scope, 'it', { ...naming, databases: [{ ...database('dev', 'x'), name: 'acme-gold' }] }),
      message: "glue database 'acme-gold': expected lower-case letters",
    },
    {
      wrong: 'a grant on a table of another database',
      build: (scope, given) =>
        new GlueDatabases(scope, 'it', { ...given.naming, databases: [database('dev', 'x')] }).grantRead(
          given.role('glue.amazonaws.com'),
          [{ database: 'acme_dev_y', name: 'orders' }],
        ),
      message: "table 'acme_dev_y.orders': expected one of database acme_dev_x",
    },
    {
      wrong: 'no existing database',
      build: (scope, { naming }) => GlueDatabases.fromExisting(scope, 'it', { ...naming, names: [] }),
      message: 'names: found []; expected at least one database',
    },
    {
      wrong: 'a location that is none',
      build: (scope, { naming }) =>
        new GlueDatabases(scope, 'it', { ...naming, databases: [{ ...database('dev', 'x'), location: '/gold' }] }),
      message: 'databases.0.location: found "/gold"; expected s3://bucket/prefix/',
    },
  ],
};
