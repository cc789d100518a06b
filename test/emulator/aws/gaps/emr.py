"""moto's EMR knows no instance fleets, no managed scaling and no auto-termination, and forgets part of a cluster.

What the service does, and moto now: fleets are kept and listed, and a cluster of fleets has no groups, nor the other
way round (https://docs.aws.amazon.com/emr/latest/APIReference/API_ListInstanceFleets.html); the two policies are put,
read and removed (API_PutAutoTerminationPolicy, API_PutManagedScalingPolicy); the key of the logs, the way in which
nodes leave and the subnets to choose from are told (API_Cluster). A cluster is in the region that the request is signed
for.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol
from uuid import uuid4

from moto.core.responses import ActionResult, BaseResponse, EmptyResult
from moto.emr.exceptions import InvalidRequestException
from moto.emr.models import Cluster, Ec2InstanceAttributes, ElasticMapReduceBackend
from moto.emr.responses import ElasticMapReduceResponse


class _Response(Protocol):
    """The part of moto's response class that is used."""

    backend: ElasticMapReduceBackend

    def _get_param(self, name: str, default: Any = None) -> Any: ...


class _Extra:
    """What moto's cluster has no place for."""

    def __init__(self) -> None:
        self.subnets: list[str] = []
        self.fleets: list[dict[str, Any]] = []
        self.policies: dict[str, dict[str, Any]] = {}


def _plain(value: Any) -> Any:
    """The request as it was sent."""
    if hasattr(value, "original_dict"):
        return _plain(value.original_dict())
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_plain(each) for each in value]
    return value


def _extra(cluster: Cluster) -> _Extra:
    found: _Extra | None = getattr(cluster, "_lakewright", None)
    if found is None:
        found = _Extra()
        cluster._lakewright = found  # type: ignore[attr-defined]
    return found


def _cluster(response: _Response) -> Cluster:
    return response.backend.describe_cluster(response._get_param("ClusterId"))


def _fleet(given: dict[str, Any]) -> dict[str, Any]:
    """A fleet as it is told once it runs."""
    told = {key: value for key, value in given.items() if key != "InstanceTypeConfigs"}
    specifications = [
        {"WeightedCapacity": 1, **config, "EbsBlockDevices": []} for config in given.get("InstanceTypeConfigs", [])
    ]
    for specification in specifications:
        specification.pop("EbsConfiguration", None)
    return {
        "TargetOnDemandCapacity": 0,
        "TargetSpotCapacity": 0,
        **told,
        "Id": f"if-{uuid4().hex[:13].upper()}",
        "Status": {"State": "RUNNING"},
        "ProvisionedOnDemandCapacity": given.get("TargetOnDemandCapacity", 0),
        "ProvisionedSpotCapacity": given.get("TargetSpotCapacity", 0),
        "InstanceTypeSpecifications": specifications,
    }


def _run_job_flow(original: Callable[[Any], ActionResult]) -> Callable[[Any], ActionResult]:
    def run(self: Any) -> ActionResult:
        result = original(self)
        answer: Any = result.result
        cluster: Any = self.backend.describe_cluster(answer["JobFlowId"])
        extra = _extra(cluster)
        extra.subnets = list(_plain(self._get_param("Instances.Ec2SubnetIds", [])))
        extra.fleets = [_fleet(each) for each in _plain(self._get_param("Instances.InstanceFleets", []))]
        policy = _plain(self._get_param("AutoTerminationPolicy"))
        if policy:
            extra.policies["AutoTerminationPolicy"] = policy
        if extra.fleets:
            cluster.instance_collection_type = "INSTANCE_FLEET"
            cluster.ec2_subnet_id = cluster.ec2_subnet_id or next(iter(extra.subnets), None)
        cluster.log_encryption_kms_key_id = self._get_param("LogEncryptionKmsKeyId")
        cluster.scale_down_behavior = self._get_param("ScaleDownBehavior")
        return result

    return run


