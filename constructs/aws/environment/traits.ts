/** What tells environments apart, in words: from their files, and from the stacks that come of them. Loads no framework. */
import type { Environment } from '../../../environments';
import type { Platform, SynthesizedResource } from '../../core/policy';
import { estimate } from '../cost';
import { statefulTypes } from '../facts/stateful';

export interface Trait {
  /** What it is about: `days that logs are kept`. */
  readonly what: string;
  readonly value: string;
  /** Whether the environment's file says it (its tier, where the file does not), or the stacks show it. */
  readonly from: 'file' | 'stacks';
}

/** @param platform the environment's stacks */
export const traitsOf = (environment: Environment, platform: Platform): readonly Trait[] => [
  ...said(environment).map(([what, value]) => ({ what, value, from: 'file' as const })),
  ...shown(environment, platform).map(([what, value]) => ({ what, value, from: 'stacks' as const })),
];

type Row = readonly [what: string, value: string];

function said({
  tier,
  network,
  allowedRegions,
  recovery,
  audit,
  approvals,
  alerts,
  allowDestroy,
}: Environment): readonly Row[] {
  return [
    ['tier', tier],
    ['network', network === undefined ? 'the service’s own' : 'cidr' in network ? `own, ${network.cidr}` : 'existing'],
    ['where data may be', allowedRegions?.join(', ') ?? 'anywhere'],
    ['copies in another region', recovery.region ?? 'none'],
    [
      'recorded of the lake’s objects',
      { none: 'nothing', writes: 'writes', all: 'reads and writes' }[audit.dataEvents],
    ],
    ['a person says yes before a deployment', yes(approvals === 'required')],
    ['least severity of an alarm', alerts.from],
    ['data may be destroyed', yes(allowDestroy)],
  ];
}

function shown(environment: Environment, platform: Platform): readonly Row[] {
  const { fixed, usage } = estimate(platform, environment.cost);
  const all = (type: string): readonly SynthesizedResource[] => platform.of(type);
  const interfaces = all('aws_vpc_endpoint').filter(
    ({ properties }) => properties['vpc_endpoint_type'] === 'Interface',
  );
  const kept = (property: string, type: string): string => numbersIn(all(type), property);
  const stateful = platform.resources.filter(({ type }) => statefulTypes.some((each) => each.type === type));
  const locked = stateful.filter(({ type, properties }) => {
    const protection = statefulTypes.find((each) => each.type === type)?.protection;
    return keeps(properties) || (protection !== undefined && properties[protection.property] === protection.value);
  });
  return [
    ['stacks', String(platform.stacks.size)],
    ['zones with a subnet', String(all('aws_subnet').length)],
    ['interface endpoints', String(interfaces.length)],
    ['NAT gateways', String(all('aws_nat_gateway').length)],
    ['buckets', String(all('aws_s3_bucket').length)],
    ['buckets that are replicated', String(all('aws_s3_bucket_replication_configuration').length)],
    ['lists of buckets', listsOf(all('aws_s3_bucket_inventory'))],
    ['days that the ledger’s backups are kept', numbersIn(all('aws_backup_plan'), 'delete_after')],
    ['days that logs are kept', kept('retention_in_days', 'aws_cloudwatch_log_group')],
    ['days in which records are locked', numbersIn(all('aws_s3_bucket_object_lock_configuration'), 'days')],
    ['tables that refuse to be deleted', share(all('aws_dynamodb_table'), 'deletion_protection_enabled')],
    ['what holds data and stays when its stack goes', `${locked.length} of ${stateful.length}`],
    ['alarms', String(all('aws_cloudwatch_metric_alarm').length)],
    ['keys', String(all('aws_kms_key').length)],
    ['a month, fixed', `${Math.round(fixed)} USD`],
    ['a month, by what is assumed', `${Math.round(usage)} USD`],
  ];
}

const yes = (holds: boolean): string => (holds ? 'yes' : 'no');

const keeps = (properties: Readonly<Record<string, unknown>>): boolean =>
  JSON.stringify(properties['lifecycle'] ?? {}).includes('"prevent_destroy":true');

const share = (resources: readonly SynthesizedResource[], property: string): string =>
  `${resources.filter(({ properties }) => properties[property] === true).length} of ${resources.length}`;

/** The numbers that a property has, wherever it is in the resources. */
function numbersIn(resources: readonly SynthesizedResource[], property: string): string {
  const pattern = new RegExp(`"${property}":(\\d+)`, 'g');
  const found = resources.flatMap(({ properties }) =>
    [...JSON.stringify(properties).matchAll(pattern)].map(([, number]) => Number(number)),
  );
  const sorted = [...new Set(found)].sort((a, b) => a - b);
  return sorted.length === 0 ? 'none' : sorted.join(', ');
}

function listsOf(inventories: readonly SynthesizedResource[]): string {
  if (inventories.length === 0) return 'none';
  const daily = inventories.some(({ properties }) => JSON.stringify(properties).includes('"Daily"'));
  return `${inventories.length}, ${daily ? 'daily' : 'weekly'}`;
}
