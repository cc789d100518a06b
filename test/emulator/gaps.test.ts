/** The emulator itself: what was added to moto, and what it writes down. */
import {
  CreateBucketCommand,
  DeleteObjectCommand,
  GetBucketInventoryConfigurationCommand,
  GetBucketReplicationCommand,
  ListObjectVersionsCommand,
  PutBucketInventoryConfigurationCommand,
  PutBucketReplicationCommand,
  PutBucketVersioningCommand,
  PutBucketLoggingCommand,
  PutBucketPolicyCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { policyDocument, type Statement } from '../../pipelines/targets';
import { Emulator } from './emulator';

jest.setTimeout(120_000);

let emulator: Emulator;
let s3: S3Client;

beforeAll(async () => {
  emulator = await Emulator.start('111122223333');
  s3 = new S3Client({
    region: 'eu-central-1',
    endpoint: emulator.endpoint,
    forcePathStyle: true,
    credentials: { accessKeyId: 'alice', secretAccessKey: 'emulated' },
  });
});

afterAll(async () => {
  await emulator.stop();
});

async function bucket(name: string, ...statements: readonly Statement[]): Promise<string> {
  const CreateBucketConfiguration = { LocationConstraint: 'eu-central-1' as const };
  await s3.send(new CreateBucketCommand({ Bucket: name, CreateBucketConfiguration }));
  if (statements.length > 0) {
    await s3.send(new PutBucketPolicyCommand({ Bucket: name, Policy: policyDocument(statements) }));
  }
  return name;
}
const deny = (name: string, secure: 'true' | 'false'): Statement => ({
  effect: 'Deny',
  principals: '*',
  actions: ['s3:*'],
  resources: [`arn:aws:s3:::${name}`, `arn:aws:s3:::${name}/*`],
  conditions: { Bool: { 'aws:SecureTransport': secure } },
});
const logsTo = (Bucket: string, TargetBucket: string) =>
  s3.send(
    new PutBucketLoggingCommand({
      Bucket,
      BucketLoggingStatus: { LoggingEnabled: { TargetBucket, TargetPrefix: `s3/${Bucket}/` } },
    }),
  );

test('a policy that denies plain HTTP does not deny the emulator’s, which stands for TLS', async () => {
  const name = await bucket('tls-only', deny('tls-only', 'false'));
  await expect(s3.send(new PutObjectCommand({ Bucket: name, Key: 'a', Body: 'x' }))).resolves.toBeDefined();
});

test('a policy that denies TLS denies', async () => {
  const name = await bucket('no-tls', deny('no-tls', 'true'));
  await expect(s3.send(new PutObjectCommand({ Bucket: name, Key: 'a', Body: 'x' }))).rejects.toMatchObject({
    $metadata: { httpStatusCode: 403 },
  });
});

test('access logs go only where log delivery may write', async () => {
  const open = (name: string): Statement => ({
    principals: { Service: 'logging.s3.amazonaws.com' },
    actions: ['s3:PutObject'],
    resources: [`arn:aws:s3:::${name}/s3/*`],
  });
  await bucket('source');
  await bucket('logs', deny('logs', 'false'), open('logs'));
  await bucket('closed', deny('closed', 'false'));
  await expect(logsTo('source', 'logs')).resolves.toBeDefined();
  await expect(logsTo('source', 'closed')).rejects.toThrow(/logging service/);
});

test('every request is written down: who asked which service for what, and the answer', async () => {
  await bucket('recorded');
  await s3.send(new PutObjectCommand({ Bucket: 'recorded', Key: 'a/b c', Body: 'x' }));
  expect(emulator.requests().at(-1)).toMatchObject({
    access_key: 'alice',
    region: 'eu-central-1',
    service: 's3',
    method: 'PUT',
    path: '/recorded/a/b c',
    status: 200,
  });
});

test('the delete marker that is an object’s last version is deleted when versioning is suspended', async () => {
  const Bucket = await bucket('markers');
  const versioning = (Status: 'Enabled' | 'Suspended') =>
    s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status } }));
  await versioning('Enabled');
  await s3.send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'x' }));
  await s3.send(new DeleteObjectCommand({ Bucket, Key: 'a' }));
  const versions = async () => (await s3.send(new ListObjectVersionsCommand({ Bucket }))).DeleteMarkers ?? [];
  const [marker] = await versions();
  expect(marker?.Key).toBe('a');
  await versioning('Suspended');
  await s3.send(new DeleteObjectCommand({ Bucket, Key: 'a', VersionId: String(marker?.VersionId) }));
  expect(await versions()).toEqual([]);
});

