/** What a service asks of KMS in the name of who asked the service. */
import type { Conditions, Statement } from '../../../pipelines/targets';

/**
 * Use of a key through one service alone:
 * https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-via-service
 * @param service as in its host name: `s3`
 * @param conditions further ones, such as the encryption context
 */
export function keyThrough(
  service: string,
  actions: readonly string[],
  keyArn: string,
  region: string,
  { StringEquals = {}, ...others }: Conditions = {},
): Statement {
  const through = { 'kms:ViaService': `${service}.${region}.amazonaws.com` };
  return { actions, resources: [keyArn], conditions: { StringEquals: { ...through, ...StringEquals }, ...others } };
}
