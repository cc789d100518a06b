/** What a transient cluster is made with, where it matters. */
import { ClusterTemplate } from '../../../constructs/aws';
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
