"""moto has none of Cost Anomaly Detection: monitors and subscriptions, kept here as they were given.

https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_CreateAnomalyMonitor.html
https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_CreateAnomalySubscription.html
"""

from __future__ import annotations

import json
import uuid
from typing import Any

from moto.ce import responses
from moto.core.exceptions import JsonRESTError

# By ARN.
_kept: dict[str, dict[str, Any]] = {}
_tags: dict[str, dict[str, str]] = {}


class Unknown(JsonRESTError):
    """What the service answers for an ARN that it does not have."""

    code = 400


def _arn(self: Any, kind: str) -> str:
    return f"arn:{self.partition}:ce::{self.current_account}:{kind}/{uuid.uuid4()}"


def _tagged(arn: str, tags: list[dict[str, str]] | None) -> None:
    _tags[arn] = {tag["Key"]: tag["Value"] for tag in tags or []}


def _operations(what: str, kind: str, unknown: str) -> dict[str, Any]:
    """@param what AnomalyMonitor, whose ARN is its MonitorArn @param kind of the ARN"""
    key = f"{what.removeprefix('Anomaly')}Arn"

    def create(self: Any) -> str:
        given = json.loads(self.body)
        arn = _arn(self, kind)
        _kept[arn] = {**given[what], key: arn, "AccountId": self.current_account}
        _tagged(arn, given.get("ResourceTags"))
        return json.dumps({key: arn})

    def get(self: Any) -> str:
        wanted = json.loads(self.body).get(f"{key}List")
        found = [each for arn, each in _kept.items() if key in each and (wanted is None or arn in wanted)]
        if wanted and not found:
            raise Unknown(unknown, f"there is no {what} {wanted}")
        return json.dumps({f"{what}s": found})

    def update(self: Any) -> str:
        given = json.loads(self.body)
        _kept[given[key]].update(given)
        return json.dumps({key: given[key]})

    def delete(self: Any) -> str:
        _kept.pop(json.loads(self.body)[key], None)
        return json.dumps({})

    name = kind.replace("anomaly", "anomaly_")
    return {f"create_{name}": create, f"get_{name}s": get, f"update_{name}": update, f"delete_{name}": delete}


def bridge() -> None:
    """Adds the operations, and the tags of what they keep."""
    original = responses.CostExplorerResponse.list_tags_for_resource

    def list_tags(self: Any) -> str:
        tags = _tags.get(json.loads(self.body)["ResourceArn"])
        if tags is None:
            return str(original(self))
        return json.dumps({"ResourceTags": [{"Key": key, "Value": value} for key, value in tags.items()]})

    added = {
        **_operations("AnomalyMonitor", "anomalymonitor", "UnknownMonitorException"),
        **_operations("AnomalySubscription", "anomalysubscription", "UnknownSubscriptionException"),
        "list_tags_for_resource": list_tags,
    }
    for name, operation in added.items():
        setattr(responses.CostExplorerResponse, name, operation)