test('a cluster of fleets lists its fleets and has no groups, in the region of the request', async () => {
  const emr = async (operation: string, body: object): Promise<Record<string, unknown>> => {
    const response = await fetch(emulator.endpoint, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': `ElasticMapReduce.${operation}`,
        authorization:
          'AWS4-HMAC-SHA256 Credential=alice/20260101/eu-central-1/elasticmapreduce/aws4_request, Signature=x',
      },
      body: JSON.stringify(body),
    });
    return (await response.json()) as Record<string, unknown>;
  };
  const fleet = (InstanceFleetType: string) => ({
    InstanceFleetType,
    TargetOnDemandCapacity: 1,
    InstanceTypeConfigs: [{ InstanceType: 'm7g.xlarge' }],
  });
  const { JobFlowId: ClusterId, ClusterArn } = await emr('RunJobFlow', {
    Name: 'fleets',
    ReleaseLabel: 'emr-7.12.0',
    Instances: { KeepJobFlowAliveWhenNoSteps: true, InstanceFleets: [fleet('MASTER'), fleet('CORE')] },
    AutoTerminationPolicy: { IdleTimeout: 3600 },
  });
  expect(ClusterArn).toMatch(/^arn:aws:elasticmapreduce:eu-central-1:/);
  expect(await emr('ListInstanceFleets', { ClusterId })).toMatchObject({
    InstanceFleets: [{ InstanceFleetType: 'MASTER' }, { InstanceFleetType: 'CORE', ProvisionedOnDemandCapacity: 1 }],
  });
  expect(await emr('ListInstanceGroups', { ClusterId })).toMatchObject({ __type: 'InvalidRequestException' });
  await emr('PutManagedScalingPolicy', { ClusterId, ManagedScalingPolicy: { ComputeLimits: { UnitType: 'VCPU' } } });
  expect(await emr('GetManagedScalingPolicy', { ClusterId })).toMatchObject({
    ManagedScalingPolicy: { ComputeLimits: { UnitType: 'VCPU' } },
  });
  expect(await emr('GetAutoTerminationPolicy', { ClusterId })).toEqual({
    AutoTerminationPolicy: { IdleTimeout: 3600 },
  });
  await emr('RemoveAutoTerminationPolicy', { ClusterId });
  expect(await emr('GetAutoTerminationPolicy', { ClusterId })).toEqual({});
});

test('a bucket says of its replication and its inventory what it was told', async () => {
  const Bucket = await bucket('told');
  await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }));
  const ReplicationConfiguration = {
    Role: 'arn:aws:iam::111122223333:role/replicates',
    Rules: [
      {
        ID: 'all',
        Priority: 0,
        Status: 'Enabled' as const,
        Filter: { Prefix: 'a/' },
        DeleteMarkerReplication: { Status: 'Enabled' as const },
        SourceSelectionCriteria: { SseKmsEncryptedObjects: { Status: 'Enabled' as const } },
        Destination: { Bucket: 'arn:aws:s3:::copies' },
      },
    ],
  };
  await s3.send(new PutBucketReplicationCommand({ Bucket, ReplicationConfiguration }));
  const replication = await s3.send(new GetBucketReplicationCommand({ Bucket }));
  expect(replication.ReplicationConfiguration).toEqual(ReplicationConfiguration);
  const InventoryConfiguration = {
    Id: 'objects',
    IsEnabled: true,
    IncludedObjectVersions: 'Current' as const,
    Schedule: { Frequency: 'Weekly' as const },
    Destination: {
      S3BucketDestination: { Bucket: 'arn:aws:s3:::lists', Format: 'Parquet' as const, Encryption: { SSES3: {} } },
    },
  };
  await s3.send(new PutBucketInventoryConfigurationCommand({ Bucket, Id: 'objects', InventoryConfiguration }));
  const inventory = await s3.send(new GetBucketInventoryConfigurationCommand({ Bucket, Id: 'objects' }));
  expect(inventory.InventoryConfiguration).toEqual(InventoryConfiguration);
});

