"""moto has none of the access entries and add-ons of EKS, and forgets how a cluster is let into and upgraded.

https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateAccessEntry.html
https://docs.aws.amazon.com/eks/latest/APIReference/API_AssociateAccessPolicy.html
https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateAddon.html
https://docs.aws.amazon.com/eks/latest/APIReference/API_Cluster.html: each cluster has an issuer of its own, and a
security group that the service makes in the VPC of its subnets.
"""

from __future__ import annotations

import json
import re
import time
import uuid
from typing import Any
from urllib.parse import unquote

from moto.ec2.models import ec2_backends
from moto.eks import models, responses, urls
from moto.eks.exceptions import ResourceNotFoundException

_PATH = re.compile(r"/clusters/(?P<cluster>[^/]+)/(?P<kind>access-entries|addons)(/(?P<name>.+?))?(/update)?$")
_POLICIES = re.compile(r"/access-policies(/(?P<policy>.+))?$")
# By cluster, then by principal or name of the add-on.
_entries: dict[str, dict[str, dict[str, Any]]] = {}
_addons: dict[str, dict[str, dict[str, Any]]] = {}
_associated: dict[tuple[str, str], dict[str, dict[str, Any]]] = {}
_VERSION = "v1.0.0-eksbuild.1"


def _asked(self: Any) -> tuple[str, str, str]:
    """The cluster, the principal or add-on, the access policy."""
    path = unquote(self.path)
    policy = _POLICIES.search(path)
    found = _PATH.search(_POLICIES.sub("", path))
    if found is None:
        raise _unknown(path)
    return found["cluster"], found["name"] or "", (policy["policy"] or "") if policy else ""


def _unknown(what: str) -> ResourceNotFoundException:
    return ResourceNotFoundException(
        clusterName=None, nodegroupName=None, fargateProfileName=None, addonName=None, message=f"No {what}"
    )


def _given(self: Any) -> dict[str, Any]:
    return dict(json.loads(self.body)) if self.body else {}


def _arn(self: Any, what: str) -> str:
    return f"arn:{self.partition}:eks:{self.region}:{self.current_account}:{what}/{uuid.uuid4()}"


def _kept(store: dict[str, dict[str, dict[str, Any]]], cluster: str, name: str) -> dict[str, Any]:
    found = store.get(cluster, {}).get(name)
    if found is None:
        raise _unknown(name)
    return found


def _create_entry(self: Any) -> str:
    cluster, given = _asked(self)[0], _given(self)
    principal = given["principalArn"]
    account_and_name = principal.split(":", 4)[4].replace(":role/", "/")
    entry = {
        "clusterName": cluster,
        "principalArn": principal,
        "kubernetesGroups": given.get("kubernetesGroups", []),
        "accessEntryArn": _arn(self, f"access-entry/{cluster}/role/{account_and_name}"),
        "createdAt": time.time(),
        "modifiedAt": time.time(),
        "tags": given.get("tags", {}),
        "username": given.get("username", principal),
        "type": given.get("type", "STANDARD"),
    }
    _entries.setdefault(cluster, {})[principal] = entry
    return json.dumps({"accessEntry": entry})


def _describe_entry(self: Any) -> str:
    cluster, principal, _ = _asked(self)
    return json.dumps({"accessEntry": _kept(_entries, cluster, principal)})


def _delete_entry(self: Any) -> str:
    cluster, principal, _ = _asked(self)
    _kept(_entries, cluster, principal)
    del _entries[cluster][principal]
    return "{}"


def _associate(self: Any) -> str:
    (cluster, principal, _), given = _asked(self), _given(self)
    _kept(_entries, cluster, principal)
    associated = {
        "policyArn": given["policyArn"],
        "accessScope": given["accessScope"],
        "associatedAt": time.time(),
        "modifiedAt": time.time(),
    }
    _associated.setdefault((cluster, principal), {})[given["policyArn"]] = associated
    return json.dumps({"clusterName": cluster, "principalArn": principal, "associatedAccessPolicy": associated})


def _disassociate(self: Any) -> str:
    cluster, principal, policy = _asked(self)
    if _associated.get((cluster, principal), {}).pop(policy, None) is None:
        raise _unknown(policy)
    return "{}"


def _list_associated(self: Any) -> str:
    cluster, principal, _ = _asked(self)
    _kept(_entries, cluster, principal)
    policies = list(_associated.get((cluster, principal), {}).values())
    return json.dumps({"clusterName": cluster, "principalArn": principal, "associatedAccessPolicies": policies})


