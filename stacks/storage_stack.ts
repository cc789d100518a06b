import {
  BackupPlan,
  DataLakeStorage,
  type DataLakeStorageProps,
  EnvironmentStack,
  GlueDatabases,
  readParameter,
  RunLedger,
} from '../constructs/aws';
import { type AlarmRule, type Construct, resourceName } from '../constructs/core';
import type { Environment } from '../environments';
import type { Plan } from '../pipelines/plan';
import { Places } from '../pipelines/targets';
import { environmentAlarms } from './environment_alarms';
import { copiesOf, keyParameter } from './recovery_stack';

/** The buckets, the catalogue's databases of every domain, the ledger of runs, and what is copied and backed up of them. */
export class StorageStack extends EnvironmentStack {
  readonly lake: DataLakeStorage;

  constructor(scope: Construct, environment: Environment, plans: readonly Plan[]) {
    super(scope, environment, 'storage');
    const dataKeyArn = readParameter(this, this.naming, 'keys/data');
    this.lake = new DataLakeStorage(this, 'lake', {
      ...this.naming,
      ...this.removal,
      dataKeyArn,
      landingDays: environment.retention.landingDays,
      nonCurrentDays: environment.retention.nonCurrentDays,
      ...(environment.inventory === 'none' ? {} : { inventory: environment.inventory }),
      ...(environment.monitoring.buckets === 'none' ? {} : { requestMetrics: true }),
      ...this.replication(),
    });
    const ledger = new RunLedger(this, 'ledger', { ...this.naming, ...this.removal, keyArn: dataKeyArn });
    new GlueDatabases(this, 'catalogue', {
      ...this.naming,
      databases: plans.flatMap((plan) => databasesOf(plan, Places.of(plan, environment))),
    });
    const rules = [...this.lake.alarms, ...ledger.alarms, ...this.backup(ledger.arn, dataKeyArn)];
    environmentAlarms(this, 'alarms', resourceName(this.naming, 'storage'), rules);
  }

  private replication(): Pick<DataLakeStorageProps, 'replication'> {
    const copies = copiesOf(this.environment);
    if (copies === undefined) return {};
    return {
      replication: {
        destinationRegion: copies.region,
        destinationKeyArn: readParameter(this, this.naming, keyParameter),
        landingBucketArn: copies.landing,
        artefactsBucketArn: copies.artefacts,
        rolePath: this.environment.roles.path,
      },
    };
  }

  /** @returns the alarms of the ledger's backup; none where it has none */
  private backup(ledgerArn: string, keyArn: string): readonly AlarmRule[] {
    const { recovery, roles } = this.environment;
    if (recovery.backupDays === 0) return [];
    const copies = copiesOf(this.environment);
    return new BackupPlan(this, 'backup', {
      ...this.naming,
      ...this.removal,
      keyArn,
      resourceArns: [ledgerArn],
      deleteAfterDays: recovery.backupDays,
      rolePath: roles.path,
      ...(copies === undefined ? {} : { copyToVaultArn: copies.vault }),
    }).alarms;
  }
}

function databasesOf(plan: Plan, places: Places): readonly { name: string; description: string; location: string }[] {
  const layers = [...new Set(Object.values(plan.tables).map((table) => table.layer))].sort();
  return layers.map((layer) => ({
    name: places.database(layer),
    description: `Tables of layer ${layer} of domain ${plan.domain}`,
    location: `s3://${places.table(`${layer}.any`).bucket}/${plan.domain}/`,
  }));
}
