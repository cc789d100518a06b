import { checkName, give, type Grant, type Grantee, type Naming } from '../../core';
import { cacheArn, cacheConnect } from '../facts';

/** What can be granted on a cache whose users prove who they are by IAM, ours or an existing one. */
export class RedisCacheAccess {
  readonly arn: string;

  /** @param path of the construct, for errors */
  constructor(
    private readonly naming: Naming,
    readonly replicationGroupId: string,
    private readonly path: string,
  ) {
    this.arn = cacheArn(naming, replicationGroupId);
  }

  /**
   * Lets `grantee` connect as a user of the cache; what the user may do there, its access string says.
   * @param userId as the service knows it
   */
  grantConnect(grantee: Grantee, userId: string): Grant {
    return give(grantee, [
      cacheConnect(this.naming, this.replicationGroupId, checkName('cache user', userId, this.path)),
    ]);
  }
}
