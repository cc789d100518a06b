/** Amazon MSK: versions and sizes of brokers, what storage can be, and where its limits are. */
import type { ServiceFacts } from './service_facts';

const guide = 'https://docs.aws.amazon.com/msk/latest/developerguide';
export const mskLimits = `${guide}/limits.html`;
export const mskZones = `${guide}/create-cluster.html`;
const versionSource = `${guide}/supported-kafka-versions.html`;
const throughputSource = `${guide}/msk-provision-throughput-management.html`;

/** A version by how its metadata is kept; the mode cannot be changed later: https://docs.aws.amazon.com/msk/latest/developerguide/metadata-management.html */
export const kafkaVersions = {
  '3.7.x': 'zookeeper',
  '3.7.x.kraft': 'kraft',
  '3.8.x': 'zookeeper',
  '3.8.x.kraft': 'kraft',
  '3.9.x': 'zookeeper',
  '3.9.x.kraft': 'kraft',
  '4.0.x.kraft': 'kraft',
} as const satisfies Readonly<Record<string, 'kraft' | 'zookeeper'>>;

export type KafkaVersion = keyof typeof kafkaVersions;

/** Those that are often written, and when their support ended: the service upgrades such clusters by itself. */
const pastKafkaVersions: Readonly<Record<string, string>> = {
  '2.8.1': '2024-09-11',
  '3.3.2': '2024-09-11',
  '3.4.0': '2025-08-04',
  '3.5.1': '2025-10-23',
  '3.6.0': '2026-06-01',
};

const isVersion = (version: string): version is KafkaVersion => Object.hasOwn(kafkaVersions, version);

/** What is wrong with a version, in one sentence. */
export function kafkaVersionProblem(version: string): string | undefined {
  if (isVersion(version)) return undefined;
  const known = Object.keys(kafkaVersions).join(', ');
  const ended = pastKafkaVersions[version];
  return ended === undefined
    ? `expected one of ${known} (${versionSource})`
    : `its support ended on ${ended}; expected one of ${known} (${versionSource})`;
}

interface BrokerSize {
  /** The most MiB a second that its storage can be provisioned with; absent where it cannot. */
  readonly throughput?: number;
}

/** Standard brokers: https://docs.aws.amazon.com/msk/latest/developerguide/broker-instance-sizes.html */
export const brokerSizes = {
  'kafka.t3.small': {},
  'kafka.m5.large': {},
  'kafka.m5.xlarge': {},
  'kafka.m5.2xlarge': {},
  'kafka.m5.4xlarge': { throughput: 593 },
  'kafka.m5.8xlarge': { throughput: 850 },
  'kafka.m5.12xlarge': { throughput: 1000 },
  'kafka.m5.16xlarge': { throughput: 1000 },
  'kafka.m5.24xlarge': { throughput: 1000 },
  'kafka.m7g.large': {},
  'kafka.m7g.xlarge': {},
  'kafka.m7g.2xlarge': { throughput: 312 },
  'kafka.m7g.4xlarge': { throughput: 625 },
  'kafka.m7g.8xlarge': { throughput: 1000 },
  'kafka.m7g.12xlarge': { throughput: 1000 },
  'kafka.m7g.16xlarge': { throughput: 1000 },
} as const satisfies Readonly<Record<string, BrokerSize>>;

export type BrokerType = keyof typeof brokerSizes;
export const brokerTypes = Object.keys(brokerSizes) as readonly BrokerType[];
export const brokerTypeSource = `${guide}/broker-instance-sizes.html`;

/** GiB of a broker's volume, and the least on which throughput is provisioned. */
export const brokerVolume = { least: 1, most: 16_384, leastWithThroughput: 10, leastThroughput: 250 } as const;

/** What is wrong with a provisioned throughput in MiB a second, in one sentence. */
export function throughputProblem(type: BrokerType, throughput: number, volumeSize: number): string | undefined {
  const size: BrokerSize = brokerSizes[type];
  const { leastThroughput, leastWithThroughput } = brokerVolume;
  if (size.throughput === undefined) {
    return `the storage of ${type} has no provisioned throughput; expected kafka.m5.4xlarge, kafka.m7g.2xlarge or larger (${throughputSource})`;
  }
  if (volumeSize < leastWithThroughput) {
    return `with a volume of ${volumeSize} GiB; expected ${leastWithThroughput} GiB or more (${throughputSource})`;
  }
  return throughput >= leastThroughput && throughput <= size.throughput
    ? undefined
    : `expected ${leastThroughput} to ${size.throughput} MiB a second on ${type} (${throughputSource})`;
}

