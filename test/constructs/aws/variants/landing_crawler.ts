import { GlueDatabases, LakeBucket, LandingCrawler, type LandingCrawlerProps } from '../../../../constructs/aws';
import type { Surroundings } from '../surroundings';
import type { Variant } from '../variant';

const least = (given: Surroundings): LandingCrawlerProps => ({
  ...given.naming,
  bucket: { bucketName: 'acme-landing', holds: 'files' },
  prefixes: ['shop/orders/'],
  databaseName: 'acme_landing',
  logKeyArn: given.keyArn('logs'),
});

export const landingCrawler: Variant = {
  construct: LandingCrawler,
  family: 'foundation',
  least: (scope, id, given, name) =>
    new LandingCrawler(scope, id, { ...least(given), ...(name === undefined ? {} : { name }) }),
  all: (scope, id, given) => {
    const { environment } = given.naming;
    const bucket = new LakeBucket(scope, `${id}-bucket`, {
      ...given.base,
      bucketName: `acme-${environment}-crawled`,
      holds: 'files',
      keyArn: given.keyArn(),
    });
    const name = `acme_${environment}_crawled`;
    const location = `s3://${bucket.bucketName}/`;
    new GlueDatabases(scope, `${id}-database`, {
      ...given.naming,
      databases: [{ name, description: 'What lands', location }],
    });
    return new LandingCrawler(scope, id, {
      ...least(given),
      name: 'all',
      bucket,
      prefixes: ['shop/orders/', 'shop/customers/'],
      databaseName: name,
      catalogueKeyArn: given.keyArn(),
      cron: '30 5 * * *',
      tablePrefix: 'landing_',
    });
  },
  existing: { none: 'nothing is granted on a crawler' },
  refused: [
    {
      wrong: 'a bucket that holds tables',
      build: (scope, given) =>
        new LandingCrawler(scope, 'it', { ...least(given), bucket: { bucketName: 'acme-gold', holds: 'tables' } }),
      message: 'bucket.holds: found "tables"; expected a bucket of files: the runtime creates and alters tables',
    },
    {
      wrong: 'a prefix without its slash',
      build: (scope, given) => new LandingCrawler(scope, 'it', { ...least(given), prefixes: ['shop/orders'] }),
      message: 'prefixes.0: found "shop/orders"; expected a prefix such as \'shop/orders/\'',
    },
    {
      wrong: 'no prefix',
      build: (scope, given) => new LandingCrawler(scope, 'it', { ...least(given), prefixes: [] }),
      message: 'prefixes: found []; expected at least one prefix',
    },
    {
      wrong: 'a schedule of four fields',
      build: (scope, given) => new LandingCrawler(scope, 'it', { ...least(given), cron: '30 5 * *' }),
      message: 'cron: found "30 5 * *"',
    },
    {
      wrong: 'a table prefix with a hyphen',
      build: (scope, given) => new LandingCrawler(scope, 'it', { ...least(given), tablePrefix: 'landing-' }),
      message: 'tablePrefix: found "landing-"; expected 1 to 128 lower-case letters',
    },
  ],
};
