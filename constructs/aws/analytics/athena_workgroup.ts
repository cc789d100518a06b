import { AthenaWorkgroup as Workgroup } from '@cdktf/provider-aws/lib/athena-workgroup';
import * as z from 'zod';
import {
  type AlarmRule,
  type Chart,
  checkName,
  checkProps,
  Construct,
  type Grant,
  type Grantee,
  mayDestroy,
  type Monitored,
  type RemovalProps,
  resourceName,
  metricsOf,
} from '../../core';
import { type NamedProps, namingOf, type NamingProps, namingShape } from '../environment/naming_props';
import { keyArnShape, nameShape, wholeNumber } from '../environment/shapes';
import { scanLimits, scanLimitSource } from '../facts';
import { WorkgroupAccess } from './workgroup_access';

/** What a workgroup is in one environment. Removal is of the saved queries and the history in it; results are the bucket's. */
export interface AthenaWorkgroupProps extends NamedProps, RemovalProps {
  readonly resultsBucketName: string;
  /** Ends with a slash; `athena/{name of the workgroup}/` unless given. */
  readonly resultsPrefix?: string;
  /** Of the results. */
  readonly keyArn: string;
  /** A query that would scan more is cancelled; 100 GB unless given. */
  readonly bytesScannedCutoffPerQuery?: number;
  /** The alarm rings when the queries of a day have scanned more; 1 TB unless given. */
  readonly bytesScannedPerDay?: number;
  readonly description?: string;
}

export interface ExistingWorkgroupProps extends NamingProps {
  readonly workgroupName: string;
  readonly resultsBucketName: string;
  readonly resultsPrefix: string;
  readonly keyArn: string;
}

const results = 'https://docs.aws.amazon.com/athena/latest/ug/query-results-specify-location.html';
const prefix = z
  .string()
  .regex(/^([\w.=-]+\/)+$/, `expected a prefix that ends with a slash, such as 'athena/analysts/' (${results})`);
const shape = { ...namingShape, keyArn: keyArnShape };
const existing = z.object({ ...shape, resultsPrefix: prefix });
const schema = z
  .object({
    ...shape,
    name: nameShape,
    resultsPrefix: prefix.exactOptional(),
    bytesScannedCutoffPerQuery: wholeNumber(
      scanLimits.least,
      Number.MAX_SAFE_INTEGER,
      'bytes',
      scanLimits.source,
    ).exactOptional(),
    bytesScannedPerDay: wholeNumber(1, Number.MAX_SAFE_INTEGER, 'bytes', scanLimitSource).exactOptional(),
    description: z
      .string()
      .max(
        1024,
        'expected at most 1,024 characters (https://docs.aws.amazon.com/athena/latest/APIReference/API_CreateWorkGroup.html)',
      )
      .exactOptional(),
  })
  .refine(
    (props) => (props.bytesScannedCutoffPerQuery ?? defaults.query) <= (props.bytesScannedPerDay ?? defaults.day),
    { path: ['bytesScannedPerDay'], error: `expected at least what one query may scan (${scanLimitSource})` },
  );

const gigabyte = 10 ** 9;
/** What is scanned is what is paid for: https://aws.amazon.com/athena/pricing/ */
const defaults = { query: 100 * gigabyte, day: 1000 * gigabyte };

/** A workgroup of Athena: whatever a client asks for, results go to one encrypted place, and no query scans without end. */
export class AthenaWorkgroup extends Construct implements Monitored {
  readonly workgroupName: string;
  readonly arn: string;
  readonly charts: readonly Chart[];
  readonly alarms: readonly AlarmRule[];
  private readonly access: WorkgroupAccess;

  /** A workgroup that is there already. */
  static fromExisting(scope: Construct, id: string, props: ExistingWorkgroupProps): WorkgroupAccess {
    const path = `${scope.node.path}/${id}`;
    checkProps(existing, props, path);
    return new WorkgroupAccess(namingOf(props), checkName('athena workgroup', props.workgroupName, path), {
      bucketName: checkName('s3 bucket', props.resultsBucketName, path),
      prefix: props.resultsPrefix,
      keyArn: props.keyArn,
    });
  }

  constructor(scope: Construct, id: string, props: AthenaWorkgroupProps) {
    super(scope, id);
    checkProps(schema, props, this.node.path);
    const naming = namingOf(props);
    const { path } = this.node;
    this.workgroupName = checkName('athena workgroup', resourceName(naming, props.name ?? 'analysts'), path);
    const bucketName = checkName('s3 bucket', props.resultsBucketName, path);
    const resultsPrefix = props.resultsPrefix ?? `athena/${this.workgroupName}/`;
    this.access = new WorkgroupAccess(naming, this.workgroupName, {
      bucketName,
      prefix: resultsPrefix,
      keyArn: props.keyArn,
    });
    this.arn = this.access.arn;
    new Workgroup(this, 'workgroup', {
      name: this.workgroupName,
      ...(props.description === undefined ? {} : { description: props.description }),
      forceDestroy: mayDestroy(props, path),
      configuration: {
        bytesScannedCutoffPerQuery: props.bytesScannedCutoffPerQuery ?? defaults.query,
        // Clients cannot choose another place or no encryption:
        // https://docs.aws.amazon.com/athena/latest/ug/workgroups-settings-override.html
        enforceWorkgroupConfiguration: true,
        publishCloudwatchMetricsEnabled: true,
        requesterPaysEnabled: false,
        engineVersion: { selectedEngineVersion: 'Athena engine version 3' },
        resultConfiguration: {
          outputLocation: `s3://${bucketName}/${resultsPrefix}`,
          expectedBucketOwner: naming.account,
          encryptionConfiguration: { encryptionOption: 'SSE_KMS', kmsKeyArn: props.keyArn },
        },
      },
    });
    ({ charts: this.charts, alarms: this.alarms } = monitoring(
      this.workgroupName,
      props.bytesScannedPerDay ?? defaults.day,
    ));
  }

  /** Lets `grantee` run queries and read their results, the key of the results included. Tables are granted apart. */
  grantQuery(grantee: Grantee): Grant {
    return this.access.grantQuery(grantee);
  }
}

/** https://docs.aws.amazon.com/athena/latest/ug/query-metrics-viewing.html */
function monitoring(workgroup: string, bytesPerDay: number): Monitored {
  const metric = metricsOf('AWS/Athena', { QueryState: 'SUCCEEDED', QueryType: 'DML', WorkGroup: workgroup });
  const scanned = metric('ProcessedBytes', 'scanned');
  return {
    charts: [
      { title: `Bytes scanned by ${workgroup}`, metrics: [scanned] },
      {
        title: `Queries of ${workgroup}`,
        metrics: [
          metric('TotalExecutionTime', 'succeeded', 'SampleCount'),
          metric('TotalExecutionTime', 'failed', 'SampleCount', { QueryState: 'FAILED' }),
          metric('TotalExecutionTime', 'cancelled', 'SampleCount', { QueryState: 'CANCELED' }),
        ],
      },
      {
        title: `Milliseconds of ${workgroup}`,
        metrics: [metric('TotalExecutionTime', 'p90', 'p90'), metric('QueryQueueTime', 'waiting, p90', 'p90')],
      },
    ],
    alarms: [
      {
        metric: scanned,
        name: 'scanned',
        description: `${workgroup}: the queries of a day have scanned more than was planned: look at the largest in the history`,
        severity: 'warning',
        comparison: '>',
        threshold: bytesPerDay,
        periodSeconds: 86_400,
        source: scanLimitSource,
        runbook: 'queries-scan-much',
      },
    ],
  };
}
