import { GlueCrawler } from '@cdktf/provider-aws/lib/glue-crawler';
import { GlueSecurityConfiguration } from '@cdktf/provider-aws/lib/glue-security-configuration';
import * as z from 'zod';
import { schedulerCron } from '../../../pipelines/targets';
import {
  type AlarmRule,
  alarmsOf,
  type Chart,
  checkName,
  checkProps,
  Construct,
  type Monitored,
  resourceName,
} from '../../core';
import { crawlerFailures, crawlerStatements } from '../facts';
import { ServiceRole } from '../identity/service_role';
import { type NamedProps, namingOf, namingShape } from '../environment/naming_props';
import { keyArnShape, nameShape } from '../environment/shapes';
import { watchEvents } from '../monitoring/watched_events';
import type { LakeBucket } from '../storage/lake_bucket';

/** A bucket of another stack, and what a crawler has to know of it. */
export interface CrawledBucket {
  readonly bucketName: string;
  readonly holds: 'tables' | 'files';
  readonly keyArn?: string;
}

export interface LandingCrawlerProps extends NamedProps {
  readonly bucket: LakeBucket | CrawledBucket;
  /** `shop/orders/`: each becomes a table of its own, or several. */
  readonly prefixes: readonly string[];
  /** A database of the catalogue, for what lands alone. */
  readonly databaseName: string;
  /** A key of class logs. */
  readonly logKeyArn: string;
  /** The key of the catalogue's encryption, which the account sets. */
  readonly catalogueKeyArn?: string;
  /** Five fields, in UTC; on demand unless given. */
  readonly cron?: string;
  /** What the names of its tables begin with. */
  readonly tablePrefix?: string;
}

const crawls = 'https://docs.aws.amazon.com/glue/latest/dg/incremental-crawls.html';
const schedules = 'https://docs.aws.amazon.com/glue/latest/dg/monitor-data-warehouse-schedule.html';
const schema = z.object({
  ...namingShape,
  name: nameShape,
  bucket: z
    .object({
      holds: z.literal(
        'files',
        'expected a bucket of files: the runtime creates and alters tables from their contracts, and a crawler would ' +
          'infer them anew (docs/aws.md#constructs)',
      ),
    })
    .loose(),
  prefixes: z
    .array(z.string().regex(/^[^/].*\/$/, `expected a prefix such as 'shop/orders/' (${crawls})`))
    .min(1, `expected at least one prefix (${crawls})`),
  logKeyArn: keyArnShape,
  catalogueKeyArn: keyArnShape.exactOptional(),
  cron: z
    .string()
    .superRefine((cron, context) => {
      try {
        schedulerCron(cron);
      } catch (error) {
        const found = error instanceof Error ? error.message : String(error);
        context.addIssue({ code: 'custom', message: `${found} (${schedules})` });
      }
    })
    .exactOptional(),
  tablePrefix: z
    .string()
    .regex(
      /^[a-z0-9_]{1,128}$/,
      'expected 1 to 128 lower-case letters, digits and _ (https://docs.aws.amazon.com/glue/latest/webapi/API_CreateCrawler.html)',
    )
    .exactOptional(),
});

/** Describes in the catalogue what lands as files, to look at it with Athena; it changes no table that is there. */
export class LandingCrawler extends Construct implements Monitored {
  readonly crawlerName: string;
  readonly roleName: string;
  readonly roleArn: string;
  readonly charts: readonly Chart[];
  readonly alarms: readonly AlarmRule[];

  constructor(scope: Construct, id: string, props: LandingCrawlerProps) {
    super(scope, id);
    checkProps(schema, props, this.node.path);
    const naming = namingOf(props);
    const bucketName = checkName('s3 bucket', props.bucket.bucketName, this.node.path);
    const databaseName = checkName('glue database', props.databaseName, this.node.path);
    this.crawlerName = checkName('glue crawler', resourceName(naming, props.name ?? 'landing'), this.node.path);
    const role = new ServiceRole(this, 'role', {
      ...naming,
      roleName: `${this.crawlerName}-crawler`,
      service: 'glue.amazonaws.com',
      description: `Crawls ${bucketName}`,
      statements: crawlerStatements(naming, {
        bucketName,
        prefixes: props.prefixes,
        databaseName,
        ...(props.bucket.keyArn === undefined ? {} : { dataKeyArn: props.bucket.keyArn }),
        ...(props.catalogueKeyArn === undefined ? {} : { catalogueKeyArn: props.catalogueKeyArn }),
      }),
    });
    this.roleName = role.roleName;
    this.roleArn = role.arn;
    const security = new GlueSecurityConfiguration(this, 'security', {
      name: this.crawlerName,
      encryptionConfiguration: {
        cloudwatchEncryption: { cloudwatchEncryptionMode: 'SSE-KMS', kmsKeyArn: props.logKeyArn },
        // Of jobs alone: a crawler keeps no bookmarks, and writes no files.
        jobBookmarksEncryption: { jobBookmarksEncryptionMode: 'DISABLED' },
        s3Encryption: { s3EncryptionMode: 'DISABLED' },
      },
    });
    new GlueCrawler(this, 'crawler', {
      name: this.crawlerName,
      description: `Describes what lands in ${bucketName}`,
      role: role.arn,
      databaseName,
      securityConfiguration: security.name,
      s3Target: props.prefixes.map((prefix) => ({ path: `s3://${bucketName}/${prefix}` })),
      // Folders that are new, and LOG for the rest: the service takes no other pair, and none deletes.
      recrawlPolicy: { recrawlBehavior: 'CRAWL_NEW_FOLDERS_ONLY' },
      schemaChangePolicy: { updateBehavior: 'LOG', deleteBehavior: 'LOG' },
      ...(props.cron === undefined ? {} : { schedule: schedulerCron(props.cron) }),
      ...(props.tablePrefix === undefined ? {} : { tablePrefix: props.tablePrefix }),
      dependsOn: [role.resource],
    });
    ({ charts: this.charts, alarms: this.alarms } = this.monitoring());
  }

  /** Glue has no metric of crawlers: it sends events. */
  private monitoring(): Monitored {
    const events = crawlerFailures(this.crawlerName);
    const failed = watchEvents(this, 'failed', {
      name: `${this.crawlerName}-failed`,
      description: `Runs of the crawler ${this.crawlerName} that failed or could not be started`,
      events,
      label: 'failed',
    });
    const alarm = alarmsOf(this.crawlerName, { severity: 'warning', periodSeconds: 300, source: events.source });
    return {
      charts: [{ title: `Failures of ${this.crawlerName}`, metrics: [failed] }],
      alarms: [
        alarm(
          failed,
          'crawler-failed',
          0,
          'a run of the crawler failed or could not be started, so the catalogue does not show what has landed: look at its log and at its role',
        ),
      ],
    };
  }
}
