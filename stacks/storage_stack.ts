import { DataLakeStorage } from '../constructs/aws/data_lake_storage';
import { EnvironmentStack } from '../constructs/aws/environment_stack';
import type { Construct } from '../constructs/core';
import type { Environment } from '../environments';

export class StorageStack extends EnvironmentStack {
  readonly lake: DataLakeStorage;

  constructor(scope: Construct, environment: Environment) {
    super(scope, environment, 'storage');
    this.lake = new DataLakeStorage(this, 'lake', { ...this.naming, ...this.removal });
  }
}
