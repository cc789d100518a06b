/** Topics of MSK clusters, through the service's own API: version 5 of the provider has none of it. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { ClusterState, DescribeTopicResponse, KafkaClient } from '@aws-sdk/client-kafka';
import * as z from 'zod';
import type { Environment } from '../../environments';
import { clientOptions } from '../aws';
import { Failure } from '../usage';
import type { AppStack } from './app';
import { readDeclared } from './app_files';
import type { DeployStep, Found, Wanted } from './step';

const guide = 'https://docs.aws.amazon.com/msk/latest/developerguide';

export const mskTopics: DeployStep = {
  name: 'msk-topics',
  by: 'deploy',
  what: 'clusters of MSK get the topics that they were given',
  because: "the AWS provider's version 5 has no topics",
  source: `${guide}/msk-topic-operations-information.html`,
  service: 'Kafka',
  actions: [
    'kafka:CreateTopic',
    'kafka:DescribeTopic',
    'kafka:ListClustersV2',
    'kafka:UpdateTopic',
    'kafka-cluster:AlterTopic',
    'kafka-cluster:AlterTopicDynamicConfiguration',
    'kafka-cluster:Connect',
    'kafka-cluster:CreateTopic',
    'kafka-cluster:DescribeTopic',
    'kafka-cluster:DescribeTopicDynamicConfiguration',
  ],
  wanted: (environment, stacks) =>
    stacks.flatMap((stack) =>
      readDeclared(stack, 'aws_msk_cluster', 'topics', topicsShape).flatMap(({ address, name, declared }) =>
        Object.entries(declared).map(([topic, how]) => wantedOf(environment, stack, { address, name }, topic, how)),
      ),
    ),
};

/** As the construct wrote them. */
const topicsShape = z.record(
  z.string(),
  z.object({ partitions: z.int(), replicationFactor: z.int(), settings: z.record(z.string(), z.string()) }),
);
export type Topic = z.output<typeof topicsShape>[string];

interface Cluster {
  readonly address: string;
  readonly name: string;
}

function wantedOf(environment: Environment, { name: stack }: AppStack, at: Cluster, topic: string, how: Topic): Wanted {
  const client = (): KafkaClient => new (sdk().KafkaClient)(clientOptions(environment.region));
  return {
    ...{ on: `${at.name}/${topic}`, address: at.address, stack, attribute: `topics.${topic}`, value: inWords(how) },
    look: async () => {
      const kafka = client();
      const cluster = await clusterNamed(kafka, at.name);
      if (cluster === undefined) return { is: 'absent' };
      return foundOf(cluster, await described(kafka, cluster.arn, topic), how);
    },
    make: async (clusterArn) => {
      const kafka = client();
      const seen = await described(kafka, clusterArn, topic);
      if (seen === undefined) return create(kafka, clusterArn, topic, how);
      // One call changes the one or the other: https://docs.aws.amazon.com/msk/latest/developerguide/msk-update-topic.html
      const change = async (what: object): Promise<void> => {
        await kafka.send(new (sdk().UpdateTopicCommand)({ ClusterArn: clusterArn, TopicName: topic, ...what }));
        await untilActive(async () => (await described(kafka, clusterArn, topic))?.Status);
      };
      if (!hasSettings(seen, how)) await change({ Configs: encoded(how.settings) });
      if (seen.PartitionCount !== how.partitions) await change({ PartitionCount: how.partitions });
    },
  };
}

const sdk = () => require('@aws-sdk/client-kafka') as typeof import('@aws-sdk/client-kafka');

interface FoundCluster {
  readonly arn: string;
  readonly name: string;
  readonly state: ClusterState | undefined;
}

/** A name is one cluster's at a time; the filter takes what begins so. */
async function clusterNamed(client: KafkaClient, name: string): Promise<FoundCluster | undefined> {
  for await (const { ClusterInfoList = [] } of sdk().paginateListClustersV2({ client }, { ClusterNameFilter: name })) {
    const found = ClusterInfoList.find(({ ClusterName }) => ClusterName === name);
    if (found?.ClusterArn !== undefined) return { arn: found.ClusterArn, name, state: found.State };
  }
  return undefined;
}

async function described(client: KafkaClient, ClusterArn: string, TopicName: string) {
  try {
    return await client.send(new (sdk().DescribeTopicCommand)({ ClusterArn, TopicName }));
  } catch (error) {
    const { NotFoundException, UnknownTopicOrPartitionException } = sdk();
    if (error instanceof NotFoundException || error instanceof UnknownTopicOrPartitionException) return undefined;
    throw error;
  }
}

