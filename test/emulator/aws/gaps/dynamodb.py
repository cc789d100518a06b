"""moto forgets the limits of a table that is paid by request.

https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TableDescription.html: OnDemandThroughput is told.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from moto.dynamodb.models.table import Table
from moto.dynamodb.responses import DynamoHandler


def _kept(original: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def request(self: Any) -> Any:
        result = original(self)
        limits = self.body.get("OnDemandThroughput")
        if limits is not None:
            self.dynamodb_backend.get_table(self.body["TableName"]).on_demand_limits = dict(limits)
        return result

    return request


def bridge() -> None:
    """Keeps the limits that a table is made and changed with, and tells them."""
    handler: Any = DynamoHandler
    handler.create_table = _kept(handler.create_table)
    handler.update_table = _kept(handler.update_table)
    describe = Table.describe

    def described(self: Any, base_key: str = "TableDescription") -> dict[str, Any]:
        results = describe(self, base_key)
        limits = getattr(self, "on_demand_limits", None)
        if limits is not None:
            results[base_key]["OnDemandThroughput"] = limits
        return results

    Table.describe = described  # type: ignore[method-assign]