/** A request of a service for which there is no client here. */
async function ask(service: string, method: string, path: string, body?: object): Promise<Record<string, unknown>> {
  const response = await fetch(`${emulator.endpoint}${path}`, {
    method,
    headers: {
      'content-type': 'application/json',
      authorization: `AWS4-HMAC-SHA256 Credential=alice/20260101/eu-central-1/${service}/aws4_request, Signature=x`,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return (await response.json()) as Record<string, unknown>;
}

test('what was never granted cannot be revoked', async () => {
  const permission = {
    Principal: { DataLakePrincipalIdentifier: 'arn:aws:iam::111122223333:role/reader' },
    Resource: { Database: { Name: 'gold' } },
    Permissions: ['DESCRIBE'],
  };
  expect(await ask('lakeformation', 'POST', '/GrantPermissions', permission)).toEqual({});
  expect(await ask('lakeformation', 'POST', '/RevokePermissions', permission)).toEqual({});
  expect(await ask('lakeformation', 'POST', '/RevokePermissions', permission)).toMatchObject({
    message: expect.stringMatching(/^No permissions revoked/),
  });
});

test('a vault of backups keeps its tags', async () => {
  const BackupVaultTags = { environment: 'prod' };
  const { BackupVaultArn } = await ask('backup', 'PUT', '/backup-vaults/tagged', { BackupVaultTags });
  const path = `/tags/${encodeURIComponent(String(BackupVaultArn))}`;
  for (const end of ['', '/']) expect(await ask('backup', 'GET', `${path}${end}`)).toEqual({ Tags: BackupVaultTags });
});

test('a plan of backups keeps what it selects', async () => {
  const rule = { RuleName: 'daily', TargetBackupVaultName: 'vault' };
  const BackupPlan = { BackupPlanName: 'daily', Rules: [rule] };
  const { BackupPlanId } = await ask('backup', 'PUT', '/backup/plans/', { BackupPlan });
  const selections = `/backup/plans/${String(BackupPlanId)}/selections/`;
  const BackupSelection = { SelectionName: 'ledger', IamRoleArn: 'arn:aws:iam::111122223333:role/x', Resources: ['*'] };
  const { SelectionId } = await ask('backup', 'PUT', selections, { BackupSelection });
  const selection = `${selections}${String(SelectionId)}`;
  expect(await ask('backup', 'GET', selection)).toMatchObject({ BackupSelection });
  await ask('backup', 'DELETE', selection);
  expect(await ask('backup', 'GET', selection)).not.toHaveProperty('BackupSelection');
});

/** A request of a service that names its operation in a header. */
async function call(service: string, target: string, body: object): Promise<Record<string, unknown>> {
  const response = await fetch(`${emulator.endpoint}/`, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': target,
      authorization: `AWS4-HMAC-SHA256 Credential=alice/20260101/eu-central-1/${service}/aws4_request, Signature=x`,
    },
    body: JSON.stringify(body),
  });
  return (await response.json()) as Record<string, unknown>;
}

test('a budget gives back its tags, and the subscribers of each notification', async () => {
  const budgets = (operation: string, body: object) =>
    call('budgets', `AWSBudgetServiceGateway.${operation}`, { AccountId: '111122223333', ...body });
  const notification = (Threshold: number) => ({
    NotificationType: 'ACTUAL',
    ComparisonOperator: 'GREATER_THAN',
    Threshold,
    ThresholdType: 'PERCENTAGE',
  });
  const to = (Address: string) => [{ SubscriptionType: 'EMAIL', Address }];
  await budgets('CreateBudget', {
    Budget: { BudgetName: 'b', BudgetType: 'COST', TimeUnit: 'MONTHLY', BudgetLimit: { Amount: '5', Unit: 'USD' } },
    NotificationsWithSubscribers: [
      { Notification: notification(80), Subscribers: to('a@example.com') },
      { Notification: notification(100), Subscribers: to('b@example.com') },
    ],
    ResourceTags: [{ Key: 'project', Value: 'acme' }],
  });
  const subscribers = await budgets('DescribeSubscribersForNotification', {
    BudgetName: 'b',
    Notification: notification(100),
  });
  expect(subscribers).toEqual({ Subscribers: to('b@example.com') });
  const ResourceARN = 'arn:aws:budgets::111122223333:budget/b';
  expect(await budgets('ListTagsForResource', { ResourceARN })).toEqual({
    ResourceTags: [{ Key: 'project', Value: 'acme' }],
  });
});

test('a monitor of costs is there until it is deleted', async () => {
  const costs = (operation: string, body: object) => call('ce', `AWSInsightsIndexService.${operation}`, body);
  const AnomalyMonitor = { MonitorName: 'm', MonitorType: 'DIMENSIONAL', MonitorDimension: 'SERVICE' };
  const { MonitorArn } = await costs('CreateAnomalyMonitor', { AnomalyMonitor });
  const asked = { MonitorArnList: [MonitorArn] };
  expect(await costs('GetAnomalyMonitors', asked)).toMatchObject({ AnomalyMonitors: [AnomalyMonitor] });
  await costs('DeleteAnomalyMonitor', { MonitorArn });
  expect(await costs('GetAnomalyMonitors', asked)).toMatchObject({ __type: 'UnknownMonitorException' });
});

test('a trail is found by its ARN, alone, and a secret without a value takes a rotation', async () => {
  const trails = (operation: string, body: object) =>
    call('cloudtrail', `com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.${operation}`, body);
  const S3BucketName = await bucket('trails');
  await trails('CreateTrail', { Name: 'one', S3BucketName });
  const { TrailARN } = await trails('CreateTrail', { Name: 'two', S3BucketName });
  expect(await trails('StartLogging', { Name: TrailARN })).toEqual({});
  expect(await trails('DescribeTrails', { trailNameList: [TrailARN] })).toMatchObject({ trailList: [{ Name: 'two' }] });

  const secrets = (operation: string, body: object) => call('secretsmanager', `secretsmanager.${operation}`, body);
  await secrets('CreateSecret', { Name: 's' });
  const RotationRules = { ScheduleExpression: 'rate(10 days)' };
  const RotationLambdaARN = 'arn:aws:lambda:eu-central-1:111122223333:function:f';
  await secrets('RotateSecret', { SecretId: 's', RotationLambdaARN, RotationRules, RotateImmediately: false });
  expect(await secrets('DescribeSecret', { SecretId: 's' })).toMatchObject({ RotationEnabled: true, RotationRules });
});

test('a cluster of Kafka is active, is found by its name in its ARN, and tells where clients with IAM begin', async () => {
  const kafka = (method: string, path: string, body?: object) => ask('kafka', method, path, body);
  const properties = Buffer.from('auto.create.topics.enable=false\n').toString('base64');
  const made = await kafka('POST', '/v1/configurations', { name: 'events', serverProperties: properties });
  const configuration = encodeURIComponent(String(made['arn']));
  expect(await kafka('GET', `/v1/configurations/${configuration}/revisions/1`)).toMatchObject({
    serverProperties: properties,
  });
  const { clusterArn } = await kafka('POST', '/v1/clusters', {
    clusterName: 'events',
    kafkaVersion: '3.8.x.kraft',
    numberOfBrokerNodes: 2,
    brokerNodeGroupInfo: { instanceType: 'kafka.m7g.large', clientSubnets: ['subnet-1', 'subnet-2'] },
    clientAuthentication: { sasl: { iam: { enabled: true } } },
  });
  expect(clusterArn).toMatch(/^arn:aws:kafka:eu-central-1:\d{12}:cluster\/events\/[0-9a-f-]+$/);
  const cluster = encodeURIComponent(String(clusterArn));
  expect(await kafka('GET', `/v1/clusters/${cluster}`)).toMatchObject({ clusterInfo: { state: 'ACTIVE' } });
  expect(await kafka('GET', `/v1/clusters/${cluster}/bootstrap-brokers`)).toEqual({
    bootstrapBrokerStringSaslIam: expect.stringMatching(/^b-1\.events\.\S+:9098,b-2\.events\.\S+:9098$/) as string,
  });
  const secret = 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:AmazonMSK_partner-a1B2c3';
  await kafka('POST', `/v1/clusters/${cluster}/scram-secrets`, { secretArnList: [secret] });
  expect(await kafka('GET', `/v1/clusters/${cluster}/scram-secrets`)).toEqual({ secretArnList: [secret] });
  await kafka('PATCH', `/v1/clusters/${cluster}/scram-secrets`, { secretArnList: [secret] });
  expect(await kafka('GET', `/v1/clusters/${cluster}/scram-secrets`)).toEqual({ secretArnList: [] });
  await kafka('DELETE', `/v1/clusters/${cluster}`);
  expect(await kafka('GET', `/v1/clusters/${cluster}`)).toMatchObject({ __type: 'NotFoundException' });
});

test('a cache keeps its groups of users and parameters, and each node tells what it was made with', async () => {
  const cache = async (Action: string, parameters: Readonly<Record<string, string>>): Promise<string> => {
    const response = await fetch(emulator.endpoint, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        authorization: 'AWS4-HMAC-SHA256 Credential=alice/20260101/eu-central-1/elasticache/aws4_request, Signature=x',
      },
      body: new URLSearchParams({ Action, Version: '2015-02-02', ...parameters }),
    });
    return response.text();
  };
  const group = { UserGroupId: 'features' };
  await cache('CreateUserGroup', { ...group, Engine: 'valkey', 'UserIds.member.1': 'reader' });
  expect(await cache('DescribeUserGroups', group)).toMatch(/<Status>active<[^]*<member>reader</);
  const parameters = { CacheParameterGroupName: 'features-valkey8' };
  const setting = 'ParameterNameValues.ParameterNameValue.1.Parameter';
  await cache('CreateCacheParameterGroup', { ...parameters, CacheParameterGroupFamily: 'valkey8', Description: 'x' });
  await cache('ModifyCacheParameterGroup', {
    ...parameters,
    [`${setting}Name`]: 'cluster-enabled',
    [`${setting}Value`]: 'yes',
  });
  expect(await cache('DescribeCacheParameters', parameters)).toContain('<ParameterValue>yes</ParameterValue>');
  const nodes = { ReplicationGroupId: 'features' };
  await cache('CreateReplicationGroup', {
    ...nodes,
    ReplicationGroupDescription: 'x',
    Engine: 'valkey',
    EngineVersion: '8.1',
    ClusterMode: 'enabled',
    NumNodeGroups: '1',
    ReplicasPerNodeGroup: '1',
    ...parameters,
  });
  const node = await cache('DescribeCacheClusters', { CacheClusterId: 'features-0001-002' });
  expect(node).toContain('<EngineVersion>8.1.0</EngineVersion>');
  expect(node).toContain('<CacheParameterGroupName>features-valkey8</CacheParameterGroupName>');
  await cache('DeleteReplicationGroup', nodes);
  await cache('DeleteUserGroup', group);
  expect(await cache('DescribeReplicationGroups', nodes)).toContain('ReplicationGroupNotFound');
  expect(await cache('DescribeUserGroups', group)).toContain('UserGroupNotFound');
});

