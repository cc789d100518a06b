/** Amazon EMR on EC2: what it needs around it, and what it takes. */
import type { ServiceFacts } from './service_facts';

const guide = 'https://docs.aws.amazon.com/emr/latest/ManagementGuide';
const groups = `${guide}/emr-man-sec-groups.html`;
const buckets = `${guide}/private-subnet-iampolicy.html`;
const quotas = `${guide}/emr-service-limits-what-are.html`;

/** Without it EMR's own policies let EMR touch nothing; ours demand it of what EMR starts. */
export const emrTag = {
  key: 'for-use-with-amazon-emr-managed-policies',
  value: 'true',
  on: 'the cluster, from which its instances, volumes and network interfaces inherit it',
  why: 'the service role may only touch what has it',
  source: `${guide}/emr-managed-iam-policies.html`,
} as const;

export const emrFacts: ServiceFacts = {
  name: 'Amazon EMR',
  principals: ['elasticmapreduce.amazonaws.com'],
  endpoints: [
    {
      service: 's3',
      type: 'Gateway',
      why: 'packages, bootstrap actions, logs and tables are on S3',
      source: buckets,
    },
    {
      service: 'elasticmapreduce',
      type: 'Interface',
      why: 'nodes and state machines call the API of EMR',
      source: `${guide}/interface-vpc-endpoint.html`,
    },
    {
      service: 'kms',
      type: 'Interface',
      why: 'nodes encrypt their instance store and EMRFS objects with the key of the security configuration',
      source: `${guide}/emr-encryption-enable.html`,
    },
  ],
  serviceBuckets: [
    { pattern: 'al2023-repos-{region}-de612dc2', why: 'packages of Amazon Linux 2023', source: buckets },
    { pattern: 'repo.{region}.emr.amazonaws.com', why: "EMR's own packages", source: buckets },
    {
      pattern: 'aws157-logs-prod-{region}',
      nameIn: { 'us-east-1': 'aws157-logs-prod' },
      actions: ['s3:Put*'],
      why: "EMR keeps a cluster's logs beside those in the bucket of logs",
      source: `${buckets}#private-subnet-iampolicy-logging`,
    },
    {
      pattern: 'prod.{region}.appinfo.src',
      actions: ['s3:Abort*', 's3:Create*', 's3:Get*', 's3:List*', 's3:Put*'],
      why: 'EMR keeps the history of applications, which its pages show after a cluster has ended',
      source: `${buckets}#private-subnet-iampolicy-app-ui`,
    },
  ],
  managedRules: [
    {
      name: 'StepFunctionsGetEventForEMRAddJobFlowStepsRule',
      why: 'a state waits for its step',
      source: 'https://docs.aws.amazon.com/step-functions/latest/dg/emr-iam.html',
    },
    {
      name: 'StepFunctionsGetEventForEMRTerminateJobFlowsRule',
      why: 'a state waits for the end of its cluster',
      source: 'https://docs.aws.amazon.com/step-functions/latest/dg/emr-iam.html',
    },
  ],
  passedTo: [
    {
      principal: 'elasticmapreduce.amazonaws.com',
      why: 'whoever makes a cluster passes its service role',
      source: `${guide}/emr-iam-role.html`,
    },
    {
      principal: 'ec2.amazonaws.com',
      why: "whoever makes a cluster, and then the service role, passes the nodes' role",
      source: `${guide}/emr-iam-role-for-ec2.html`,
    },
  ],
  demandedTags: [emrTag],
  securityGroupRules: [
    { from: 'primary', to: 'primary', protocol: 'all', ports: 'all', why: 'several primary nodes', source: groups },
    { from: 'core', to: 'primary', protocol: 'all', ports: 'all', why: 'YARN and HDFS', source: groups },
    { from: 'primary', to: 'core', protocol: 'all', ports: 'all', why: 'YARN and HDFS', source: groups },
    { from: 'core', to: 'core', protocol: 'all', ports: 'all', why: 'shuffles', source: groups },
    { from: 'service', to: 'primary', protocol: 'tcp', ports: '8443', why: 'EMR steers the node', source: groups },
    { from: 'service', to: 'core', protocol: 'tcp', ports: '8443', why: 'EMR steers the nodes', source: groups },
    { from: 'primary', to: 'service', protocol: 'tcp', ports: '9443', why: 'the primary node answers', source: groups },
  ],
  zones: {
    least: 1,
    most: 1,
    why: 'all nodes of a cluster are in one zone; a fleet lets EMR choose which of its subnets has the capacity',
    source: `${guide}/emr-instance-fleet.html`,
  },
  quotas: [
    { what: 'active clusters', most: 500, adjustable: true, why: 'in an account and region', source: quotas },
    { what: 'instances in a group', most: 2000, adjustable: true, why: 'running at once', source: quotas },
  ],
};

