/** What brokers are configured with: https://docs.aws.amazon.com/msk/latest/developerguide/msk-configuration-properties.html */
const source = 'https://docs.aws.amazon.com/msk/latest/developerguide/msk-configuration-properties.html';

/** Properties that are set by others, and what to do instead. */
export const ownProperties: ReadonlyMap<string, string> = new Map([
  ['allow.everyone.if.no.acl.found', `expected nothing: who has no permission has no access (${source})`],
  ['auto.create.topics.enable', `expected nothing: topics are made by who may, grantManage (${source})`],
  ['default.replication.factor', `expected nothing; use defaultReplicationFactor (${source})`],
  ['min.insync.replicas', `expected nothing; use minInsyncReplicas (${source})`],
  ['unclean.leader.election.enable', `expected nothing: with it, records that were written are lost (${source})`],
]);

/** Sorted, so that the same properties are the same text. */
export function serverProperties(
  copies: number,
  inSync: number,
  others: Readonly<Record<string, string>> = {},
): string {
  const all = {
    ...others,
    // Unless lists say otherwise everybody may do everything who comes without IAM:
    // https://docs.aws.amazon.com/msk/latest/developerguide/msk-acls.html
    'allow.everyone.if.no.acl.found': 'false',
    // A misspelt name would be a new topic.
    'auto.create.topics.enable': 'false',
    'default.replication.factor': String(copies),
    'min.insync.replicas': String(inSync),
    // MSK's own default lets a broker lead that lacks records: better no answer than a wrong one.
    'unclean.leader.election.enable': 'false',
  };
  return Object.entries(all)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
}
