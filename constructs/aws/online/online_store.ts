import * as z from 'zod';
import {
  type AlarmRule,
  type Chart,
  checkName,
  checkProps,
  Construct,
  type Grant,
  type Grantee,
  mayDestroy,
  type Monitored,
  type RemovalProps,
  resourceName,
} from '../../core';
import { type NamedProps, namingOf, type NamingProps, namingShape } from '../environment/naming_props';
import { keyArnShape, nameShape, wholeNumber } from '../environment/shapes';
import { attributeName } from '../facts';
import { protectedTable } from '../storage/protected_table';
import { tableMonitoring } from '../storage/table_monitoring';
import { OnlineStoreAccess } from './online_store_access';

export interface OnlineStoreProps extends NamedProps, RemovalProps {
  readonly keyArn: string;
  /** What items are looked up by; `entity` unless given. */
  readonly partitionKey?: string;
  /** A second part of the key, for stores that keep several feature views of an entity. */
  readonly sortKey?: string;
  /** The attribute with the second (Unix time) after which an item goes; without it items stay. */
  readonly expiryAttribute?: string;
  /** The most read and write units a second, against a runaway job; no limit unless given. */
  readonly maxReadUnits?: number;
  readonly maxWriteUnits?: number;
  /** Days that the table can be brought back to any second of; 35 unless given. */
  readonly recoveryDays?: number;
}

export interface ExistingStoreProps extends NamingProps {
  readonly tableName: string;
  readonly keyArn: string;
}

const attribute = z
  .string()
  .regex(attributeName.pattern, `expected ${attributeName.characters} (${attributeName.source})`);
const onDemand =
  'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/on-demand-capacity-mode-max-throughput.html';
const recovery =
  'https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_PointInTimeRecoverySpecification.html';
const timeToLive = 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/TTL.html';
const existing = z.object({ ...namingShape, keyArn: keyArnShape });
const schema = existing
  .extend({
    name: nameShape,
    partitionKey: attribute.exactOptional(),
    sortKey: attribute.exactOptional(),
    expiryAttribute: attribute.exactOptional(),
    maxReadUnits: wholeNumber(1, 2 ** 31 - 1, 'units', onDemand).exactOptional(),
    maxWriteUnits: wholeNumber(1, 2 ** 31 - 1, 'units', onDemand).exactOptional(),
    recoveryDays: wholeNumber(1, 35, 'days', recovery).exactOptional(),
  })
  .refine((props) => props.sortKey === undefined || props.sortKey !== (props.partitionKey ?? 'entity'), {
    path: ['sortKey'],
    error: `expected another attribute than the partition key (${attributeName.source})`,
  })
  .refine(
    (props) =>
      props.expiryAttribute === undefined ||
      ![props.partitionKey ?? 'entity', props.sortKey].includes(props.expiryAttribute),
    { path: ['expiryAttribute'], error: `expected an attribute that is no part of the key (${timeToLive})` },
  );

/** An online store: a table that answers single look-ups in milliseconds. What is in it comes from an offline table. */
export class OnlineStore extends Construct implements Monitored {
  readonly tableName: string;
  readonly arn: string;
  readonly charts: readonly Chart[];
  readonly alarms: readonly AlarmRule[];
  private readonly access: OnlineStoreAccess;

  /** A table that is there already. */
  static fromExisting(scope: Construct, id: string, props: ExistingStoreProps): OnlineStoreAccess {
    const path = `${scope.node.path}/${id}`;
    checkProps(existing, props, path);
    return new OnlineStoreAccess(namingOf(props), checkName('dynamodb table', props.tableName, path), props.keyArn);
  }

  constructor(scope: Construct, id: string, props: OnlineStoreProps) {
    super(scope, id);
    checkProps(schema, props, this.node.path);
    const naming = namingOf(props);
    const destroyable = mayDestroy(props, this.node.path);
    const { partitionKey = 'entity', sortKey, expiryAttribute, maxReadUnits, maxWriteUnits } = props;
    this.tableName = checkName('dynamodb table', resourceName(naming, props.name ?? 'online'), this.node.path);
    this.access = new OnlineStoreAccess(naming, this.tableName, props.keyArn);
    this.arn = this.access.arn;
    protectedTable(this, 'table', {
      tableName: this.tableName,
      keyArn: props.keyArn,
      keyAttributes: sortKey === undefined ? [partitionKey] : [partitionKey, sortKey],
      destroyable,
      recoveryDays: props.recoveryDays ?? 35,
      ...(expiryAttribute === undefined ? {} : { expiryAttribute }),
      ...(maxReadUnits === undefined && maxWriteUnits === undefined
        ? {}
        : {
            // -1 is no limit: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_OnDemandThroughput.html
            limits: { maxReadRequestUnits: maxReadUnits ?? -1, maxWriteRequestUnits: maxWriteUnits ?? -1 },
          }),
    });
    ({ charts: this.charts, alarms: this.alarms } = tableMonitoring(this.tableName, {
      runbook: 'online-store',
      readsRefused: 'look for one key that everybody asks for, then at maxReadUnits',
      writesRefused: 'look at the job that writes, then at maxWriteUnits',
      slow: 'look at the size of the items',
    }));
  }

  /**
   * Lets `grantee` look up items, the key included.
   * @param leadingKeys patterns of partition keys, such as `customer#*`; all unless given
   */
  grantRead(grantee: Grantee, leadingKeys?: readonly string[]): Grant {
    return this.access.grantRead(grantee, leadingKeys);
  }

  /** The same for looking up, writing and deleting items. */
  grantWrite(grantee: Grantee, leadingKeys?: readonly string[]): Grant {
    return this.access.grantWrite(grantee, leadingKeys);
  }
}
