/** What a transient cluster is made with, where it matters. */
import { ClusterTemplate } from '../../../constructs/aws';
import { emrNodeStatements } from '../../../constructs/aws/facts';
import { evaluate } from '../../emulator/iam/evaluate';
import { keyArn, naming, resourcesOf } from '../app';

const role = 'arn:aws:iam::111122223333:role/acme-dev-shop-silver-job';
interface Policy {
  readonly Statement: readonly Readonly<Record<string, unknown>>[];
}

test('nodes take the roles of steps, with the tags of a session, and no other role', () => {
  const { aws_iam_role_policy: policies = [] } = resourcesOf(
    (stack) =>
      new ClusterTemplate(stack, 'x', {
        ...naming,
        clusterName: 'acme-dev-nightly',
        releaseLabel: 'emr-7.12.0',
        capacity: {
          kind: 'fleets',
          primary: { instanceTypes: ['m7g.xlarge'], targetOnDemandCapacity: 1 },
          core: { instanceTypes: ['m7g.xlarge'], targetOnDemandCapacity: 2 },
        },
        vpcId: 'vpc-1',
        subnetIds: ['subnet-1'],
        keyArn,
        logBucketName: 'acme-logs',
        logKeyArn: keyArn,
        runtimeRoleArns: [role],
      }),
  );
  const statements = policies.flatMap((each) => (JSON.parse(String(each['policy'])) as Policy).Statement);
  expect(
    statements.filter(({ Action }) => [Action].flat().some((action) => String(action).startsWith('sts:'))),
  ).toEqual([expect.objectContaining({ Action: ['sts:AssumeRole', 'sts:TagSession'], Resource: role })]);
});

// A bucket of logs need not have a bucket key, and EMR names the key itself: then the context is the object's.
test.each([
  ['the log of a node', 'acme-logs/emr/acme-dev-nightly/j-1/node/i-1/stderr.gz', 'allowed'],
  ['the bucket, where it has a bucket key', 'acme-logs', 'allowed'],
  ["another bucket's object", 'acme-lake/emr/acme-dev-nightly/j-1', 'not allowed'],
])('nodes use the key of the logs for %s: %s is %s', (_, of, expected) => {
  const logKeyArn = 'arn:aws:kms:eu-central-1:111122223333:key/logs';
  const statements = emrNodeStatements('eu-central-1', {
    logs: { bucketArn: 'arn:aws:s3:::acme-logs', prefix: 'emr/acme-dev-nightly/', keyArn: logKeyArn },
    files: [],
    diskKeyArn: keyArn,
  });
  const context = {
    'kms:ViaService': ['s3.eu-central-1.amazonaws.com'],
    'kms:EncryptionContext:aws:s3:arn': [`arn:aws:s3:::${of}`],
  };
  expect(evaluate(statements, { action: 'kms:GenerateDataKey', resource: logKeyArn, context })).toBe(expected);
});
