import { LakeformationLfTag } from '@cdktf/provider-aws/lib/lakeformation-lf-tag';
import { DatabaseAccess, type DatabaseAccessProps, GlueDatabases } from '../../../../constructs/aws';
import type { Surroundings } from '../surroundings';
import type { Variant } from '../variant';

const least = (given: Surroundings, name: string): DatabaseAccessProps => ({
  ...given.naming,
  databaseName: `acme_${given.naming.environment}_${name}`,
  access: 'iam',
  location: `s3://acme-${given.naming.environment}-${name}/shop/`,
  keyArn: given.keyArn(),
});

export const databaseAccess: Variant = {
  construct: DatabaseAccess,
  family: 'foundation',
  least: (scope, id, given, name = 'open') => {
    const access = new DatabaseAccess(scope, id, least(given, name));
    access.grantRead(given.role('glue.amazonaws.com'));
    return access;
  },
  all: (scope, id, given) => {
    const props = least(given, 'governed');
    const databases = new GlueDatabases(scope, `${id}-databases`, {
      ...given.naming,
      databases: [{ name: props.databaseName, description: 'Governed', location: props.location }],
    });
    const key = `sensitivity_${given.naming.environment}`;
    const tag = new LakeformationLfTag(scope, `${id}-tag`, { key, values: ['public', 'internal'] });
    const access = new DatabaseAccess(scope, id, {
      ...props,
      name: 'lake-governed',
      access: 'lakeformation',
      databases,
      catalogueKeyArn: given.keyArn(),
      lfTags: { [tag.key]: 'internal' },
    });
    access.grantRead(given.role('athena.amazonaws.com'));
    access.grantWrite(given.role('glue.amazonaws.com'));
    return access;
  },
  existing: { none: 'it is itself about a database that may be there already' },
  refused: [
    {
      wrong: 'an access that there is not',
      build: (scope, given) => new DatabaseAccess(scope, 'it', { ...least(given, 'x'), access: 'ranger' as 'iam' }),
      message: 'access: found "ranger"; expected iam or lakeformation',
    },
    {
      wrong: 'a location that is none',
      build: (scope, given) => new DatabaseAccess(scope, 'it', { ...least(given, 'x'), location: 'acme-x/shop' }),
      message: 'location: found "acme-x/shop"; expected s3://bucket/prefix/',
    },
    {
      wrong: 'tags of Lake Formation with IAM',
      build: (scope, given) => new DatabaseAccess(scope, 'it', { ...least(given, 'x'), lfTags: { pii: 'yes' } }),
      message: 'lfTags: found {"pii":"yes"}; expected none with access \'iam\'',
    },
    {
      wrong: 'a database with a hyphen',
      build: (scope, given) => new DatabaseAccess(scope, 'it', { ...least(given, 'x'), databaseName: 'acme-gold' }),
      message: "glue database 'acme-gold': expected lower-case letters",
    },
  ],
};
