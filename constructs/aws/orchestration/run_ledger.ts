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
import { protectedTable } from '../storage/protected_table';
import { tableMonitoring } from '../storage/table_monitoring';
import { LedgerAccess } from './ledger_access';
import { type NamedProps, namingOf, type NamingProps, namingShape } from '../environment/naming_props';
import { keyArnShape, nameShape } from '../environment/shapes';

export interface RunLedgerProps extends NamedProps, RemovalProps {
  /** A key of class data. */
  readonly keyArn: string;
}

export interface ExistingLedgerProps extends NamingProps {
  readonly tableName: string;
  /** The key of its encryption. */
  readonly keyArn: string;
}

const schema = z.object({ ...namingShape, name: nameShape, keyArn: keyArnShape });

/** The ledger of runs: a table with conditional writes, restorable to any second of the last 35 days. */
export class RunLedger extends Construct implements Monitored {
  readonly tableName: string;
  readonly arn: string;
  readonly charts: readonly Chart[];
  readonly alarms: readonly AlarmRule[];
  private readonly access: LedgerAccess;

  /** The ledger of another stack or app. */
  static fromExisting(scope: Construct, id: string, props: ExistingLedgerProps): LedgerAccess {
    const path = `${scope.node.path}/${id}`;
    checkProps(schema, props, path);
    return new LedgerAccess(namingOf(props), checkName('dynamodb table', props.tableName, path), props.keyArn);
  }

  constructor(scope: Construct, id: string, props: RunLedgerProps) {
    super(scope, id);
    checkProps(schema, props, this.node.path);
    const naming = namingOf(props);
    const destroyable = mayDestroy(props, this.node.path);
    this.tableName = checkName('dynamodb table', resourceName(naming, props.name ?? 'ledger'), this.node.path);
    this.access = new LedgerAccess(naming, this.tableName, props.keyArn);
    this.arn = this.access.arn;
    protectedTable(this, 'table', {
      tableName: this.tableName,
      keyArn: props.keyArn,
      keyAttributes: ['pk', 'sk'],
      destroyable,
    });
    ({ charts: this.charts, alarms: this.alarms } = tableMonitoring(this.tableName, {
      runbook: 'ledger-refuses',
      readsRefused: 'jobs wait; look how many runs go on at once',
      writesRefused: 'commits wait; look how many runs go on at once',
    }));
  }

  /** Lets `grantee` keep the runs of `tasks`, which write `tables`; the key included. */
  grantRuns(grantee: Grantee, tasks: readonly string[], tables: readonly string[]): Grant {
    return this.access.grantRuns(grantee, tasks, tables);
  }
}
