import * as z from 'zod';
import { checkProps, give, type Grant, type Grantee, type Naming } from '../../core';
import {
  groupPattern,
  type KafkaCluster,
  kafkaActionSource,
  kafkaManage,
  kafkaManageLists,
  kafkaRead,
  kafkaWrite,
  topicPattern,
} from '../facts';

export interface KafkaTopics {
  /** Names of topics; `*` stands for any text: `shop.*`. */
  readonly topics: readonly string[];
}

export interface KafkaReads extends KafkaTopics {
  /** Ids of consumer groups that it reads as, `*` as in topics. */
  readonly consumerGroups: readonly string[];
}

export interface KafkaWrites extends KafkaTopics {
  /** Of producers that write in transactions, `*` as in topics; none unless given. */
  readonly transactionalIds?: readonly string[];
}

const topics = z
  .array(z.string().regex(topicPattern, `expected a topic: letters, digits and ._-, or * (${kafkaActionSource})`))
  .min(1, `expected at least one topic (${kafkaActionSource})`);
const ids = z.array(z.string().regex(groupPattern, `expected text without slashes and spaces (${kafkaActionSource})`));
const shapes = {
  manage: z.object({ topics }),
  read: z.object({ topics, consumerGroups: ids.min(1, `expected at least one consumer group (${kafkaActionSource})`) }),
  write: z.object({ topics, transactionalIds: ids.exactOptional() }),
};

/**
 * What can be granted on a cluster of Kafka with IAM, provisioned or serverless, ours or an existing one. The key of a
 * cluster is used by the service alone: https://docs.aws.amazon.com/msk/latest/developerguide/msk-encryption.html
 */
export class KafkaAccess {
  readonly clusterName: string;

  /** @param path of the construct, for errors */
  constructor(
    private readonly naming: Naming,
    private readonly cluster: KafkaCluster,
    private readonly path: string,
  ) {
    this.clusterName = cluster.clusterName;
  }

  /** Lets `grantee` read topics, as a member of the named consumer groups. */
  grantRead(grantee: Grantee, reads: KafkaReads): Grant {
    checkProps(shapes.read, reads, this.path);
    return give(grantee, kafkaRead(this.naming, this.cluster, reads.topics, reads.consumerGroups));
  }

  /** Lets `grantee` write to topics, idempotently and within the named transactions. */
  grantWrite(grantee: Grantee, writes: KafkaWrites): Grant {
    checkProps(shapes.write, writes, this.path);
    return give(grantee, kafkaWrite(this.naming, this.cluster, writes.topics, writes.transactionalIds ?? []));
  }

  /** Lets `grantee` make, change and delete topics, without reading or writing them. */
  grantManage(grantee: Grantee, managed: KafkaTopics): Grant {
    checkProps(shapes.manage, managed, this.path);
    return give(grantee, kafkaManage(this.naming, this.cluster, managed.topics));
  }

  /** Lets `grantee` keep the access control lists of clients that come without IAM; serverless clusters have none. */
  grantManageLists(grantee: Grantee): Grant {
    return give(grantee, kafkaManageLists(this.naming, this.cluster));
  }
}
