"""moto's ElastiCache has neither groups of users nor of parameters, and forgets the nodes of a replication group.

What the service does, and moto now: both groups are made, told and deleted
(https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateUserGroup.html,
API_CreateCacheParameterGroup.html); each node of a replication group is a cluster that tells what it was made with
(API_DescribeCacheClusters.html); what is deleted is gone at once; a subnet group can be deleted.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from moto.core.responses import ActionResult, EmptyResult
from moto.elasticache.exceptions import ElastiCacheException
from moto.elasticache.models import ElastiCacheBackend, ReplicationGroup
from moto.elasticache.responses import ElastiCacheResponse
from moto.utilities.utils import get_partition


class _NotFound(ElastiCacheException):
    def __init__(self, code: str, name: str) -> None:
        super().__init__(f"{name} not found.")
        self.code = code


def _kept(response: Any, what: str) -> dict[str, dict[str, Any]]:
    """What moto has no place for, by name."""
    backend = response.elasticache_backend
    if not hasattr(backend, what):
        setattr(backend, what, {})
    found: dict[str, dict[str, Any]] = getattr(backend, what)
    return found


def _arn(response: Any, kind: str, name: str) -> str:
    partition = get_partition(response.region)
    return f"arn:{partition}:elasticache:{response.region}:{response.current_account}:{kind}:{name}"


def _tag(response: Any, arn: str) -> None:
    response.elasticache_backend.tagging_service.tag_resource(arn, response._get_param("Tags", []))


def _found(response: Any, what: str, parameter: str, code: str) -> dict[str, Any]:
    name = response._get_param(parameter)
    kept = _kept(response, what)
    if name not in kept:
        raise _NotFound(code, name)
    return kept[name]


def _user_group(response: Any) -> dict[str, Any]:
    return _found(response, "user_groups", "UserGroupId", "UserGroupNotFound")


def create_user_group(self: Any) -> ActionResult:
    """With its users."""
    name = self._get_param("UserGroupId")
    arn = _arn(self, "usergroup", name)
    _kept(self, "user_groups")[name] = {
        "UserGroupId": name,
        "Status": "active",
        "Engine": self._get_param("Engine"),
        "UserIds": list(self._get_param("UserIds", [])),
        "MinimumEngineVersion": "6.0",
        "ARN": arn,
    }
    _tag(self, arn)
    return ActionResult(_user_group(self))


def describe_user_groups(self: Any) -> ActionResult:
    """One, or all."""
    one = self._get_param("UserGroupId") is not None
    return ActionResult({"UserGroups": [_user_group(self)] if one else list(_kept(self, "user_groups").values())})


def modify_user_group(self: Any) -> ActionResult:
    """Adds users, and takes some away."""
    group = _user_group(self)
    left = [each for each in group["UserIds"] if each not in self._get_param("UserIdsToRemove", [])]
    group["UserIds"] = [*left, *self._get_param("UserIdsToAdd", [])]
    return ActionResult(group)


def delete_user_group(self: Any) -> ActionResult:
    """Forgets it."""
    return ActionResult({**_kept(self, "user_groups").pop(_user_group(self)["UserGroupId"]), "Status": "deleting"})


def _parameter_group(response: Any) -> dict[str, Any]:
    return _found(response, "parameter_groups", "CacheParameterGroupName", "CacheParameterGroupNotFound")


def _told(group: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in group.items() if key != "Parameters"}


def create_cache_parameter_group(self: Any) -> ActionResult:
    """Without parameters of its own."""
    name = self._get_param("CacheParameterGroupName")
    arn = _arn(self, "parametergroup", name)
    _kept(self, "parameter_groups")[name] = {
        "CacheParameterGroupName": name,
        "CacheParameterGroupFamily": self._get_param("CacheParameterGroupFamily"),
        "Description": self._get_param("Description"),
        "IsGlobal": False,
        "ARN": arn,
        "Parameters": {},
    }
    _tag(self, arn)
    return ActionResult({"CacheParameterGroup": _told(_parameter_group(self))})


def describe_cache_parameter_groups(self: Any) -> ActionResult:
    """One, or all."""
    one = self._get_param("CacheParameterGroupName") is not None
    groups = [_parameter_group(self)] if one else list(_kept(self, "parameter_groups").values())
    return ActionResult({"CacheParameterGroups": [_told(group) for group in groups]})


def describe_cache_parameters(self: Any) -> ActionResult:
    """Those that were set."""
    own = _parameter_group(self)["Parameters"]
    return ActionResult(
        {
            "Parameters": [
                {"ParameterName": name, "ParameterValue": own[name], "Source": "user"} for name in sorted(own)
            ]
        },
    )


def modify_cache_parameter_group(self: Any) -> ActionResult:
    """Sets some."""
    group = _parameter_group(self)
    for each in self._get_param("ParameterNameValues", []):
        group["Parameters"][each["ParameterName"]] = each["ParameterValue"]
    return ActionResult({"CacheParameterGroupName": group["CacheParameterGroupName"]})


def reset_cache_parameter_group(self: Any) -> ActionResult:
    """Sets some, or all, back."""
    group = _parameter_group(self)
    names = [each["ParameterName"] for each in self._get_param("ParameterNameValues", [])]
    for name in names or list(group["Parameters"]):
        group["Parameters"].pop(name, None)
    return ActionResult({"CacheParameterGroupName": group["CacheParameterGroupName"]})


def delete_cache_parameter_group(self: Any) -> EmptyResult:
    """Forgets it."""
    del _kept(self, "parameter_groups")[_parameter_group(self)["CacheParameterGroupName"]]
    return EmptyResult()


def delete_cache_subnet_group(self: Any) -> EmptyResult:
    """Forgets it."""
    groups = self.elasticache_backend.cache_subnet_groups
    name = self._get_param("CacheSubnetGroupName")
    if name not in groups:
        raise _NotFound("CacheSubnetGroupNotFoundFault", name)
    del groups[name]
    return EmptyResult()


def _node(group: Any, name: str) -> dict[str, Any]:
    """A node, as the cluster that it is."""
    version = str(group.engine_version or "")
    return {
        "CacheClusterId": name,
        "CacheClusterStatus": "available",
        "ReplicationGroupId": group.replication_group_id,
        "CacheNodeType": group.cache_node_type,
        "Engine": group.engine,
        "EngineVersion": f"{version}.0" if version.count(".") == 1 else version,
        "NumCacheNodes": 1,
        "PreferredMaintenanceWindow": group.preferred_maintenance_window,
        "CacheParameterGroup": {"CacheParameterGroupName": group.cache_parameter_group_name},
        "CacheSubnetGroupName": group.cache_subnet_group_name,
        "SecurityGroups": [{"SecurityGroupId": each, "Status": "active"} for each in group.security_group_ids or []],
        "AutoMinorVersionUpgrade": group.auto_minor_version_upgrade,
        "SnapshotRetentionLimit": group.snapshot_retention_limit,
        "SnapshotWindow": group.snapshot_window,
        "TransitEncryptionEnabled": group.transit_encryption_enabled,
        "TransitEncryptionMode": group.transit_encryption_mode,
        "AtRestEncryptionEnabled": group.at_rest_encryption_enabled,
        "ARN": group.arn.replace(":replicationgroup:", ":cluster:").replace(group.replication_group_id, name),
    }


def _clusters(original: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def describe(self: Any) -> Any:
        wanted = self._get_param("CacheClusterId")
        for group in self.elasticache_backend.replication_groups.values():
            if wanted in group.member_clusters:
                return ActionResult({"CacheClusters": [_node(group, wanted)]})
        return original(self)

    return describe


def _deleted(original: Callable[..., Any]) -> Callable[..., Any]:
    def delete(self: Any, replication_group_id: str, *args: Any, **kwargs: Any) -> Any:
        gone = original(self, replication_group_id, *args, **kwargs)
        del self.replication_groups[replication_group_id]
        return gone

    return delete


def _initialise(original: Callable[..., None]) -> Callable[..., None]:
    def initialise(self: Any, *args: Any, **kwargs: Any) -> None:
        original(self, *args, **kwargs)
        upgrade = kwargs.get("auto_minor_version_upgrade")
        self.auto_minor_version_upgrade = str(upgrade).lower() == "true"

    return initialise


def _tags(original: Callable[..., Any]) -> Callable[..., Any]:
    def listed(self: Any, arn: str) -> Any:
        own = ":usergroup:" in arn or ":parametergroup:" in arn
        return self.tagging_service.list_tags_for_resource(arn) if own else original(self, arn)

    return listed


def bridge() -> None:
    """Adds the calls, and what is told of nodes."""
    response: Any = ElastiCacheResponse
    for action in (
        create_user_group,
        describe_user_groups,
        modify_user_group,
        delete_user_group,
        create_cache_parameter_group,
        describe_cache_parameter_groups,
        describe_cache_parameters,
        modify_cache_parameter_group,
        reset_cache_parameter_group,
        delete_cache_parameter_group,
        delete_cache_subnet_group,
    ):
        setattr(response, action.__name__, action)
    response.describe_cache_clusters = _clusters(response.describe_cache_clusters)
    backend: Any = ElastiCacheBackend
    backend.delete_replication_group = _deleted(backend.delete_replication_group)
    backend.list_tags_for_resource = _tags(backend.list_tags_for_resource)
    group: Any = ReplicationGroup
    group.__init__ = _initialise(group.__init__)
