/** What a tier says of an environment whose file does not: `dev` is cheap, `prod` loses nothing. */

export const tiers = ['dev', 'staging', 'prod'] as const;
export type Tier = (typeof tiers)[number];

interface TierDefault<Value> {
  readonly byTier: Readonly<Record<Tier, Value>>;
  readonly why: string;
  readonly source: string;
}

type Frequency = 'none' | 'weekly' | 'daily';

/** By the key of the environment's file. */
export interface TierDefaults {
  readonly 'retention.logDays': TierDefault<number>;
  readonly 'recovery.backupDays': TierDefault<number>;
  readonly inventory: TierDefault<Frequency>;
  readonly 'audit.dataEvents': TierDefault<'none' | 'writes' | 'all'>;
  readonly 'audit.lockDays': TierDefault<number>;
  readonly 'audit.recordDays': TierDefault<number>;
  readonly approvals: TierDefault<'none' | 'required'>;
  readonly 'alerts.from': TierDefault<'warning' | 'error' | 'critical'>;
}

const controls = 'https://docs.aws.amazon.com/securityhub/latest/userguide';

export const tierDefaults: TierDefaults = {
  'retention.logDays': {
    byTier: { dev: 30, staging: 90, prod: 365 },
    why: 'A year of logs is what auditors ask of production; elsewhere a log tells of a failure that is still looked at.',
    source: `${controls}/cloudwatch-controls.html#cloudwatch-16`,
  },
  'recovery.backupDays': {
    byTier: { dev: 0, staging: 7, prod: 35 },
    why:
      'The ledger can be restored to any second of 35 days, but only while its table is there: a backup is apart from it, and as old. ' +
      'What dev has recorded can be run again.',
    source: `${controls}/dynamodb-controls.html#dynamodb-4`,
  },
  inventory: {
    byTier: { dev: 'none', staging: 'weekly', prod: 'daily' },
    why: 'A list says which objects are encrypted and copied to the other region; it is charged by the million objects.',
    source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/storage-inventory.html',
  },
  'audit.dataEvents': {
    byTier: { dev: 'none', staging: 'writes', prod: 'all' },
    why: 'Who wrote and who read real data has to be known; test data has no readers to account for. Events are charged each.',
    source: `${controls}/s3-controls.html#s3-22`,
  },
  'audit.lockDays': {
    byTier: { dev: 1, staging: 30, prod: 365 },
    why: 'Records of a year have to be at hand, and are locked as long.',
    source: `${controls}/pci-standard.html`,
  },
  'audit.recordDays': {
    byTier: { dev: 30, staging: 365, prod: 2555 },
    why: 'As long as what landed is kept in production, so that each read of it can be told.',
    source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lifecycle-mgmt.html',
  },
  approvals: {
    byTier: { dev: 'none', staging: 'none', prod: 'required' },
    why: 'What changes production is seen by a second person: the workflow waits at a protected environment.',
    source: 'https://docs.github.com/en/actions/reference/workflows-and-actions/deployments-and-environments',
  },
  'alerts.from': {
    byTier: { dev: 'error', staging: 'warning', prod: 'warning' },
    why: 'A warning is for somebody who looks at leisure; in dev nobody does, and each alarm is charged.',
    source: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_billing.html',
  },
};

export const tierDefault = <Key extends keyof TierDefaults>(key: Key, tier: Tier): TierDefaults[Key]['byTier'][Tier] =>
  tierDefaults[key].byTier[tier];
