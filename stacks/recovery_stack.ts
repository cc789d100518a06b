import { EncryptionKey, EnvironmentStack, fileRules, LakeBucket, OtherRegion, writeParameter } from '../constructs/aws';
import { copyVault, copyVaultArn } from '../constructs/aws/recovery/copy_vault';
import { bucketArn, type Construct, globalName, mayDestroy, type Naming, suppress } from '../constructs/core';
import { type Environment, namesOf } from '../environments';

/** What survives the loss of the region: a key, copies of landing and artefacts, and a vault, in another one. */
export class RecoveryStack extends EnvironmentStack {
  constructor(scope: Construct, environment: Environment, region: string) {
    super(scope, environment, 'recovery');
    const there = new OtherRegion(this, region, { ...this.naming, otherRegion: region });
    const base = { ...there.naming, ...this.removal };
    const key = new EncryptionKey(there, 'key', { ...base, name: 'copies', keyClass: 'data' });
    writeParameter(this, this.naming, keyParameter, key.arn);
    const { landingDays, nonCurrentDays } = environment.retention;
    const rules = fileRules(landingDays, nonCurrentDays);
    const logs = new LakeBucket(there, 'logs', {
      ...base,
      bucketName: globalName(there.naming, 'copies-logs'),
      holds: 'files',
      takesAccessLogs: true,
      lifecycle: rules,
    });
    for (const what of ['landing', 'artefacts'] as const) {
      const copy = new LakeBucket(there, what, {
        ...base,
        bucketName: copyName(there.naming, what),
        holds: 'files',
        keyArn: key.arn,
        accessLogs: logs,
        ...(what === 'landing' ? { lifecycle: rules } : {}),
      });
      suppress(copy.resource, {
        rules: ['CKV_AWS_144'],
        reason: 'It is itself the copy: what it holds is in the first region too.',
      });
    }
    if (environment.recovery.backupDays === 0) return;
    copyVault(there, 'vault', {
      ...there.naming,
      keyArn: key.arn,
      destroyable: mayDestroy(this.removal, `${this.node.path}/vault`),
    });
  }
}

export const keyParameter = 'recovery/key';

/** The ARNs of what the stack makes, for the stacks that copy to it; undefined where nothing is copied. */
export function copiesOf(
  environment: Environment,
):
  | { readonly region: string; readonly landing: string; readonly artefacts: string; readonly vault: string }
  | undefined {
  const { region } = environment.recovery;
  if (region === undefined) return undefined;
  const there = { ...namesOf(environment), region };
  const bucket = (what: Copied): string => bucketArn(there, copyName(there, what));
  return { region, landing: bucket('landing'), artefacts: bucket('artefacts'), vault: copyVaultArn(there) };
}

type Copied = 'landing' | 'artefacts';
const copyName = (there: Naming, what: Copied): string => globalName(there, `${what}-copy`);
