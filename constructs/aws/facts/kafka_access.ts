/** What IAM lets clients of Kafka do, on clusters of Amazon MSK and on serverless ones alike. */
import { arn, type Naming } from '../../../environments';
import type { Statement } from '../../../pipelines/targets';

/** https://docs.aws.amazon.com/msk/latest/developerguide/kafka-actions.html */
export const kafkaActionSource = 'https://docs.aws.amazon.com/msk/latest/developerguide/kafka-actions.html';

/** A cluster as the ARNs of what is in it name it. */
export interface KafkaCluster {
  readonly clusterName: string;
  /**
   * The last part of its ARN, known only once it is there. `*` stands for it: a wildcard is taken anywhere after the
   * kind of resource, a name is one cluster's at a time, and neither names nor ids hold a slash.
   * https://docs.aws.amazon.com/msk/latest/developerguide/kafka-actions.html#msk-iam-resources
   */
  readonly clusterUuid?: string;
}

type Kind = 'cluster' | 'topic' | 'group' | 'transactional-id';

/** `arn:aws:kafka:eu-central-1:111122223333:topic/events/{uuid}/orders`. */
const arnOf = (naming: Naming, { clusterName, clusterUuid = '*' }: KafkaCluster, kind: Kind, name?: string): string =>
  arn(naming, 'kafka', `${kind}/${clusterName}/${clusterUuid}${name === undefined ? '' : `/${name}`}`);

const arnsOf = (naming: Naming, cluster: KafkaCluster, kind: Kind, names: readonly string[]): string[] =>
  [...new Set(names)].sort().map((name) => arnOf(naming, cluster, kind, name));

/** Names that Kafka takes, and `*` for any text. */
export const topicPattern = /^[a-zA-Z0-9._*-]{1,249}$/;
/** A group or a transactional id may be any text; a slash would reach into the next part of the ARN. */
export const groupPattern = /^[^/\s]{1,255}$/;

const connect = (naming: Naming, cluster: KafkaCluster, ...more: readonly string[]): Statement => ({
  actions: ['kafka-cluster:Connect', ...more].sort(),
  resources: [arnOf(naming, cluster, 'cluster')],
});

/** Reading `topics` as a member of `groups`. */
export const kafkaRead = (
  naming: Naming,
  cluster: KafkaCluster,
  topics: readonly string[],
  groups: readonly string[],
): readonly Statement[] => [
  connect(naming, cluster),
  {
    actions: [
      'kafka-cluster:DescribeTopic',
      'kafka-cluster:DescribeTopicDynamicConfiguration',
      'kafka-cluster:ReadData',
    ],
    resources: arnsOf(naming, cluster, 'topic', topics),
  },
  {
    actions: ['kafka-cluster:AlterGroup', 'kafka-cluster:DescribeGroup'],
    resources: arnsOf(naming, cluster, 'group', groups),
  },
];

/** Writing to `topics`, each record once; within transactions of `transactionalIds` where some are given. */
export const kafkaWrite = (
  naming: Naming,
  cluster: KafkaCluster,
  topics: readonly string[],
  transactionalIds: readonly string[],
): readonly Statement[] => [
  // A producer of Kafka 3 writes idempotently unless it is told otherwise:
  // https://kafka.apache.org/documentation/#producerconfigs_enable.idempotence
  connect(naming, cluster, 'kafka-cluster:WriteDataIdempotently'),
  {
    actions: [
      'kafka-cluster:DescribeTopic',
      'kafka-cluster:DescribeTopicDynamicConfiguration',
      'kafka-cluster:WriteData',
    ],
    resources: arnsOf(naming, cluster, 'topic', topics),
  },
  ...(transactionalIds.length === 0
    ? []
    : [
        {
          actions: ['kafka-cluster:AlterTransactionalId', 'kafka-cluster:DescribeTransactionalId'],
          resources: arnsOf(naming, cluster, 'transactional-id', transactionalIds),
        },
      ]),
];

/** Making, changing and deleting `topics`, without reading or writing them. */
export const kafkaManage = (naming: Naming, cluster: KafkaCluster, topics: readonly string[]): readonly Statement[] => [
  connect(naming, cluster, 'kafka-cluster:DescribeCluster'),
  {
    actions: [
      'kafka-cluster:AlterTopic',
      'kafka-cluster:AlterTopicDynamicConfiguration',
      'kafka-cluster:CreateTopic',
      'kafka-cluster:DeleteTopic',
      'kafka-cluster:DescribeTopic',
      'kafka-cluster:DescribeTopicDynamicConfiguration',
    ],
    resources: arnsOf(naming, cluster, 'topic', topics),
  },
];

/** Keeping the access control lists of clients that come without IAM: https://docs.aws.amazon.com/msk/latest/developerguide/msk-acls.html */
export const kafkaManageLists = (naming: Naming, cluster: KafkaCluster): readonly Statement[] => [
  connect(naming, cluster, 'kafka-cluster:AlterCluster', 'kafka-cluster:DescribeCluster'),
];