test('a tracking server is there until it is deleted, and keeps what it is changed to', async () => {
  const sagemaker = (operation: string, body: object) => call('sagemaker', `SageMaker.${operation}`, body);
  const TrackingServerName = 'experiments';
  const given = {
    TrackingServerName,
    ArtifactStoreUri: 's3://acme/mlflow',
    RoleArn: 'arn:aws:iam::111122223333:role/x',
  };
  const { TrackingServerArn: ResourceArn } = await sagemaker('CreateMlflowTrackingServer', {
    ...given,
    Tags: [{ Key: 'team', Value: 'growth' }],
  });
  expect(await sagemaker('ListTags', { ResourceArn })).toEqual({ Tags: [{ Key: 'team', Value: 'growth' }] });
  await sagemaker('UpdateMlflowTrackingServer', { TrackingServerName, TrackingServerSize: 'Large' });
  expect(await sagemaker('DescribeMlflowTrackingServer', { TrackingServerName })).toMatchObject({
    ...given,
    TrackingServerSize: 'Large',
    TrackingServerStatus: 'Created',
  });
  await sagemaker('DeleteMlflowTrackingServer', { TrackingServerName });
  expect(await sagemaker('DescribeMlflowTrackingServer', { TrackingServerName })).toMatchObject({
    __type: 'ResourceNotFound',
  });
});

