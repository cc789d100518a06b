import { BackupVault } from '@cdktf/provider-aws/lib/backup-vault';
import { arn, checkName, type Construct, type Naming, resourceName } from '../../core';

export interface CopyVaultProps extends Naming {
  /** A key of the vault's region. */
  readonly keyArn: string;
  readonly destroyable: boolean;
}

/** The vault that takes the copies of another region's recovery points. */
export function copyVault(scope: Construct, id: string, { keyArn, destroyable, ...naming }: CopyVaultProps): void {
  new BackupVault(scope, id, {
    name: checkName('backup vault', copyVaultName(naming), scope.node.path),
    kmsKeyArn: keyArn,
    forceDestroy: destroyable,
    lifecycle: { preventDestroy: !destroyable },
  });
}

/** For a plan in another region, which names the vault before it is there. */
export const copyVaultArn = (naming: Naming): string => arn(naming, 'backup', `backup-vault:${copyVaultName(naming)}`);

const copyVaultName = (naming: Naming): string => resourceName(naming, 'copies');
