import { BackupPlan as Plan } from '@cdktf/provider-aws/lib/backup-plan';
import { BackupSelection } from '@cdktf/provider-aws/lib/backup-selection';
import { BackupVault } from '@cdktf/provider-aws/lib/backup-vault';
import { BackupVaultLockConfiguration } from '@cdktf/provider-aws/lib/backup-vault-lock-configuration';
import {
  type AlarmRule,
  arn,
  type Chart,
  checkName,
  checkProps,
  Construct,
  mayDestroy,
  type Monitored,
  resourceName,
} from '../../core';
import { backup, backupPolicies, isTableBucket, lifecycleProblem } from '../facts';
import { ServiceRole } from '../identity/service_role';
import { namingOf } from '../environment/naming_props';
import { backupMonitoring } from './backup_monitoring';
import { type BackupPlanProps, backupPlanShape } from './backup_plan_props';

/** A vault, what goes into it every day, how long it stays, and a copy elsewhere. */
export class BackupPlan extends Construct implements Monitored {
  readonly vaultName: string;
  readonly vaultArn: string;
  readonly roleArn: string;
  readonly charts: readonly Chart[];
  readonly alarms: readonly AlarmRule[];

  constructor(scope: Construct, id: string, props: BackupPlanProps) {
    super(scope, id);
    checkProps(backupPlanShape, props, this.node.path);
    const problem = planProblem(props);
    if (problem !== undefined) throw new Error(`${this.node.path}: ${problem}`);
    const naming = namingOf(props);
    const destroyable = mayDestroy(props, this.node.path);
    const { buckets = [], resourceArns = [], tags = {} } = props;
    const name = checkName('backup plan', resourceName(naming, props.name ?? 'backup'), this.node.path);
    this.vaultName = checkName('backup vault', name, this.node.path);
    this.vaultArn = arn(naming, 'backup', `backup-vault:${this.vaultName}`);
    const vault = new BackupVault(this, 'vault', {
      name: this.vaultName,
      kmsKeyArn: props.keyArn,
      forceDestroy: destroyable,
      lifecycle: { preventDestroy: !destroyable },
    });
    if (props.lockMode !== undefined) this.lock(vault, props);
    const backedUp = [...resourceArns, ...buckets.map((bucket) => bucket.arn)];
    const role = new ServiceRole(this, 'role', {
      ...naming,
      roleName: `${name}-service`,
      ...(props.rolePath === undefined ? {} : { path: props.rolePath }),
      service: 'backup.amazonaws.com',
      description: `Backs up into ${this.vaultName}, and restores from it`,
      managedPolicyArns: backupPolicies(
        naming.region,
        backedUp.some((resource) => resource.includes(':s3:')),
      ),
    });
    this.roleArn = role.arn;
    const plan = new Plan(this, 'plan', { name, rule: [rule(vault, props)] });
    new BackupSelection(this, 'selection', {
      name,
      planId: plan.id,
      iamRoleArn: role.arn,
      ...(backedUp.length === 0 ? {} : { resources: backedUp }),
      ...(Object.keys(tags).length === 0
        ? {}
        : { selectionTag: Object.entries(tags).map(([key, value]) => ({ type: 'STRINGEQUALS', key, value })) }),
      dependsOn: [role.resource],
    });
    const watched = backupMonitoring(this.vaultName);
    this.charts = watched.charts;
    this.alarms = watched.alarms;
  }

  private lock(vault: BackupVault, props: BackupPlanProps): void {
    new BackupVaultLockConfiguration(this, 'lock', {
      backupVaultName: vault.name,
      minRetentionDays: props.legalHoldDays ?? props.deleteAfterDays ?? deleteAfterDays,
      // Without it the lock never comes into force for good: governance mode.
      ...(props.lockMode === 'COMPLIANCE'
        ? { changeableForDays: props.changeableForDays ?? backup.leastChangeableDays }
        : {}),
    });
  }
}

/** As long as the ledger can be restored to any second of it. */
const deleteAfterDays = 35;

function rule(vault: BackupVault, props: BackupPlanProps) {
  const cold = props.coldStorageAfterDays === undefined ? {} : { coldStorageAfter: props.coldStorageAfterDays };
  const kept = props.deleteAfterDays ?? deleteAfterDays;
  return {
    ruleName: 'daily',
    targetVaultName: vault.name,
    schedule: props.schedule ?? backup.schedule,
    startWindow: backup.startWindowMinutes,
    completionWindow: backup.completionWindowMinutes,
    lifecycle: { deleteAfter: kept, ...cold },
    ...(props.copyToVaultArn === undefined
      ? {}
      : {
          copyAction: [
            {
              destinationVaultArn: props.copyToVaultArn,
              lifecycle: { deleteAfter: props.copyDeleteAfterDays ?? kept, ...cold },
            },
          ],
        }),
  };
}

/** What contradicts the promise to recover, in one sentence. */
function planProblem(props: BackupPlanProps): string | undefined {
  const tables = props.resourceArns?.find(isTableBucket);
  if (tables !== undefined) {
    return (
      `resourceArns: found '${tables}', which holds tables; expected files: a backup takes objects one by one, so it ` +
      `holds no version of a table; copy pinned versions of the table instead (${backup.selection})`
    );
  }
  if (props.removalPolicy === 'destroy' && props.lockMode === 'COMPLIANCE') {
    return `removalPolicy: found 'destroy' with lockMode 'COMPLIANCE'; expected 'retain': nobody can delete from such a vault (${backup.vaultLock})`;
  }
  return lifecycleProblem({ ...props, deleteAfterDays: props.deleteAfterDays ?? deleteAfterDays });
}