test('a model without a network has none, a configuration keeps its shadow, and an endpoint how it was deployed', async () => {
  const sagemaker = (operation: string, body: object) => call('sagemaker', `SageMaker.${operation}`, body);
  const variant = { ModelName: 'churn', InstanceType: 'ml.m5.large', InitialInstanceCount: 1 };
  await sagemaker('CreateModel', {
    ModelName: 'churn',
    ExecutionRoleArn: 'arn:aws:iam::111122223333:role/x',
    PrimaryContainer: { Image: 'churn' },
    EnableNetworkIsolation: true,
  });
  const model = await sagemaker('DescribeModel', { ModelName: 'churn' });
  expect(model).toMatchObject({ EnableNetworkIsolation: true });
  expect(model).not.toHaveProperty('VpcConfig');
  await sagemaker('CreateEndpointConfig', {
    EndpointConfigName: 'churn-1',
    ProductionVariants: [{ ...variant, VariantName: 'champion' }],
    ShadowProductionVariants: [{ ...variant, VariantName: 'shadow' }],
  });
  const configuration = await sagemaker('DescribeEndpointConfig', { EndpointConfigName: 'churn-1' });
  expect(configuration).toMatchObject({ ShadowProductionVariants: [{ VariantName: 'shadow' }] });
  expect(configuration).not.toHaveProperty('DataCaptureConfig');
  const AutoRollbackConfiguration = { Alarms: [{ AlarmName: 'errors' }] };
  await sagemaker('CreateEndpoint', {
    EndpointName: 'churn',
    EndpointConfigName: 'churn-1',
    DeploymentConfig: { AutoRollbackConfiguration },
  });
  expect(await sagemaker('DescribeEndpoint', { EndpointName: 'churn' })).toMatchObject({
    LastDeploymentConfig: { AutoRollbackConfiguration },
  });
});

