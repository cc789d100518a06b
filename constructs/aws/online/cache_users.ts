import { ElasticacheUser } from '@cdktf/provider-aws/lib/elasticache-user';
import { ElasticacheUserGroup } from '@cdktf/provider-aws/lib/elasticache-user-group';
import { Construct } from '../../core';
import { accessString, type CacheEngine, type CacheUser, cacheUsers, noAccess } from '../facts';
import { cacheUserId } from './redis_cache_props';

export interface CacheUsersProps {
  readonly replicationGroupId: string;
  readonly engine: CacheEngine;
  /** By name. */
  readonly users: Readonly<Record<string, CacheUser>>;
}

/** The users of a cache and their group. All prove who they are by IAM, so there is no password that a state could hold. */
export class CacheUsers extends Construct {
  readonly groupId: string;
  private readonly ids: ReadonlyMap<string, string>;

  constructor(scope: Construct, id: string, { replicationGroupId, engine, users }: CacheUsersProps) {
    super(scope, id);
    const names = Object.keys(users).sort();
    this.ids = new Map(names.map((name) => [name, cacheUserId(replicationGroupId, name, scope.node.path)]));
    const made = Object.entries(users)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, user]) =>
        this.user(name, engine, {
          userId: this.idOf(name),
          userName: this.idOf(name),
          accessString: accessString(user),
          type: 'iam',
        }),
      );
    // A group of Redis OSS has to have a user of this name, whom everybody is who says nothing; one of Valkey takes none
    // without a proof: https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Clusters.RBAC.html
    const nobody =
      engine === 'valkey'
        ? []
        : [
            this.user('default', engine, {
              userId: cacheUserId(replicationGroupId, 'default', scope.node.path),
              userName: 'default',
              accessString: noAccess,
              type: 'no-password-required',
            }),
          ];
    this.groupId = new ElasticacheUserGroup(this, 'group', {
      userGroupId: replicationGroupId,
      engine,
      userIds: [...nobody, ...made].map((each) => each.userId),
    }).userGroupId;
  }

  /** @throws naming the users that there are */
  idOf(name: string): string {
    const id = this.ids.get(name);
    if (id !== undefined) return id;
    throw new Error(
      `${this.node.scope?.node.path ?? ''}: user: found "${name}"; expected one of ${[...this.ids.keys()].join(', ')} (${cacheUsers})`,
    );
  }

  private user(
    id: string,
    engine: CacheEngine,
    { type, ...user }: { userId: string; userName: string; accessString: string; type: string },
  ): ElasticacheUser {
    return new ElasticacheUser(this, id, { ...user, engine, authenticationMode: { type } });
  }
}
