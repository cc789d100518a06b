import { EncryptionKey, EnvironmentStack, fileRules, LakeBucket, writeParameter } from '../constructs/aws';
import { OtherAccount } from '../constructs/aws/environment/other_account';
import { trailBucket } from '../constructs/aws/governance/trail_bucket';
import { type Construct, globalName, resourceName } from '../constructs/core';
import { type Environment, namesOf } from '../environments';

/**
 * Where rights over the data are none over the records of it: the bucket that the trail of the environment writes to,
 * and its key, in the account `audit`.
 */
export class AuditAccountStack extends EnvironmentStack {
  constructor(scope: Construct, environment: Environment, auditor: Auditor) {
    super(scope, environment, 'audit-account');
    const { naming, removal } = this;
    const there = new OtherAccount(this, 'audit', { naming, ...auditor });
    const base = { ...there.naming, ...removal };
    const key = new EncryptionKey(there, 'key', { ...base, keyClass: 'audit', trailAccount: naming.account });
    writeParameter(this, naming, recordsKeyParameter, key.arn);
    const { landingDays, nonCurrentDays } = environment.retention;
    const accessLogs = new LakeBucket(there, 'logs', {
      ...base,
      bucketName: globalName(there.naming, 'audit-logs'),
      holds: 'files',
      takesAccessLogs: true,
      lifecycle: fileRules(landingDays, nonCurrentDays),
    });
    trailBucket(there, {
      ...removal,
      naming: there.naming,
      bucketName: globalName(there.naming, 'audit'),
      trails: naming,
      trailName: resourceName(naming, 'audit'),
      accessLogs,
      lockDays: environment.audit.lockDays,
      ...lockModeOf(environment),
      retentionDays: environment.audit.recordDays,
    });
  }
}

/** As S3 writes it; nothing where the environment does not say it. */
export const lockModeOf = ({
  audit: { lockMode },
}: Environment): { readonly lockMode?: 'GOVERNANCE' | 'COMPLIANCE' } =>
  lockMode === undefined ? {} : { lockMode: lockMode === 'compliance' ? 'COMPLIANCE' : 'GOVERNANCE' };

interface Auditor {
  readonly account: string;
  readonly roleArn: string;
}

/** The account of the records and the role that makes their bucket; undefined where they are in the account of the data. */
export function auditorOf({ name, accounts, audit }: Environment): Auditor | undefined {
  const { auditRole, audit: account, data } = accounts;
  if (account === data || audit.dataEvents === 'none') return undefined;
  if (auditRole === undefined) {
    throw new Error(
      `environments/${name}.yaml: accounts.auditRole: found none; expected a role of the account ${account}`,
    );
  }
  return { account, roleArn: auditRole };
}

/** In the account of the data, for the trail: a key's id is known to the service alone. */
export const recordsKeyParameter = 'audit/key';

/** Of the stack above, for the trail. */
export const recordsBucket = (environment: Environment, { account }: Auditor): string =>
  globalName({ ...namesOf(environment), account }, 'audit');