test('two databases have two resource ids, and parameters that were set are the user’s', async () => {
  const rds = async (Action: string, parameters: Readonly<Record<string, string>>): Promise<string> => {
    const response = await fetch(emulator.endpoint, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        authorization: 'AWS4-HMAC-SHA256 Credential=alice/20260101/eu-central-1/rds/aws4_request, Signature=x',
      },
      body: new URLSearchParams({ Action, Version: '2014-10-31', ...parameters }).toString(),
    });
    return response.text();
  };
  const ids = await Promise.all(
    ['one', 'two'].map(async (DBInstanceIdentifier) => {
      const made = await rds('CreateDBInstance', {
        DBInstanceIdentifier,
        DBInstanceClass: 'db.t4g.medium',
        Engine: 'postgres',
        EngineVersion: '17',
        MasterUsername: 'owner',
        MasterUserPassword: 'emulated',
        MonitoringInterval: '60',
      });
      expect(made).toContain('<MonitoringInterval>60</MonitoringInterval>');
      return /<DbiResourceId>(.*?)<\/DbiResourceId>/.exec(made)?.[1];
    }),
  );
  expect(new Set(ids).size).toBe(2);
  const DBParameterGroupName = 'tls';
  await rds('CreateDBParameterGroup', {
    DBParameterGroupName,
    DBParameterGroupFamily: 'postgres17',
    Description: 'TLS alone',
  });
  await rds('ModifyDBParameterGroup', {
    DBParameterGroupName,
    'Parameters.Parameter.1.ParameterName': 'rds.force_ssl',
    'Parameters.Parameter.1.ParameterValue': '1',
    'Parameters.Parameter.1.ApplyMethod': 'immediate',
  });
  expect(await rds('DescribeDBParameters', { DBParameterGroupName })).toContain('<Source>user</Source>');
});
