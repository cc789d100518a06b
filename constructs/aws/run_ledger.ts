import { DynamodbTable } from '@cdktf/provider-aws/lib/dynamodb-table';
import * as z from 'zod';
import {
  arn,
  checkName,
  checkProps,
  Construct,
  Grant,
  type Grantee,
  mayDestroy,
  type RemovalProps,
  resourceName,
} from '../core';
import { awsFacts } from './facts';
import { namingOf, type NamingProps, namingShape } from './naming_props';

export interface RunLedgerProps extends NamingProps, RemovalProps {
  /** A key of class data. */
  readonly keyArn: string;
}

const schema = z.object({ ...namingShape, keyArn: z.string().startsWith('arn:', "expected a key's ARN") });

/** The ledger of runs: a table with conditional writes, restorable to any second of the last 35 days. */
export class RunLedger extends Construct {
  readonly tableName: string;
  readonly arn: string;
  private readonly keyArn: string;
  private readonly region: string;

  constructor(scope: Construct, id: string, props: RunLedgerProps) {
    super(scope, id);
    checkProps(schema, props, this.node.path);
    const naming = namingOf(props);
    const destroyable = mayDestroy(props, this.node.path);
    this.tableName = checkName('dynamodb table', resourceName(naming, 'ledger'));
    this.arn = arn(naming, 'dynamodb', `table/${this.tableName}`);
    this.keyArn = props.keyArn;
    this.region = props.region;
    new DynamodbTable(this, 'table', {
      name: this.tableName,
      billingMode: 'PAY_PER_REQUEST',
      hashKey: 'pk',
      rangeKey: 'sk',
      attribute: [
        { name: 'pk', type: 'S' },
        { name: 'sk', type: 'S' },
      ],
      pointInTimeRecovery: { enabled: true },
      serverSideEncryption: { enabled: true, kmsKeyArn: props.keyArn },
      deletionProtectionEnabled: !destroyable,
      lifecycle: { preventDestroy: !destroyable },
    });
  }

  /** Lets `grantee` keep the runs of `tasks`, which write `tables`; the key included. */
  grantRuns(grantee: Grantee, tasks: readonly string[], tables: readonly string[]): Grant {
    const grant = new Grant([
      ...awsFacts.ledger(this.arn, tasks, tables),
      ...awsFacts.ledgerKeyUse(this.keyArn, this.region),
    ]);
    grantee.addGrant(grant);
    return grant;
  }
}