/** Milliseconds. A topic takes one change at a time. */
const pace = { every: 1_000, longest: 120_000 };

/** @throws when the topic is still changing after the longest time */
export async function untilActive(state: () => Promise<string | undefined>, { every, longest } = pace): Promise<void> {
  const end = Date.now() + longest;
  for (;;) {
    const now = await state();
    if (now === 'ACTIVE') return;
    if (Date.now() + every > end) {
      throw new Failure(
        `the change was taken, and after ${String(longest / 1000)} seconds the topic is ${now ?? 'in an unknown state'}, not ACTIVE`,
      );
    }
    await sleep(every);
  }
}

async function create(client: KafkaClient, ClusterArn: string, TopicName: string, how: Topic): Promise<void> {
  const { CreateTopicCommand, TopicExistsException } = sdk();
  try {
    await client.send(
      new CreateTopicCommand({
        ...{ ClusterArn, TopicName, PartitionCount: how.partitions, ReplicationFactor: how.replicationFactor },
        ...(Object.keys(how.settings).length === 0 ? {} : { Configs: encoded(how.settings) }),
      }),
    );
  } catch (error) {
    // The service tells of a topic a minute after it was made; the next run compares it.
    if (!(error instanceof TopicExistsException)) throw error;
  }
}

/** JSON in Base64; that it is JSON is said where other tools send it: https://www.pulumi.com/registry/packages/aws/api-docs/msk/topic/ */
const encoded = (settings: Topic['settings']): string => Buffer.from(JSON.stringify(settings)).toString('base64');

type Seen = Pick<DescribeTopicResponse, 'Configs' | 'PartitionCount' | 'ReplicationFactor' | 'Status'>;
const settingsShape = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]).transform(String));

/** Of all that is set, also what the cluster sets; undefined where the service does not say. */
function settingsOf({ Configs }: Seen): Topic['settings'] | undefined {
  try {
    return settingsShape.safeParse(JSON.parse(Buffer.from(Configs ?? '', 'base64').toString('utf8'))).data;
  } catch {
    return undefined;
  }
}

/** What is asked for is there; what else is set is left alone. */
function hasSettings(seen: Seen, { settings }: Topic): boolean {
  const now = settingsOf(seen) ?? {};
  return Object.entries(settings).every(([name, value]) => Object.hasOwn(now, name) && now[name] === value);
}

/** @param seen the topic as it is; undefined where there is none */
export function foundOf({ arn, name, state }: FoundCluster, seen: Seen | undefined, how: Topic): Found {
  const busy =
    state === 'ACTIVE'
      ? undefined
      : `cluster '${name}' is ${state ?? 'in an unknown state'}, and topics change only while it is ACTIVE: deploy again when it is`;
  if (seen === undefined)
    return { is: 'different', id: arn, now: undefined, ...(busy === undefined ? {} : { blocked: busy }) };
  const { PartitionCount: partitions = 0, ReplicationFactor: replicationFactor = 0, Status: status } = seen;
  const asAsked = hasSettings(seen, how);
  if (partitions === how.partitions && replicationFactor === how.replicationFactor && asAsked) return { is: 'same' };
  const now = settingsOf(seen) ?? {};
  const settings = Object.fromEntries(
    Object.keys(how.settings).flatMap((each) => (Object.hasOwn(now, each) ? [[each, now[each] ?? '']] : [])),
  );
  const blocked =
    replicationFactor !== how.replicationFactor
      ? `it has ${copies(replicationFactor)}, and the service changes them for no topic: move its partitions with kafka-reassign-partitions, or say ${String(replicationFactor)} (${guide}/msk-update-topic.html)`
      : partitions > how.partitions
        ? `it has ${String(partitions)} partitions, and Kafka takes none away: say ${String(partitions)}, or make another topic (${guide}/msk-update-topic.html)`
        : (busy ??
          (status === 'ACTIVE' ? undefined : `it is ${status ?? 'in an unknown state'}: deploy again in a minute`));
  return {
    ...{ is: 'different', id: arn, now: inWords({ partitions, replicationFactor, settings }) },
    ...(blocked === undefined ? {} : { blocked }),
  };
}

const copies = (n: number): string => (n === 1 ? '1 copy' : `${String(n)} copies`);

const inWords = ({ partitions, replicationFactor, settings }: Topic): string =>
  [
    partitions === 1 ? '1 partition' : `${String(partitions)} partitions`,
    copies(replicationFactor),
    ...Object.entries(settings)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, value]) => `${name}=${value}`),
  ].join(', ');