def _attributes(original: Callable[[Any, Cluster], None]) -> Callable[[Any, Cluster], None]:
    def initialise(self: Any, cluster: Cluster) -> None:
        original(self, cluster)
        self.requested_ec2_subnet_ids = _extra(cluster).subnets

    return initialise


def _add_groups(self: Any) -> ActionResult:
    """Without the ids that the API promises the provider crashes: API_AddInstanceGroups."""
    cluster = self.backend.describe_cluster(self._get_param("JobFlowId"))
    groups = self.backend.add_instance_groups(cluster.id, self._get_param("InstanceGroups", []))
    ids = [group.id for group in groups]
    return ActionResult({"JobFlowId": cluster.id, "InstanceGroupIds": ids, "ClusterArn": cluster.arn})


def _list_groups(original: Callable[[Any], ActionResult]) -> Callable[[Any], ActionResult]:
    def listed(self: Any) -> ActionResult:
        if _extra(_cluster(self)).fleets:
            raise InvalidRequestException("Instance fleets and instance groups are mutually exclusive.")
        return original(self)

    return listed


def _list_fleets(self: Any) -> ActionResult:
    fleets = _extra(_cluster(self)).fleets
    if not fleets:
        raise InvalidRequestException("Instance fleets and instance groups are mutually exclusive.")
    return ActionResult({"InstanceFleets": fleets})


def _add_fleet(self: Any) -> ActionResult:
    cluster = _cluster(self)
    fleet = _fleet(_plain(self._get_param("InstanceFleet")))
    _extra(cluster).fleets.append(fleet)
    return ActionResult({"ClusterId": cluster.id, "InstanceFleetId": fleet["Id"], "ClusterArn": cluster.arn})


def _modify_fleet(self: Any) -> EmptyResult:
    change = _plain(self._get_param("InstanceFleet"))
    for fleet in _extra(_cluster(self)).fleets:
        if fleet["Id"] == change["InstanceFleetId"]:
            for market in ("OnDemand", "Spot"):
                capacity = change.get(f"Target{market}Capacity", 0)
                fleet[f"Target{market}Capacity"] = fleet[f"Provisioned{market}Capacity"] = capacity
            if fleet["TargetOnDemandCapacity"] + fleet["TargetSpotCapacity"] == 0:
                fleet["Status"] = {"State": "SUSPENDED"}
    return EmptyResult()


def _policy(name: str) -> None:
    """Put, get and remove of one of a cluster's policies."""

    def put(self: Any) -> EmptyResult:
        _extra(_cluster(self)).policies[name] = _plain(self._get_param(name))
        return EmptyResult()

    def get(self: Any) -> ActionResult:
        policy = _extra(_cluster(self)).policies.get(name)
        return ActionResult({} if policy is None else {name: policy})

    def remove(self: Any) -> EmptyResult:
        _extra(_cluster(self)).policies.pop(name, None)
        return EmptyResult()

    method = {"AutoTerminationPolicy": "auto_termination_policy", "ManagedScalingPolicy": "managed_scaling_policy"}[
        name
    ]
    for verb, action in (("put", put), ("get", get), ("remove", remove)):
        setattr(ElasticMapReduceResponse, f"{verb}_{method}", action)


def bridge() -> None:
    """Adds the operations, and what is kept of a cluster."""
    response: Any = ElasticMapReduceResponse
    # moto looks for the region in the host's name alone; every other service reads the signature.
    response.get_region_from_url = BaseResponse.get_region_from_url
    response.run_job_flow = _run_job_flow(response.run_job_flow)
    response.add_instance_groups = _add_groups
    response.list_instance_groups = _list_groups(response.list_instance_groups)
    response.list_instance_fleets = _list_fleets
    response.add_instance_fleet = _add_fleet
    response.modify_instance_fleet = _modify_fleet
    attributes: Any = Ec2InstanceAttributes
    attributes.__init__ = _attributes(attributes.__init__)
    _policy("AutoTerminationPolicy")
    _policy("ManagedScalingPolicy")
