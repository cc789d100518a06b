import { DynamodbTable } from '@cdktf/provider-aws/lib/dynamodb-table';
import type { Construct } from '../../core';

export interface ProtectedTableProps {
  readonly tableName: string;
  readonly keyArn: string;
  /** The attribute of the partition key, and that of the sort key where there is one; both text. */
  readonly keyAttributes: readonly [partition: string, sort?: string];
  readonly destroyable: boolean;
  /** Of point-in-time recovery; the service's own number unless given. */
  readonly recoveryDays?: number;
  readonly expiryAttribute?: string;
  /** The most units a second; -1 is no limit. */
  readonly limits?: { readonly maxReadRequestUnits: number; readonly maxWriteRequestUnits: number };
}

/** A DynamoDB table that is paid by request, encrypted, can be brought back to any second, and refuses to be deleted. */
export function protectedTable(scope: Construct, id: string, props: ProtectedTableProps): DynamodbTable {
  const { keyAttributes, recoveryDays, expiryAttribute, limits } = props;
  const [partition, sort] = keyAttributes;
  return new DynamodbTable(scope, id, {
    name: props.tableName,
    billingMode: 'PAY_PER_REQUEST',
    hashKey: partition,
    ...(sort === undefined ? {} : { rangeKey: sort }),
    attribute: [partition, ...(sort === undefined ? [] : [sort])].map((name) => ({ name, type: 'S' })),
    ...(expiryAttribute === undefined ? {} : { ttl: { enabled: true, attributeName: expiryAttribute } }),
    ...(limits === undefined ? {} : { onDemandThroughput: limits }),
    pointInTimeRecovery: {
      enabled: true,
      ...(recoveryDays === undefined ? {} : { recoveryPeriodInDays: recoveryDays }),
    },
    serverSideEncryption: { enabled: true, kmsKeyArn: props.keyArn },
    deletionProtectionEnabled: !props.destroyable,
    lifecycle: { preventDestroy: !props.destroyable },
  });
}
