"""moto's MSK has clusters that never become active, and neither configurations, bootstrap brokers nor passwords.

https://docs.aws.amazon.com/msk/1.0/apireference/clusters-clusterarn.html: what is not there is not found, an ARN holds
the name of the cluster, and what a cluster was made with is told.
https://docs.aws.amazon.com/msk/1.0/apireference/configurations.html
https://docs.aws.amazon.com/msk/1.0/apireference/clusters-clusterarn-bootstrap-brokers.html
https://docs.aws.amazon.com/msk/1.0/apireference/clusters-clusterarn-scram-secrets.html
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote
from uuid import uuid4

from moto.kafka import urls
from moto.kafka.exceptions import BadRequestException, NotFoundException
from moto.kafka.models import FakeKafkaCluster, KafkaBackend
from moto.kafka.responses import KafkaResponse
from moto.utilities.utils import get_partition

_ports = {"Tls": 9094, "SaslScram": 9096, "SaslIam": 9098}


def _kept(backend: Any, what: str) -> dict[str, Any]:
    """What moto has no place for."""
    if not hasattr(backend, what):
        setattr(backend, what, {})
    found: dict[str, Any] = getattr(backend, what)
    return found


def _between(response: Any, before: str, after: str) -> str:
    return unquote(response.parsed_url.path).split(before, 1)[1].split(after, 1)[0]


def _arn(cluster: Any) -> str:
    head = f"arn:{get_partition(cluster.region_name)}:kafka:{cluster.region_name}:{cluster.account_id}"
    return f"{head}:cluster/{cluster.cluster_name}/{cluster.cluster_id}-1"


def _initialise(original: Callable[..., None]) -> Callable[..., None]:
    def initialise(self: Any, *args: Any, **kwargs: Any) -> None:
        original(self, *args, **{**kwargs, "state": "ACTIVE"})

    return initialise


def _there(original: Callable[..., Any]) -> Callable[..., Any]:
    def describe(self: Any, cluster_arn: str, **kwargs: Any) -> Any:
        if cluster_arn not in self.clusters:
            raise NotFoundException("The requested resource doesn't exist.")
        told = original(self, cluster_arn, **kwargs)
        if isinstance(told, dict):
            told.pop("activeOperationArn", None)
        return told

    return describe


def _configuration(response: Any) -> dict[str, Any]:
    arn = _between(response, "/v1/configurations/", "/revisions/")
    found = _kept(response.kafka_backend, "configurations").get(arn)
    if found is None:
        raise BadRequestException("Configuration ARN does not exist.")
    configuration: dict[str, Any] = found
    return configuration


def create_configuration(self: Any) -> str:
    """Keeps it; its first revision is 1."""
    body = json.loads(self.body)
    head = f"arn:{get_partition(self.region)}:kafka:{self.region}:{self.current_account}"
    arn = f"{head}:configuration/{body['name']}/{uuid4()}-1"
    made = "2026-01-01T00:00:00.000Z"
    _kept(self.kafka_backend, "configurations")[arn] = {
        **body,
        "arn": arn,
        "creationTime": made,
        "state": "ACTIVE",
        "latestRevision": {"creationTime": made, "description": body.get("description", ""), "revision": 1},
    }
    return describe_configuration_of(self, arn)


def describe_configuration_of(self: Any, arn: str) -> str:
    """Without its properties, which its revision tells."""
    found = _kept(self.kafka_backend, "configurations")[arn]
    return json.dumps({key: value for key, value in found.items() if key != "serverProperties"})


def describe_configuration(self: Any) -> str:
    """One that is there."""
    return describe_configuration_of(self, _configuration(self)["arn"])


def describe_configuration_revision(self: Any) -> str:
    """The latest one's."""
    found = _configuration(self)
    return json.dumps(
        {**found["latestRevision"], "arn": found["arn"], "serverProperties": found["serverProperties"]},
    )


def update_configuration(self: Any) -> str:
    """Makes another revision."""
    found = _configuration(self)
    body = json.loads(self.body)
    found["serverProperties"] = body["serverProperties"]
    found["latestRevision"] = {
        **found["latestRevision"],
        "description": body.get("description", ""),
        "revision": found["latestRevision"]["revision"] + 1,
    }
    return json.dumps({"arn": found["arn"], "latestRevision": found["latestRevision"]})


def delete_configuration(self: Any) -> str:
    """Forgets it."""
    arn = _configuration(self)["arn"]
    del _kept(self.kafka_backend, "configurations")[arn]
    return json.dumps({"arn": arn, "state": "DELETING"})


def get_bootstrap_brokers(self: Any) -> str:
    """For each way of proving who one is that the cluster takes."""
    cluster = self.kafka_backend.clusters[_between(self, "/v1/clusters/", "/bootstrap-brokers")]
    given = cluster.client_authentication or (cluster.serverless_config or {}).get("clientAuthentication") or {}
    sasl = given.get("sasl") or {}
    ways = {
        "Tls": bool((given.get("tls") or {}).get("enabled")),
        "SaslScram": bool((sasl.get("scram") or {}).get("enabled")),
        "SaslIam": bool((sasl.get("iam") or {}).get("enabled")),
    }
    host = f"{cluster.cluster_name}.emulated.c1.kafka.{self.region}.amazonaws.com"
    brokers = range(1, (cluster.number_of_broker_nodes or 1) + 1)
    told = {
        f"bootstrapBrokerString{way}": ",".join(f"b-{i}.{host}:{_ports[way]}" for i in brokers)
        for way, taken in ways.items()
        if taken
    }
    return json.dumps(told)


def _secrets(response: Any) -> list[str]:
    arn = _between(response, "/v1/clusters/", "/scram-secrets")
    found: list[str] = _kept(response.kafka_backend, "scram_secrets").setdefault(arn, [])
    return found


def list_scram_secrets(self: Any) -> str:
    """Those that were associated."""
    return json.dumps({"secretArnList": _secrets(self)})


def batch_associate_scram_secret(self: Any) -> str:
    """All are taken."""
    _secrets(self).extend(json.loads(self.body)["secretArnList"])
    return json.dumps({"clusterArn": _between(self, "/v1/clusters/", "/scram-secrets"), "unprocessedScramSecrets": []})


def batch_disassociate_scram_secret(self: Any) -> str:
    """All are left."""
    kept = _secrets(self)
    kept[:] = [arn for arn in kept if arn not in json.loads(self.body)["secretArnList"]]
    return json.dumps({"clusterArn": _between(self, "/v1/clusters/", "/scram-secrets"), "unprocessedScramSecrets": []})


def bridge() -> None:
    """Adds the calls, and their paths before those of moto, of which one takes any."""
    cluster: Any = FakeKafkaCluster
    cluster.__init__ = _initialise(cluster.__init__)
    cluster._generate_arn = _arn
    backend: Any = KafkaBackend
    backend.describe_cluster = _there(backend.describe_cluster)
    backend.describe_cluster_v2 = _there(backend.describe_cluster_v2)
    for action in (
        create_configuration,
        describe_configuration,
        describe_configuration_revision,
        update_configuration,
        delete_configuration,
        get_bootstrap_brokers,
        list_scram_secrets,
        batch_associate_scram_secret,
        batch_disassociate_scram_secret,
    ):
        setattr(KafkaResponse, action.__name__, action)
    own = {
        "{0}/v1/configurations$": KafkaResponse.dispatch,
        "{0}/v1/configurations/(?P<arn>.+)$": KafkaResponse.dispatch,
    }
    urls.url_paths = {**own, **urls.url_paths}