/** The most brokers of a cluster, by how its metadata is kept: https://docs.aws.amazon.com/msk/latest/developerguide/limits.html */
const mostBrokers = { zookeeper: 30, kraft: 60 } as const;

/** What is wrong with so many brokers, in one sentence. */
export function brokersProblem(version: string, brokers: number): string | undefined {
  const mode = isVersion(version) ? kafkaVersions[version] : 'kraft';
  return brokers <= mostBrokers[mode]
    ? undefined
    : `expected at most ${mostBrokers[mode]} brokers in a cluster with ${mode === 'kraft' ? 'KRaft' : 'ZooKeeper'} (${mskLimits})`;
}

/** Where clients reach brokers, by how they prove who they are: https://docs.aws.amazon.com/msk/latest/developerguide/port-info.html */
export const mskPorts = { iam: 9098, scram: 9096, tls: 9094 } as const;

const within = (from: string, port: number, how: string) =>
  ({
    from,
    to: 'brokers',
    protocol: 'tcp',
    ports: String(port),
    why: `Clients that prove who they are by ${how}`,
    source: `${guide}/port-info.html`,
  }) as const;

export const mskFacts: ServiceFacts = {
  name: 'Amazon MSK',
  principals: ['kafka.amazonaws.com'],
  endpoints: [
    {
      service: 'kafka',
      type: 'Interface',
      why: 'clients ask the service for the addresses of brokers; brokers themselves are in the subnets',
      source: `${guide}/privatelink-vpc-endpoints.html`,
    },
  ],
  securityGroupRules: [
    within('clients', mskPorts.iam, 'IAM'),
    within('scram-clients', mskPorts.scram, 'name and password'),
    within('tls-clients', mskPorts.tls, 'certificate'),
  ],
  zones: { least: 2, most: 3, why: 'a cluster has its brokers in two or three zones', source: mskZones },
  quotas: [
    {
      what: 'brokers of an account in a region',
      most: 90,
      adjustable: true,
      why: 'each cluster has one or more in each zone',
      source: mskLimits,
    },
    {
      what: 'brokers of a cluster with ZooKeeper',
      most: mostBrokers.zookeeper,
      adjustable: true,
      why: 'brokers are added zone by zone',
      source: mskLimits,
    },
    {
      what: 'brokers of a cluster with KRaft',
      most: mostBrokers.kraft,
      adjustable: true,
      why: 'brokers are added zone by zone',
      source: mskLimits,
    },
    {
      what: "GiB of a broker's storage",
      most: brokerVolume.most,
      adjustable: false,
      why: 'storage grows by itself, and never shrinks',
      source: mskLimits,
    },
  ],
};

/** https://docs.aws.amazon.com/msk/latest/developerguide/limits.html#serverless-quota */
const serverlessQuota = `${mskLimits}#serverless-quota`;
const serverless = (what: string, most: number, why: string) => ({
  what,
  most,
  adjustable: false,
  why,
  source: serverlessQuota,
});

export const mskServerlessFacts: ServiceFacts = {
  name: 'Amazon MSK Serverless',
  principals: ['kafka.amazonaws.com'],
  securityGroupRules: [within('clients', mskPorts.iam, 'IAM')],
  zones: {
    least: 2,
    most: 3,
    why: 'clients reach a cluster in the zones of its subnets',
    source: `${guide}/create-serverless-cluster.html`,
  },
  quotas: [
    { ...serverless('serverless clusters of an account', 10, 'an environment has one or two'), adjustable: true },
    serverless('client VPCs of a cluster', 5, 'each is a group of subnets and its security groups'),
    serverless('consumer groups of a cluster', 500, 'each stream that is read has one'),
    serverless('leader partitions of a cluster', 2400, 'a topic has as many as readers at the same time'),
    serverless('leader partitions of compacted topics', 120, 'the broker keeps the last record of each key'),
    serverless('client connections of a cluster', 3000, 'each executor of each job has one or more'),
    serverless('megabytes a second into a cluster', 200, 'all topics together'),
    serverless('megabytes a second out of a cluster', 400, 'all topics and readers together'),
    serverless('megabytes a second into a partition', 5, 'one key goes to one partition'),
    serverless('megabytes a second out of a partition', 10, 'a second reader of a topic reads it all again'),
  ],
};