def _create_addon(self: Any) -> str:
    cluster, given = _asked(self)[0], _given(self)
    name = given["addonName"]
    addon: dict[str, Any] = {
        "addonName": name,
        "clusterName": cluster,
        "status": "ACTIVE",
        "addonVersion": given.get("addonVersion", _VERSION),
        "health": {"issues": []},
        "addonArn": _arn(self, f"addon/{cluster}/{name}"),
        "createdAt": time.time(),
        "modifiedAt": time.time(),
        "tags": given.get("tags", {}),
        **{key: given[key] for key in ("serviceAccountRoleArn", "configurationValues") if key in given},
    }
    _addons.setdefault(cluster, {})[name] = addon
    return json.dumps({"addon": addon})


def _describe_addon(self: Any) -> str:
    cluster, name, _ = _asked(self)
    return json.dumps({"addon": _kept(_addons, cluster, name)})


def _delete_addon(self: Any) -> str:
    cluster, name, _ = _asked(self)
    addon = _kept(_addons, cluster, name)
    del _addons[cluster][name]
    return json.dumps({"addon": addon})


def _group(self: Any, cluster: models.Cluster) -> str:
    """The security group that the service makes for a cluster."""
    ec2 = ec2_backends[self.account_id][self.region_name]
    subnet = ec2.get_subnet(cluster.resources_vpc_config["subnetIds"][0])
    name = f"eks-cluster-sg-{cluster.name}"
    return str(ec2.create_security_group(name, "EKS created", vpc_id=subnet.vpc_id).id)


def _bridge_clusters() -> None:
    create, delete, answer = (
        models.EKSBackend.create_cluster,
        models.EKSBackend.delete_cluster,
        responses.EKSResponse.create_cluster,
    )

    def create_cluster(self: Any, **given: Any) -> models.Cluster:
        cluster = create(self, **given)
        issuer = f"https://oidc.eks.{self.region_name}.amazonaws.com/id/{uuid.uuid4().hex.upper()}"
        cluster.identity = {"oidc": {"issuer": issuer}}
        vpc = cluster.resources_vpc_config
        vpc["clusterSecurityGroupId"] = _group(self, cluster)
        vpc.setdefault("publicAccessCidrs", ["0.0.0.0/0"])
        return cluster

    def delete_cluster(self: Any, name: str) -> models.Cluster:
        cluster = delete(self, name)
        group = cluster.resources_vpc_config.get("clusterSecurityGroupId")
        if group is not None:
            ec2_backends[self.account_id][self.region_name].delete_security_group(group_id=group)
        return cluster

    def answer_create(self: Any) -> Any:
        result = answer(self)
        cluster: Any = self.eks_backend.clusters[self._get_param("name")]
        cluster.access_config = self._get_param("accessConfig")
        cluster.upgrade_policy = self._get_param("upgradePolicy")
        return result

    models.EKSBackend.create_cluster = create_cluster  # type: ignore[method-assign,assignment]
    models.EKSBackend.delete_cluster = delete_cluster  # type: ignore[method-assign]
    responses.EKSResponse.create_cluster = answer_create  # type: ignore[method-assign]


def _bridge_groups() -> None:
    answer = responses.EKSResponse.create_nodegroup

    def create_nodegroup(self: Any) -> Any:
        result = answer(self)
        cluster = self.eks_backend.clusters[self._get_param("name")]
        group = cluster.nodegroups[self._get_param("nodegroupName")]
        group.update_config = self._get_param("updateConfig")
        if self._get_param("launchTemplate") is not None:
            group.disk_size = group.remote_access = None
        return result

    responses.EKSResponse.create_nodegroup = create_nodegroup  # type: ignore[method-assign]


def bridge() -> None:
    """Adds the operations, and what clusters and groups forget."""
    _bridge_clusters()
    _bridge_groups()
    added = {
        "create_access_entry": _create_entry,
        "describe_access_entry": _describe_entry,
        "delete_access_entry": _delete_entry,
        "associate_access_policy": _associate,
        "disassociate_access_policy": _disassociate,
        "list_associated_access_policies": _list_associated,
        "create_addon": _create_addon,
        "describe_addon": _describe_addon,
        "delete_addon": _delete_addon,
    }
    for name, operation in added.items():
        setattr(responses.EKSResponse, name, operation)
    for kind in ("access-entries", "addons"):
        urls.url_paths[f"{{0}}/clusters/(?P<name>[^/]+)/{kind}$"] = urls.response.dispatch
        urls.url_paths[f"{{0}}/clusters/(?P<name>[^/]+)/{kind}/(?P<what>.+)$"] = urls.response.dispatch
