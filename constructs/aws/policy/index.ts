/** Our own rules over synthesized stacks, for what general scanners do not know. One a file. Loads no framework. */
import type { PolicyRule } from '../../core/policy';
import { accountPinned } from './rules/account_pinned';
import { alarmHeard } from './rules/alarm_heard';
import { deletionProtection } from './rules/deletion_protection';
import { literalSecret } from './rules/literal_secret';
import { logRetention } from './rules/log_retention';
import { openIngress } from './rules/open_ingress';
import { remoteState } from './rules/remote_state';
import { roleBoundary } from './rules/role_boundary';
import { serviceTrust } from './rules/service_trust';
import { spendingHeard } from './rules/spending_heard';
import { stateBackend } from './rules/state_backend';
import { stateSecret } from './rules/state_secret';
import { tableBuckets } from './rules/table_buckets';
import { wildcardResource } from './rules/wildcard_resource';

export const policyRules: readonly PolicyRule[] = [
  accountPinned,
  alarmHeard,
  deletionProtection,
  literalSecret,
  logRetention,
  openIngress,
  remoteState,
  roleBoundary,
  serviceTrust,
  spendingHeard,
  stateBackend,
  stateSecret,
  tableBuckets,
  wildcardResource,
];
