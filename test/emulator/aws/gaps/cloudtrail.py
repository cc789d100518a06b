"""moto finds a trail by its name only, describes all when some are asked for, and adds new insights to the old.

https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_StartLogging.html: `Name` is a name or an ARN.
https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_DescribeTrails.html: `trailNameList` chooses.
https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_PutInsightSelectors.html: they replace.
"""

from __future__ import annotations

import json
from typing import Any

from moto.cloudtrail import models, responses


class TrailsByNameOrArn(dict[str, models.Trail]):
    """Trails by name; an ARN ends with it."""

    def __getitem__(self, key: str) -> models.Trail:
        return super().__getitem__(key.rsplit("/", 1)[-1])

    def __delitem__(self, key: str) -> None:
        super().__delitem__(key.rsplit("/", 1)[-1])

    def __contains__(self, key: object) -> bool:
        return super().__contains__(str(key).rsplit("/", 1)[-1])


def matches(trail: dict[str, Any], wanted: list[str]) -> bool:
    """Whether a name or an ARN is the trail's."""
    return trail["Name"] in wanted or trail["TrailARN"] in wanted


def bridge() -> None:
    """Lets every operation take an ARN."""
    original = models.CloudTrailBackend.__init__

    def initialise(self: Any, *args: Any, **kwargs: Any) -> None:
        original(self, *args, **kwargs)
        self.trails = TrailsByNameOrArn()

    def put_insight_selectors(self: Any, insight_selectors: list[dict[str, str]]) -> None:
        self.insight_selectors = insight_selectors

    described = responses.CloudTrailResponse.describe_trails

    def describe_trails(self: Any) -> str:
        trails = json.loads(described(self))["trailList"]
        wanted = self._get_param("trailNameList") or []
        return json.dumps({"trailList": [trail for trail in trails if not wanted or matches(trail, wanted)]})

    responses.CloudTrailResponse.describe_trails = describe_trails  # type: ignore[method-assign]
    models.CloudTrailBackend.__init__ = initialise  # type: ignore[method-assign]
    models.Trail.put_insight_selectors = put_insight_selectors  # type: ignore[method-assign]
