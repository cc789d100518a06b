import {
  checkName,
  globalName,
  Lazy,
  nameLimits,
  type NamedThing,
  parameterName,
  partitionOf,
  resourceName,
} from '../../../constructs/core';
import { naming } from '../app';

const bad: Readonly<Record<NamedThing, string>> = {
  's3 bucket': 'Acme-Dev-Bronze',
  'iam role': 'a'.repeat(65),
  'iam policy': 'gold job',
  'kms alias': 'alias/aws/data',
  'sns topic': 'acme.alerts',
  'dynamodb table': 'ab',
  'state machine': 'a'.repeat(81),
  'emr cluster': 'a|b',
  'instance profile': 'spark nodes',
  'emr serverless application': 'small app',
  'glue database': 'acme-dev',
  'glue crawler': 'landing\ncrawler',
  'backup vault': 'acme.vault',
  'backup plan': 'a'.repeat(51),
  'glue job': 'a/b',
  'lambda function': 'a.b',
  'log group': 'logs of acme',
  schedule: 'a'.repeat(65),
  'security group': 'sg-workload',
  alarm: '',
  'event rule': 'acme/dev-failed',
  'slack channel configuration': 'acme alerts',
  'query definition': 'acme:failed',
  dashboard: 'acme/overview',
  'ssm parameter': '/aws/acme',
  's3 key': 'bundles/a b',
  'athena workgroup': 'acme analysts',
  'msk cluster': 'a'.repeat(65),
  'msk configuration': '-acme',
  'replication group': 'acme--cache',
  'cache user': 'a'.repeat(41),
  trail: 'acme..audit',
  secret: 'acme-warehouse-Ab12Cd',
  budget: 'acme:monthly',
  'anomaly monitor': '',
  'db instance': 'acme--tracking',
  'ecs service': 'acme.tracking',
  'load balancer': 'internal-acme',
  'mlflow tracking server': 'acme_tracking',
  'sagemaker endpoint': 'acme-churn-',
  'eks cluster': 'acme.dev',
  'eks node group': 'a'.repeat(64),
  'launch template': 'a b',
  'emr virtual cluster': 'a'.repeat(65),
  'prometheus workspace': ' acme',
  'rule groups namespace': '-acme',
  'grafana workspace': 'acme dev',
};

const good: Readonly<Record<NamedThing, string>> = {
  's3 bucket': 'acme-dev-bronze-2dc985',
  'iam role': 'acme-dev-sales-gold-job',
  'iam policy': 'acme-dev-sales-gold-job-1',
  'kms alias': 'alias/acme-dev-data',
  'sns topic': 'acme-dev-alerts',
  'dynamodb table': 'acme-dev-ledger',
  'state machine': 'acme-dev-shop-sales',
  'emr cluster': 'acme-dev-spark',
  'instance profile': 'acme-dev-spark-nodes',
  'emr serverless application': 'acme-dev-small',
  'glue database': 'acme_dev_shop_gold',
  'glue crawler': 'acme-dev-landing',
  'backup vault': 'acme-dev-backup',
  'backup plan': 'acme-dev-backup',
  'glue job': 'acme-dev-orders',
  'lambda function': 'acme-dev-echo',
  'log group': '/aws/vendedlogs/states/acme-dev-shop-sales',
  schedule: 'sales',
  'security group': 'acme-dev-network-workload',
  alarm: 'acme-dev-shop-sales-failed',
  'event rule': 'acme-dev-landing-failed',
  'slack channel configuration': 'acme-dev-alerts',
  'query definition': 'acme-dev-shop/failed tasks',
  dashboard: 'acme-dev-overview',
  'ssm parameter': '/acme/dev/keys/data',
  'athena workgroup': 'acme-dev-analysts',
  'msk cluster': 'acme-dev-kafka',
  'msk configuration': 'acme-dev-kafka',
  'replication group': 'acme-dev-cache',
  'cache user': 'acme-dev-cache-reader',
  's3 key': 'bundles/shop/programs/sales__silver.orders.json',
  trail: 'acme-dev-audit',
  secret: 'acme-dev-warehouse',
  budget: 'acme-dev-monthly',
  'anomaly monitor': 'acme-dev-spending',
  'db instance': 'acme-dev-tracking',
  'ecs service': 'acme-dev-tracking',
  'load balancer': 'acme-dev-tracking',
  'mlflow tracking server': 'acme-dev-experiments',
  'sagemaker endpoint': 'acme-dev-churn',
  'eks cluster': 'acme-dev-apps',
  'eks node group': 'spot',
  'launch template': 'acme-dev-apps-spot',
  'emr virtual cluster': 'acme-dev-jobs',
  'prometheus workspace': 'acme-dev-metrics',
  'rule groups namespace': 'pipelines',
  'grafana workspace': 'acme-dev-boards',
};

describe('names', () => {
  test('are made of project, environment and what', () => {
    expect(resourceName(naming, 'ledger')).toBe('acme-dev-ledger');
    expect(parameterName(naming, 'keys/data')).toBe('/acme/dev/keys/data');
  });

  test('of the whole world end with a suffix of account and region', () => {
    const here = globalName(naming, 'bronze');
    expect(here).toMatch(/^acme-dev-bronze-[0-9a-f]{6}$/);
    expect(globalName({ ...naming, account: '999988887777' }, 'bronze')).not.toBe(here);
    expect(globalName({ ...naming, region: 'eu-west-1' }, 'bronze')).not.toBe(here);
  });

  test.each(Object.keys(nameLimits) as NamedThing[])('%s: the limit lets a usual name through', (thing) => {
    expect(checkName(thing, good[thing], 'lake/data')).toBe(good[thing]);
  });

  test.each(Object.keys(nameLimits) as NamedThing[])(
    '%s: the limit stops a name that the service refuses, and says where it is stated',
    (thing) => {
      expect(() => checkName(thing, bad[thing], 'lake/data')).toThrow(`lake/data: ${thing} '${bad[thing]}'`);
      expect(() => checkName(thing, bad[thing], 'lake/data')).toThrow(nameLimits[thing].source);
    },
  );

  test('a token passes: its value is known at the deployment', () => {
    const token = Lazy.stringValue({ produce: () => 'x' });
    expect(checkName('s3 bucket', token, 'lake/data')).toBe(token);
  });

  test.each([
    ['eu-central-1', 'aws'],
    ['cn-north-1', 'aws-cn'],
    ['us-gov-west-1', 'aws-us-gov'],
  ])('%s is in partition %s', (region, partition) => {
    expect(partitionOf(region)).toBe(partition);
  });
});
