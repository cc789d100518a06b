"""moto takes a workgroup without tags for one that is not there when it is asked for its tags.

https://docs.aws.amazon.com/athena/latest/APIReference/API_ListTagsForResource.html: the list is empty then.
"""

from __future__ import annotations

from typing import Any

from moto.athena.models import AthenaBackend


def bridge() -> None:
    """Answers with no tags for a workgroup that has none."""
    original = AthenaBackend.list_tags_for_resource

    def list_tags(self: Any, resource_arn: str) -> dict[str, Any] | None:
        found = original(self, resource_arn)
        there = any(group.arn == resource_arn for group in self.work_groups.values())
        return {"Tags": []} if found is None and there else found

    AthenaBackend.list_tags_for_resource = list_tags  # type: ignore[method-assign]
