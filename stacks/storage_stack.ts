import { DataLakeStorage, EnvironmentStack, GlueDatabases, readParameter, RunLedger } from '../constructs/aws';
import type { Construct } from '../constructs/core';
import type { Environment } from '../environments';
import type { Plan } from '../pipelines/plan';
import { Places } from '../pipelines/targets';

/** The buckets, the catalogue's databases of every domain, and the ledger of runs. */
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
    });
    new RunLedger(this, 'ledger', { ...this.naming, ...this.removal, keyArn: dataKeyArn });
    new GlueDatabases(this, 'catalogue', {
      ...this.naming,
      databases: plans.flatMap((plan) => databasesOf(plan, Places.of(plan, environment))),
    });
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
