/** Topics that a cluster has: what is said of them, and where `deploy` reads it. */
import * as z from 'zod';
import type { TerraformResource } from '../../core';
import { wholeNumber } from '../environment/shapes';

export interface KafkaTopic {
  /** As many readers can work at the same time; it may grow later, and never shrinks. */
  readonly partitions: number;
  /** Copies of each partition, for good; as many as the cluster has by default unless given. */
  readonly replicationFactor?: number;
  /** How long records are kept; as long as the cluster keeps them unless given. */
  readonly retentionHours?: number;
  /** Other settings of the topic: `cleanup.policy`. */
  readonly settings?: Readonly<Record<string, string>>;
}

/** As `deploy` finds it in the stack, beside the cluster. */
export interface DeclaredTopic {
  readonly partitions: number;
  readonly replicationFactor: number;
  /** As Kafka calls them: `retention.ms`. */
  readonly settings: Readonly<Record<string, string>>;
}

/** Topics over the API of MSK: https://docs.aws.amazon.com/msk/latest/developerguide/msk-topic-operations-information.html */
export const topicOperations =
  'https://docs.aws.amazon.com/msk/latest/developerguide/msk-topic-operations-information.html';
const settingsSource = 'https://kafka.apache.org/documentation/#topicconfigs';
const partitionsSource =
  'https://docs.aws.amazon.com/msk/latest/developerguide/bestpractices.html#partitions-per-broker';

/** Names that Kafka takes; those that begin with two underscores are its own. */
const topicName = /^(?!\.{1,2}$)(?!__)[a-zA-Z0-9._-]{1,249}$/;
const settingName = /^[a-z][a-z.]*$/;

/** Names are checked in `topicProblems`. */
export const topicsShape = z.record(
  z.string(),
  z.strictObject({
    partitions: wholeNumber(1, 4000, 'partitions', partitionsSource),
    replicationFactor: wholeNumber(1, 15, 'copies', topicOperations).exactOptional(),
    retentionHours: wholeNumber(1, 87_600, 'hours', settingsSource).exactOptional(),
    settings: z.record(z.string(), z.string(`expected text (${settingsSource})`)).exactOptional(),
  }),
);

const millisecondsOfHour = 3_600_000;

/** @param copies of a partition where the topic does not say */
export const declaredTopic = (topic: KafkaTopic, copies: number): DeclaredTopic => ({
  partitions: topic.partitions,
  replicationFactor: topic.replicationFactor ?? copies,
  settings: {
    ...topic.settings,
    ...(topic.retentionHours === undefined
      ? {}
      : { 'retention.ms': String(topic.retentionHours * millisecondsOfHour) }),
  },
});

interface Sizes {
  readonly brokers: number;
  readonly copies: number;
  readonly inSync: number;
}

/** What is wrong with topics on such a cluster, each in one sentence. */
export function topicProblems(topics: Readonly<Record<string, KafkaTopic>>, sizes: Sizes): readonly string[] {
  return Object.entries(topics).flatMap(([name, topic]) => {
    const { replicationFactor, settings } = declaredTopic(topic, sizes.copies);
    const inSync = Number(settings['min.insync.replicas'] ?? sizes.inSync);
    const at = `topics.${name}`;
    const wrong = Object.keys(settings).filter((each) => !settingName.test(each));
    return [
      ...(topicName.test(name)
        ? []
        : [
            `${at}: expected the name of a topic: letters, digits, '.', '_' and '-', and not one of Kafka's own, which begin with '__' (${topicOperations})`,
          ]),
      ...wrong.map(
        (each) => `${at}.settings.${each}: expected a setting of topics, such as cleanup.policy (${settingsSource})`,
      ),
      ...(replicationFactor <= sizes.brokers
        ? []
        : [
            `${at}.replicationFactor: found ${replicationFactor}; expected at most the ${sizes.brokers} brokers (${topicOperations})`,
          ]),
      ...(inSync < replicationFactor
        ? []
        : [
            `${at}.replicationFactor: found ${replicationFactor}; expected more than the ${inSync} copies that must have a record, or writes stop with each update of a broker (https://docs.aws.amazon.com/msk/latest/developerguide/bestpractices.html#ensure-high-availability)`,
          ]),
      ...(topic.retentionHours !== undefined && topic.settings?.['retention.ms'] !== undefined
        ? [`${at}.settings.retention.ms: expected nothing beside retentionHours (${settingsSource})`]
        : []),
    ];
  });
}

/** Writes topics beside the cluster in its stack, as a comment: Terraform makes none, and `deploy` reads it. */
export function declareTopics(
  cluster: TerraformResource,
  topics: Readonly<Record<string, KafkaTopic>>,
  copies: number,
): void {
  const declared = Object.entries(topics).map(([name, topic]) => [name, declaredTopic(topic, copies)] as const);
  cluster.addOverride('//.topics', Object.fromEntries(declared));
}
