"""moto's Application Auto Scaling takes no tags, and cannot be asked for those of a scalable target.

https://docs.aws.amazon.com/autoscaling/application/APIReference/API_ListTagsForResource.html
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from moto.applicationautoscaling.responses import ApplicationAutoScalingResponse


def _tags(response: Any, arn: str) -> dict[str, str]:
    backend = response.applicationautoscaling_backend
    if not hasattr(backend, "tags_of_targets"):
        backend.tags_of_targets = {}
    found: dict[str, str] = backend.tags_of_targets.setdefault(arn, {})
    return found


def _register(original: Callable[[Any], str]) -> Callable[[Any], str]:
    def register(self: Any) -> str:
        told = original(self)
        _tags(self, json.loads(told)["ScalableTargetARN"]).update(json.loads(self.body).get("Tags") or {})
        return told

    return register


def list_tags_for_resource(self: Any) -> str:
    """Those that it was made or tagged with."""
    return json.dumps({"Tags": _tags(self, json.loads(self.body)["ResourceARN"])})


def tag_resource(self: Any) -> str:
    """Adds some, or gives them another value."""
    body = json.loads(self.body)
    _tags(self, body["ResourceARN"]).update(body["Tags"])
    return "{}"


def untag_resource(self: Any) -> str:
    """Takes some away."""
    body = json.loads(self.body)
    for key in body["TagKeys"]:
        _tags(self, body["ResourceARN"]).pop(key, None)
    return "{}"


def bridge() -> None:
    """Adds the three calls, and keeps what a target is registered with."""
    response: Any = ApplicationAutoScalingResponse
    response.register_scalable_target = _register(response.register_scalable_target)
    for action in (list_tags_for_resource, tag_resource, untag_resource):
        setattr(response, action.__name__, action)