/** The applications of EMR 7 that a data platform uses; tables formats are settings, not applications. */
export const emrApplications = [
  'Spark',
  'Hadoop',
  'Hive',
  'Livy',
  'Trino',
  'JupyterEnterpriseGateway',
  'AmazonCloudWatchAgent',
] as const;
const tableFormats = new Set(['Delta', 'Iceberg', 'Hudi']);

/** What is wrong with an application's name, in one sentence. */
export function emrApplicationProblem(name: string): string | undefined {
  const known: readonly string[] = emrApplications;
  if (known.includes(name)) return undefined;
  return tableFormats.has(name)
    ? `'${name}' is no application but a table format that Spark is configured for (https://docs.aws.amazon.com/emr/latest/ReleaseGuide/emr-delta.html)`
    : `'${name}' is not one of ${known.join(', ')} (https://docs.aws.amazon.com/emr/latest/ReleaseGuide/emr-release-app-versions-7.x.html)`;
}

export type Architecture = 'arm64' | 'x86_64';

/** `m7g.xlarge` is arm64: a g among the letters after the generation; undefined when it is no instance type. */
export function architectureOf(instanceType: string): Architecture | undefined {
  const [, attributes] = /^[a-z]+\d+([a-z-]*)\.(?:\d*x?large|medium|small|metal(?:-\w+)?)$/.exec(instanceType) ?? [];
  if (attributes === undefined) return undefined;
  return attributes.includes('g') ? 'arm64' : 'x86_64';
}

/** What is wrong with a cluster's instance types together, in one sentence. */
export function instanceTypesProblem(instanceTypes: readonly string[]): string | undefined {
  const names = 'https://docs.aws.amazon.com/ec2/latest/instancetypes/instance-type-names.html';
  const wrong = instanceTypes.find((type) => architectureOf(type) === undefined || /^t\d/.test(type));
  if (wrong !== undefined) {
    return /^t\d/.test(wrong)
      ? `'${wrong}' is a burstable type, which EMR does not have; expected one such as 'm7g.xlarge' (${guide}/emr-supported-instance-types.html)`
      : `'${wrong}' is no instance type such as 'm7g.xlarge' (${names})`;
  }
  if (new Set(instanceTypes.map(architectureOf)).size > 1) {
    return `${instanceTypes.join(', ')} are of two architectures; expected one, because libraries of bootstrap actions and bundles are built for one (${names})`;
  }
  return undefined;
}

/** Classifications that make Spark read and write Delta tables: the jars, then the session. */
export const deltaConfigurations = {
  // https://docs.aws.amazon.com/emr/latest/ReleaseGuide/Deltacreate-cluster.html
  'delta-defaults': { 'delta.enabled': 'true' },
  // https://docs.delta.io/latest/quick-start.html#set-up-apache-spark-with-delta-lake
  'spark-defaults': {
    'spark.sql.extensions': 'io.delta.sql.DeltaSparkSessionExtension',
    'spark.sql.catalog.spark_catalog': 'org.apache.spark.sql.delta.catalog.DeltaCatalog',
    // Otherwise each write deletes the markers of all folders above it, up to the bucket, where the role may not:
    // https://hadoop.apache.org/docs/stable/hadoop-aws/tools/hadoop-aws/directory_markers.html
    'spark.hadoop.fs.s3a.directory.marker.retention': 'keep',
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Beside Delta: the jar. What a session needs of it is in the job's own settings. */
export const icebergConfigurations = {
  // https://docs.aws.amazon.com/emr/latest/ReleaseGuide/emr-iceberg-create-cluster.html
  'iceberg-defaults': { 'iceberg.enabled': 'true' },
} as const satisfies Readonly<Record<string, Readonly<Record<string, string>>>>;
