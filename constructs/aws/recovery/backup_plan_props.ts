import * as z from 'zod';
import type { RemovalProps } from '../../core';
import { backup } from '../facts';
import { type NamedProps, namingShape } from '../environment/naming_props';
import { arnShape, keyArnShape, nameShape, wholeNumber } from '../environment/shapes';
import type { LakeBucket } from '../storage/lake_bucket';

export interface BackupPlanProps extends NamedProps, RemovalProps {
  /** A key of class data. */
  readonly keyArn: string;
  /** What is backed up, by ARN: tables of DynamoDB, databases of RDS, file systems. */
  readonly resourceArns?: readonly string[];
  /** Or all that has one of these tags. */
  readonly tags?: Readonly<Record<string, string>>;
  /** Buckets of files; those that hold tables are refused. */
  readonly buckets?: readonly LakeBucket[];
  /** Every day at five, in UTC, unless given: `cron(0 5 ? * * *)`. */
  readonly schedule?: string;
  /** Days that a recovery point stays; 35 unless given. */
  readonly deleteAfterDays?: number;
  /** Days until it moves to cold storage, where it stays 90 days at least; never unless given. */
  readonly coldStorageAfterDays?: number;
  /** The days that the law asks for: less is refused. */
  readonly legalHoldDays?: number;
  /** A vault, in another region as a rule, that takes a copy of each recovery point. */
  readonly copyToVaultArn?: string;
  /** Days that the copy stays; as the original unless given. */
  readonly copyDeleteAfterDays?: number;
  /** GOVERNANCE can be taken back by who may; COMPLIANCE by nobody once it is in force; none unless given. */
  readonly lockMode?: 'GOVERNANCE' | 'COMPLIANCE';
  /** Days until a lock in compliance mode is in force; 3 unless given. */
  readonly changeableForDays?: number;
  /** Of its role; `/` unless given. */
  readonly rolePath?: string;
}

const days = (least: number, source: string): z.ZodNumber => wholeNumber(least, 36_500, 'days', source);

export const backupPlanShape = z
  .object({
    ...namingShape,
    name: nameShape,
    keyArn: keyArnShape,
    resourceArns: z.array(arnShape('a resource')).exactOptional(),
    tags: z.record(z.string(), z.string()).exactOptional(),
    buckets: z
      .array(
        z
          .object({
            holds: z.literal(
              'files',
              `expected a bucket of files: a backup takes objects one by one, so it holds no version of a table; copy ` +
                `pinned versions of the table instead (${backup.selection})`,
            ),
          })
          .loose(),
      )
      .exactOptional(),
    schedule: z
      .string()
      .regex(/^cron\(\S+( \S+){5}\)$/, `expected a schedule such as '${backup.schedule}' (${backup.plan})`)
      .exactOptional(),
    deleteAfterDays: days(1, backup.lifecycle).exactOptional(),
    coldStorageAfterDays: days(1, backup.lifecycle).exactOptional(),
    legalHoldDays: days(1, backup.vaultLock).exactOptional(),
    copyToVaultArn: arnShape('a vault').exactOptional(),
    copyDeleteAfterDays: days(1, backup.lifecycle).exactOptional(),
    lockMode: z
      .enum(['GOVERNANCE', 'COMPLIANCE'], `expected GOVERNANCE or COMPLIANCE (${backup.vaultLock})`)
      .exactOptional(),
    changeableForDays: days(backup.leastChangeableDays, backup.vaultLock).exactOptional(),
  })
  .refine(
    ({ resourceArns = [], tags = {}, buckets = [] }) =>
      resourceArns.length + Object.keys(tags).length + buckets.length > 0,
    {
      path: ['resourceArns'],
      message: `expected something to back up: resourceArns, tags or buckets (${backup.selection})`,
    },
  );
