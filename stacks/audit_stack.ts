import { AuditTrail, EncryptionKey, EnvironmentStack, readParameter } from '../constructs/aws';
import { type Construct, globalName } from '../constructs/core';
import type { Environment } from '../environments';
import { auditorOf, lockModeOf, recordsBucket, recordsKeyParameter } from './audit_account_stack';
import { environmentAlarms } from './environment_alarms';

/** Who wrote and who read the lake, in records that are locked. */
export class AuditStack extends EnvironmentStack {
  constructor(scope: Construct, environment: Environment, dataEvents: 'writes' | 'all') {
    super(scope, environment, 'audit');
    const { naming, removal } = this;
    const { lockDays, recordDays } = environment.audit;
    const auditor = auditorOf(environment);
    const trail = new AuditTrail(this, 'trail', {
      ...naming,
      ...removal,
      ...(auditor === undefined
        ? {
            keyArn: new EncryptionKey(this, 'key', { ...naming, ...removal, keyClass: 'audit' }).arn,
            accessLogs: globalName(naming, 'logs'),
            lockDays,
            ...lockModeOf(environment),
            retentionDays: recordDays,
          }
        : {
            keyArn: readParameter(this, naming, recordsKeyParameter),
            bucketName: recordsBucket(environment, auditor),
          }),
      dataBuckets: lakeBuckets.map((what) => globalName(naming, what)),
      dataEvents,
      // Another environment of the account has a trail of its own.
      thisRegionOnly: true,
    });
    environmentAlarms(this, 'alarms', trail.trailName, trail.alarms);
  }
}

const lakeBuckets = ['landing', 'bronze', 'silver', 'gold', 'artefacts'] as const;
